// For tests: a Python program that tells everything it can observe of the sandbox that it is in, as one progress message. Not part of the product.

/** Follows the prelude of the conformance suite. Texts that name the sandbox itself are left out by whoever compares. */
export const sealReport = `
import ctypes, errno, gc, locale, resource, signal, socket, stat, tempfile, threading
def attempt(what):
    try: return what()
    except OSError as error: return errno.errorcode[error.errno]
def text(path): return attempt(lambda: open(path, errors="replace").read())
def status(): return dict(line.split(":\\t") for line in text("/proc/self/status").splitlines())
def entry(path):
    found = os.lstat(path)
    link = os.readlink(path) if stat.S_ISLNK(found.st_mode) else None
    return [stat.filemode(found.st_mode), found.st_uid, found.st_gid, found.st_rdev, link]
def folder(path): return attempt(lambda: {name: entry(os.path.join(path, name)) for name in sorted(os.listdir(path))})
def space(path): found = os.statvfs(path); return [found.f_flag, found.f_blocks * found.f_frsize, found.f_files]
def mounts():
    found = []
    for line in text("/proc/self/mountinfo").splitlines():
        before, after = line.split(" - ")
        found.append([before.split()[4], before.split()[5], *before.split()[6:], *after.split()])
    return sorted(found)
def write(path): return attempt(lambda: open(path, "w").close() or "written")
def kind(fd): return [os.readlink(f"/proc/self/fd/{fd}").split(":")[0], os.get_inheritable(fd), os.isatty(fd)]
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *words):
    ctypes.set_errno(0)
    return libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, words)) if number is None else [libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, words)) >= 0, ctypes.get_errno()]
def report():
    told = status()
    names = ("Name Umask State Pid PPid TracerPid Uid Gid Groups NSpid NSpgid NSsid Threads SigBlk SigIgn SigCgt CapInh CapPrm CapEff CapBnd CapAmb "
        "NoNewPrivs Seccomp Seccomp_filters Speculation_Store_Bypass Cpus_allowed THP_enabled CoreDumping").split()
    return {
        "status": {name: told.get(name) for name in names},
        "maps": [text("/proc/self/uid_map").split(), text("/proc/self/gid_map").split(), text("/proc/self/setgroups")],
        "mounts": mounts(),
        "folders": {path: folder(path) for path in ("/", "/dev", "/dev/shm", "/etc", "/tmp", "/job", "/job/in", "/job/out", "/job/work", "/python")},
        "space": {path: space(path) for path in ("/", "/usr", "/dev", "/dev/shm", "/tmp", "/proc", "/job", "/job/out", "/job/work", "/process")},
        "proc": [name for name in sorted(os.listdir("/proc"))],
        "masked": {path: text(path) for path in ("/proc/interrupts", "/proc/timer_list", "/proc/kallsyms", "/proc/sys/kernel/hostname")},
        "init": [attempt(lambda: os.listdir("/proc/1/fd")) and 0, text("/proc/1/mem")[:8], text("/proc/1/comm") != ""],
        "environment": dict(os.environ),
        "environ": sorted(text("/proc/self/environ").rstrip("\\0").split("\\0")),
        "fds": {fd: kind(fd) for fd in sorted(map(int, os.listdir("/proc/self/fd"))) if os.path.lexists(f"/proc/self/fd/{fd}")},
        "rlimits": {name: resource.getrlimit(getattr(resource, name)) for name in sorted(dir(resource)) if name.startswith("RLIMIT_")},
        "cgroup": text("/proc/self/cgroup"),
        "names": [socket.gethostname(), os.getcwd(), text("/proc/self/comm"), text("/proc/self/cmdline").rstrip("\\0").split("\\0")],
        "terminal": attempt(lambda: os.open("/dev/tty", os.O_RDWR)),
        "nice": [os.getpriority(os.PRIO_PROCESS, 0), sorted(os.sched_getaffinity(0)), text("/proc/self/oom_score_adj")],
        "own": [entry("/proc/self/status"), text("/proc/self/coredump_filter"), text("/proc/self/timens_offsets")],
        "network": [text("/proc/net/dev"), text("/proc/net/route"), text("/proc/net/if_inet6"), text("/proc/net/unix").count("\\n") < 99],
        "loopback": text("/proc/net/fib_trie"),
        "writes": {path: write(path) for path in ("/x", "/usr/x", "/dev/x", "/dev/null", "/etc/x", "/job/x", "/job/in/x", "/process/x", "/proc/sys/kernel/x", "/tmp/x", "/dev/shm/x", "x", "/job/out/x")},
        "calls": {number: call(number, 0, 0, 0, 0, 0, 0) for number in (101, 155, 161, 165, 166, 175, 248, 250, 272, 298, 308, 310, 321, 323, 425, 428, 434, 435, 442)},
        "signals": {number: str(signal.getsignal(number)) for number in sorted(signal.valid_signals())},
        "python": [str(sys.flags), sys.path, sys.executable, sys.prefix, sys.argv, sys.orig_argv, __name__, __file__, str(__spec__ if "__spec__" in globals() else None), gc.isenabled(),
            threading.active_count(), locale.getlocale(), tempfile.gettempdir(), [[s.encoding, s.errors, s.line_buffering, s.write_through] for s in (sys.stdin, sys.stdout, sys.stderr)]],
    }
`;
