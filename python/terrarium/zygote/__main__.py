"""The zygote: forks sandboxes of Python from a parent that has imported their libraries already. Started by the spawner.

    /usr/bin/python3 -I -B DIR/zygote PADDING

Theory of operation. Three generations in a user namespace of their own, none of which ever runs code of a process or sees data of a job:

    stem    the first child of a pid namespace. Sees the host's tree as an unprivileged user. For each sandbox it forks an init (init.py)
            into new namespaces, which builds the sandbox's root and limits itself to what a job may do.
    parent  imports the libraries, in a root of its own as sealed as a job's. Forks one sapling (sapling.py) into each new pid namespace.
    sapling enters the namespaces that its init has made, gives up all rights for ever, and only then becomes the runner.

The spawner moves init and sapling into their control group while both wait, and is told of every end by who reaps the sapling: the parent, or
the stem if the parent has died. Speaks lines of JSON with the spawner on standard input and output.
"""

import json
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_OWN = ("box", "host", "init", "kernel", "parent", "sapling", "stem")
sys.path.insert(0, _HERE)

import kernel  # noqa: E402
import stem  # noqa: E402


def _forget_own_modules():
    """The name of a module of ours must not stand in the way of a process's own."""
    for name in _OWN:
        sys.modules.pop(name, None)
    sys.path[:] = [one for one in sys.path if one != _HERE]
    sys.path_importer_cache.pop(_HERE, None)


def _read_line():
    line = b""
    while not line.endswith(b"\n"):
        part = os.read(0, 1)  # the rest is for others to read
        if not part:
            os._exit(0)
        line += part
    return json.loads(line)


def _say(message):
    os.write(1, json.dumps(message).encode() + b"\n")


def _enter_user_namespace(is_mapped_outside):
    uid, gid = os.getuid(), os.getgid()
    kernel.set_dumpable(True)
    kernel.unshare(kernel.NEWUSER)
    if is_mapped_outside:
        _say({"unshared": True})
        _read_line()
    else:
        for name, text in (("setgroups", "deny"), ("uid_map", f"0 {uid} 1"), ("gid_map", f"0 {gid} 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)
    os.setresgid(0, 0, 0)
    os.setresuid(0, 0, 0)


def _start():
    orders = _read_line()
    title = kernel.Title()
    title.set(["terrarium zygote"])
    _enter_user_namespace(orders["isMappedOutside"])
    kernel.set_dumpable(False)
    kernel.unshare(kernel.NEWPID | kernel.NEWNS | kernel.NEWNET | kernel.NEWIPC | kernel.NEWUTS | kernel.NEWCGROUP)
    child = os.fork()
    if child == 0:
        kernel.die_with_parent()
        return stem.run(orders, title)
    kernel.to_null(0, 1)
    os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)


try:
    become = _start()
except BaseException as error:
    _say({"failed": f"{type(error).__name__}: {error}"})
    os._exit(1)
_forget_own_modules()
del sys.modules["__main__"]
become()
