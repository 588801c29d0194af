"""The first child of a sandbox's pid namespace: builds the sandbox, seals itself, hands the namespaces to the sapling, and reaps orphans."""

import fcntl
import os
import select
import signal
import socket

import box
import kernel

NAMESPACES = ("net", "ipc", "uts", "cgroup", "mnt", "user")


def run(order, plan, gate, bond, title):
    """Never returns. `gate` leads to the stem, `bond` to the sapling: descriptors of sockets."""
    gate, bond, own = _keep_only(gate, bond, os.open("/proc/self/", os.O_PATH | os.O_DIRECTORY))
    try:
        _seal(order, plan, gate, bond, own, title)
    except BaseException as error:
        gate.send(b"!" + f"{type(error).__name__}: {error}".encode()[:1000])
        os._exit(125)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel then reaps what is orphaned
    try:
        # A program that does nothing needs a tenth of the memory, and nothing of the stem's is left in the sandbox.
        os.execve("/usr/bin/sleep", ["sleep", "infinity"], {})
    except OSError:
        pass  # this host has none
    while True:
        select.poll().poll()


def _keep_only(*descriptors):
    """Of all that the stem has open, only these: as two sockets and a folder."""
    # Above all first: of many that are made at one time some have these very numbers.
    apart = [fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, 103) for one in descriptors]
    high = [os.dup2(one, 100 + index, inheritable=False) for index, one in enumerate(apart)]
    kernel.close_all(3, 99)
    kernel.close_all(103)
    kernel.to_null(0, 1, 2)
    return socket.socket(fileno=high[0]), socket.socket(fileno=high[1]), high[2]


def _seal(order, plan, gate, bond, own, title):
    uid = order["uid"]
    os.setsid()
    kernel.unshare(kernel.NEWNS | kernel.NEWNET | kernel.NEWIPC | kernel.NEWUTS)
    box.name_host(plan)
    kernel.set_filesystem_ids(uid, uid)
    box.build_root(plan)
    kernel.to_null(0, 1, 2)  # those of the host's tree are let go
    box.set_limits(order["limits"])
    if gate.recv(1) != b"g":
        os._exit(0)
    # Only now is it in its control group, which is to be the top of what it sees.
    kernel.unshare(kernel.NEWCGROUP)
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    kernel.unshare(kernel.NEWUSER)
    kernel.set_dumpable(True)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{plan.uid} {uid} 1"), ("gid_map", f"{plan.gid} {uid} 1")):
        descriptor = os.open(name, os.O_WRONLY, dir_fd=own)
        os.write(descriptor, text.encode())
        os.close(descriptor)
    namespaces = [os.open(f"ns/{name}", os.O_RDONLY, dir_fd=own) for name in NAMESPACES]
    # What the stem knew is not for the job to read: until the memory is given up, it is closed.
    kernel.set_dumpable(False)
    kernel.keep_capabilities(())
    title.set(["init"])
    socket.send_fds(bond, [b"n"], namespaces)
    gate.detach()
    bond.detach()
    kernel.close_all(3)
    kernel.install_filter(order["filter"])
