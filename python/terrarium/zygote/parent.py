"""The parent: imports the libraries in a sealed root of its own, then forks one sapling for each sandbox. It never learns what for."""

import gc
import importlib.util
import os
import select
import socket
import sys

import box
import kernel
import sapling

_DESCRIPTORS = 6  # pid namespace, gate, bond, standard input, output, error
_harmless = set()  # lines of /proc/self/maps


def run(orders, line, own_pids, title, skipped):
    """In the parent, never returns; in each sapling, gives what it is to do."""
    try:
        report = _prepare(orders, title, skipped, {line.fileno(), own_pids, 0, 1, 2})
    except BaseException as error:
        line.send(_encode({"failed": f"{type(error).__name__}: {error}"}))
        os._exit(1)
    line.send(_encode(report))
    if "poisoned" in report:
        os._exit(0)
    codes = _compile_runner(orders["home"])
    gc.collect()
    gc.freeze()
    return _serve(line, own_pids, title, codes)


def _encode(message):
    import json

    return json.dumps(message).encode()


def _prepare(orders, title, skipped, descriptors):
    plan = box.Plan(orders["view"])
    kernel.unshare(kernel.NEWNS | kernel.NEWNET | kernel.NEWIPC | kernel.NEWUTS | kernel.NEWCGROUP)
    box.name_host(plan)
    box.build_root(plan)
    title.set(["terrarium zygote, parent"])
    kernel.keep_capabilities((kernel.SETGID, kernel.SETUID, kernel.SETPCAP, kernel.SYS_CHROOT, kernel.SYS_ADMIN))
    kernel.install_filter(kernel.parent_filter(bytes.fromhex(orders["filter"])))
    sys.path.insert(0, os.path.dirname(orders["home"]))
    imported = []
    for name in _with_packages(orders["modules"]):
        if any(name == one or name.startswith(f"{one}.") for one in skipped):
            continue
        if _import(name):
            imported.append(name)
        reason = _poison(descriptors)
        if reason:
            return {"poisoned": name, "reason": reason}
    del sys.path[0]
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return {"imported": len(imported), "files": _files()}


def _with_packages(names):
    """Each behind the packages that it is in: they are imported before it, and what they do is not to be laid at its door."""
    paths = [name.split(".") for name in names]
    return dict.fromkeys(".".join(path[:depth]) for path in paths for depth in range(1, len(path) + 1))


def _import(name):
    try:
        importlib.import_module(name)
    except BaseException:
        return False
    return True


def _poison(descriptors):
    """
    Why a child of this process could not be what a cold start is: threads do not survive a fork, descriptors would be closed, and what one child
    writes into shared memory all others would read.
    """
    if len(os.listdir("/proc/self/task")) > 1:
        return "starts threads"
    if {int(one) for one in os.listdir("/proc/self/fd")} - descriptors - {_next_descriptor()}:
        return "keeps files open"
    if _shares_memory():
        return "shares memory"
    return None


def _shares_memory():
    with open("/proc/self/maps") as file:
        shared = {line for line in file if line.split(maxsplit=2)[1].endswith("s")} - _harmless
    if not shared:
        return False
    with open("/proc/self/smaps") as file:
        # Those of files that were opened to be read are not called "sh" there.
        if any("sh" in line.split() for line in file if line.startswith("VmFlags:")):
            return True
    _harmless.update(shared)
    return False


def _next_descriptor():
    """That of a listing of descriptors."""
    descriptor = os.open("/", os.O_RDONLY)
    os.close(descriptor)
    return descriptor


def _files():
    """Everything that was loaded."""
    with open("/proc/self/maps") as file:
        mapped = {line.split(maxsplit=5)[5].strip() for line in file if line.count("/") and len(line.split(maxsplit=5)) > 5}
    modules = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    return sorted(one for one in mapped | modules if isinstance(one, str) and one.startswith("/"))


def _compile_runner(home):
    file = os.path.join(home, "runner.py")
    with open(file, "rb") as source:
        return {file: compile(source.read(), file, "exec", dont_inherit=True)}


def _serve(line, own_pids, title, codes):
    poll = select.poll()
    poll.register(line, select.POLLIN)
    watched = {}
    while True:
        for descriptor, _ in poll.poll():
            if descriptor != line.fileno():
                pid = watched.pop(descriptor)
                poll.unregister(descriptor)
                os.close(descriptor)
                line.send(_encode({"pid": pid, "status": os.waitpid(pid, 0)[1]}))
                continue
            said, given, _, _ = socket.recv_fds(line, 16, _DESCRIPTORS)
            if not said:
                os._exit(0)
            pid = _fork(given, own_pids)
            if pid == 0:
                return sapling.become(given[1:], title, codes)
            for one in given:
                os.close(one)
            if pid is None:
                line.send(_encode({"refused": True}))
                continue
            watch = os.pidfd_open(pid)
            watched[watch] = pid
            poll.register(watch, select.POLLIN)
            line.send(_encode({"pid": pid}))


def _fork(given, own_pids):
    """A child in the pid namespace of `given`; None: the kernel refused."""
    try:
        kernel.setns(given[0], kernel.NEWPID)
    except OSError:
        return None  # its init has died already
    try:
        pid = os.fork()
    except OSError:
        pid = None
    if pid != 0:
        kernel.setns(own_pids, kernel.NEWPID)
    return pid
