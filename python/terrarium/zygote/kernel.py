"""The calls of the kernel that Python's library lacks, by ctypes: namespaces, mounts, capabilities, filters. No policy.

Every call raises OSError with the name of the call in it.
"""

import ctypes
import os
import platform
import struct

NEWNS, NEWCGROUP, NEWUTS, NEWIPC = 0x00020000, 0x02000000, 0x04000000, 0x08000000
NEWUSER, NEWPID, NEWNET = 0x10000000, 0x20000000, 0x40000000

MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE, MS_SLAVE = 2, 4, 8, 16384, 1 << 18, 1 << 19
READ_ONLY, NO_SUID, NO_DEVICES = 1, 2, 4  # attributes of mount_setattr

SETGID, SETUID, SETPCAP, SYS_CHROOT, SYS_ADMIN = 6, 7, 8, 18, 21  # capabilities

_PDEATHSIG, _DUMPABLE, _NAME, _SECCOMP, _BOUNDING_DROP, _NO_NEW_PRIVS, _AMBIENT = 1, 4, 15, 22, 24, 38, 47
_EMPTY_PATH, _RECURSIVE, _CLONE_TREE, _CLOSE_ON_EXEC = 0x1000, 0x8000, 1, os.O_CLOEXEC

# Numbers by machine: what the C library has no name for.
_NUMBERS = {
    "x86_64": {"pivot_root": 155, "capset": 126},
    "aarch64": {"pivot_root": 41, "capset": 91},
}
_SAME = {"open_tree": 428, "move_mount": 429, "close_range": 436, "mount_setattr": 442}

# What a parent of children needs beyond what a job may call.
_PARENT = {
    "x86_64": (308, 117, 119, 317, 126, 157, 302, 95, 112, 80, 33, 292, 436, 434, 46, 47, 7, 61, 247, 56),
    "aarch64": (268, 147, 149, 277, 91, 167, 261, 166, 157, 49, 24, 436, 434, 211, 212, 73, 260, 95, 220),
}
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

_libc = ctypes.CDLL(None, use_errno=True)
_machine = platform.machine()
_capabilities = [number for number in range(64) if _libc.prctl(23, number, 0, 0, 0) >= 0]


def _checked(result, name, what=""):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}{' ' + what if what else ''}: {os.strerror(number)}")
    return result


def _call(name, *words):
    number = _SAME.get(name) or _NUMBERS[_machine][name]
    return _libc.syscall(ctypes.c_long(number), *(ctypes.c_long(one) if isinstance(one, int) else one for one in words))


def is_known_machine():
    return _machine in _NUMBERS


def unshare(flags):
    _checked(_libc.unshare(flags), "unshare")


def setns(descriptor, flag):
    _checked(_libc.setns(descriptor, flag), "setns")


def mount(source, target, kind, flags, data=None):
    encoded = [None if one is None else os.fsencode(one) for one in (source, target, kind, data)]
    _checked(_libc.mount(*encoded[:3], ctypes.c_ulong(flags), encoded[3]), "mount", target)


def open_tree(path):
    """A detached copy of the mount at `path` and all below it, as a descriptor."""
    flags = _CLONE_TREE | _CLOSE_ON_EXEC | _RECURSIVE
    return _checked(_call("open_tree", -100, os.fsencode(path), flags), "open_tree", path)


def set_attributes(path, attributes, recursive=True, descriptor=None):
    """Adds attributes to a mount (and all below it); of a path, or of a detached one."""
    block = struct.pack("QQQQ", attributes, 0, 0, 0)
    flags = _RECURSIVE if recursive else 0
    where = (-100, os.fsencode(path), flags) if descriptor is None else (descriptor, b"", flags | _EMPTY_PATH)
    _checked(_call("mount_setattr", *where, block, len(block)), "mount_setattr", path)


def move_mount(descriptor, target):
    _checked(_call("move_mount", descriptor, b"", -100, os.fsencode(target), 4), "move_mount", target)


def pivot_here():
    """Makes the current folder, which is a mount, the root, and lets go of the former one."""
    _checked(_call("pivot_root", b".", b"."), "pivot_root")
    _checked(_libc.umount2(b".", 2), "umount2")
    os.chdir("/")


def set_filesystem_ids(uid, gid):
    _libc.setfsgid(gid)
    _libc.setfsuid(uid)


def die_with_parent():
    _checked(_libc.prctl(_PDEATHSIG, 9, 0, 0, 0), "prctl")


def set_dumpable(is_dumpable):
    _checked(_libc.prctl(_DUMPABLE, int(is_dumpable), 0, 0, 0), "prctl")


def set_name(name):
    _libc.prctl(_NAME, name.encode()[:15], 0, 0, 0)


def keep_capabilities(kept):
    """Gives up all capabilities but these, for ever, and all ways to get others."""
    for number in _capabilities:
        if number not in kept:
            _checked(_libc.prctl(_BOUNDING_DROP, number, 0, 0, 0), "prctl")
    _libc.prctl(_AMBIENT, 4, 0, 0, 0)
    low = sum(1 << number for number in kept)
    header = struct.pack("Ii", 0x20080522, 0)
    _checked(_call("capset", header, struct.pack("IIIIII", low, low, 0, 0, 0, 0)), "capset")
    _checked(_libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")


def install_filter(program):
    """Adds a filter of system calls to those that hold already; `program` is classic BPF. No new privileges must be set."""
    buffer = ctypes.create_string_buffer(program, len(program))
    block = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    _checked(_libc.prctl(_SECCOMP, 2, block, 0, 0), "prctl seccomp")


def parent_filter(program):
    """The filter of a job with the few calls added that a parent of jobs needs."""
    added = [struct.pack("HBBI", 0x20, 0, 0, 4), struct.pack("HBBI", 0x15, 0, 1 + 2 * len(_PARENT[_machine]), _AUDIT[_machine])]
    added.append(struct.pack("HBBI", 0x20, 0, 0, 0))
    for number in _PARENT[_machine]:
        added += [struct.pack("HBBI", 0x15, 0, 1, number), struct.pack("HBBI", 0x06, 0, 0, 0x7FFF0000)]
    return b"".join(added) + program


def close_all(first, last=0xFFFFFFFF):
    """Closes every descriptor from `first` to `last`."""
    _checked(_call("close_range", first, last, 0), "close_range")


def to_null(*descriptors):
    null = os.open("/dev/null", os.O_RDWR)
    for descriptor in descriptors:
        os.dup2(null, descriptor, inheritable=True)
    if null not in descriptors:
        os.close(null)


class Title:
    """The words of a command as /proc shows them: the memory that held the words of the program's own start."""

    def __init__(self):
        with open("/proc/self/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        self._start, self._end = int(fields[45]), int(fields[46])

    def set(self, words):
        room = self._end - self._start
        text = b"".join(os.fsencode(word) + b"\0" for word in words)[: room - 1]
        ctypes.memmove(self._start, text + bytes(room - len(text)), room)
