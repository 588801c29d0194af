"""Builds what bubblewrap would build: takes the words of its command line and makes root, names and limits of the same kind.

One command line says what a sandbox is, whoever makes it; a word that is not known here is an error and never ignored.
"""

import fcntl
import os
import resource
import socket
import struct

import kernel

# Options without a value; each must be there. What comes from a zygote dies with it, and a zygote dies with the spawner.
_FLAGS = (
    *("--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup"),
    *("--die-with-parent", "--new-session", "--clearenv"),
)
_BINDS = {
    "--ro-bind": kernel.READ_ONLY | kernel.NO_SUID | kernel.NO_DEVICES,
    "--bind": kernel.NO_SUID | kernel.NO_DEVICES,
    "--dev-bind": kernel.NO_SUID,
}
_SCRATCH = "/tmp"  # any folder of the host: covered only within the new mount namespace


class Unknown(Exception):
    """The command line has a word that this builder does not know, or lacks one that it relies on."""


class Plan:
    """A command line of bubblewrap, understood."""

    def __init__(self, words):
        self.environment, self.steps, self.command = {}, [], []
        self.uid = self.gid = 65534
        self.hostname, self.folder = "", "/"
        flags, size = set(), None
        rest = iter(words[1:])
        for word in rest:
            if word == "--":
                self.command = list(rest)
            elif word in _FLAGS:
                flags.add(word)
            elif word == "--setenv":
                name = next(rest)
                self.environment[name] = next(rest)
            elif word in ("--uid", "--gid"):
                setattr(self, word[2:], int(next(rest)))
            elif word == "--hostname":
                self.hostname = next(rest)
            elif word == "--chdir":
                self.folder = next(rest)
            elif word == "--cap-drop":
                if next(rest) != "ALL":
                    raise Unknown("--cap-drop is not for all")
                flags.add(word)
            elif word in ("--seccomp", "--json-status-fd"):
                next(rest)
            elif word == "--size":
                size = int(next(rest))
            elif word == "--tmpfs":
                self.steps.append((word, next(rest), size))
                size = None
            elif word.removesuffix("-try") in _BINDS or word == "--symlink":
                self.steps.append((word, next(rest), next(rest)))
            elif word in ("--dir", "--proc", "--remount-ro"):
                self.steps.append((word, next(rest)))
            else:
                raise Unknown(f"{word} is not known")
        self._check(flags)

    def bound(self):
        """What is bound: inside and on the host, the deepest first."""
        binds = [(values[1], values[0]) for word, *values in self.steps if word.removesuffix("-try") in _BINDS]
        return sorted(binds, key=lambda one: -len(one[0]))

    @staticmethod
    def _check(flags):
        missing = {*_FLAGS, "--cap-drop"} - flags
        if missing:
            raise Unknown(f"{min(missing)} is missing")


def _make_folders(path):
    os.makedirs(path, 0o755, exist_ok=True)


def _make_target(path, is_folder):
    if os.path.lexists(path):
        return
    _make_folders(path if is_folder else os.path.dirname(path))
    if not is_folder:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o444))


def _sources(steps):
    """Detached copies of all that is bound, taken while the host's tree is still in view."""
    taken = []
    for word, *values in steps:
        kind = word.removesuffix("-try")
        if kind not in _BINDS:
            continue
        try:
            descriptor = kernel.open_tree(values[0])
        except FileNotFoundError:
            if kind == word:
                raise
            taken.append(None)
            continue
        kernel.set_attributes(values[0], _BINDS[kind], descriptor=descriptor)
        taken.append(descriptor)
    return taken


def _mount_memory(path, size):
    _make_folders(path)
    data = "mode=0755" if size is None else f"mode=0755,size={size}"
    kernel.mount("tmpfs", path, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, data)


def build_root(plan):
    """Makes the root of `plan` that of this child, who must be alone in a new mount namespace and have the rights of its owner there."""
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    sources = iter(_sources(plan.steps))
    umask = os.umask(0o022)
    kernel.mount("tmpfs", _SCRATCH, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=0755")
    for word, *values in plan.steps:
        target = _SCRATCH + values[-1] if word != "--tmpfs" else _SCRATCH + values[0]
        if word.removesuffix("-try") in _BINDS:
            descriptor = next(sources)
            if descriptor is not None:
                _make_target(target, os.path.isdir(f"/proc/self/fd/{descriptor}"))
                kernel.move_mount(descriptor, target)
                os.close(descriptor)
        elif word == "--symlink":
            _make_folders(os.path.dirname(target))
            os.symlink(values[0], target)
        elif word == "--tmpfs":
            _mount_memory(target, values[1])
        elif word == "--dir":
            _make_folders(target)
        elif word == "--proc":
            _make_folders(target)
            kernel.mount("proc", target, "proc", kernel.MS_NOSUID | kernel.MS_NOEXEC | kernel.MS_NODEV)
        else:
            kernel.set_attributes(target, kernel.READ_ONLY, recursive=False)
    os.umask(umask)
    os.chdir(_SCRATCH)
    kernel.pivot_here()


def name_host(plan):
    """Names the new host, and brings up its only device."""
    socket.sethostname(plan.hostname)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, 0x8914, struct.pack("16sh14x", b"lo", 0x41))


def set_limits(limits):
    """Names of the resource module's limits and values; a lower limit that is there already stays."""
    for name, value in limits.items():
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY or value <= hard:
            resource.setrlimit(kind, (value, value))
