"""The child that becomes a job's runner: enters the sandbox that its init has made, gives up all rights for ever, and runs the command's script."""

import gc
import os
import random
import resource
import socket
import sys

import box
import init
import kernel

_FLAGS = {
    "net": kernel.NEWNET,
    "ipc": kernel.NEWIPC,
    "uts": kernel.NEWUTS,
    "cgroup": kernel.NEWCGROUP,
    "mnt": kernel.NEWNS,
    "user": kernel.NEWUSER,
}


def become(descriptors, title, codes):
    """Gives what is left to do: a function that runs the job's runner, in a child that is as sealed as any job."""
    gate, bond = (socket.socket(fileno=one) for one in descriptors[:2])
    try:
        order = _read_order(gate)
        plan = box.Plan(order["words"])
        _enter(bond, order["uid"])
        _settle(plan, order, descriptors[2:], title)
        kernel.install_filter(bytes.fromhex(order["filter"]))
        gate.send(b"sealed")
    except BaseException as error:
        gate.send(b"!" + f"{type(error).__name__}: {error}".encode()[:1000])
        os._exit(125)
    gate.detach()
    bond.detach()
    kernel.close_from(3)
    return lambda: _run_script(plan.command, codes)


def _read_order(gate):
    import json

    text = b""
    while not text.endswith(b"\n"):
        part = gate.recv(65536)
        if not part:
            os._exit(0)
        text += part
    return json.loads(text)


def _enter(bond, uid):
    """Into all namespaces but that of pids, in which it was born. The user namespace comes last: in it there are no rights over the others."""
    said, namespaces, _, _ = socket.recv_fds(bond, 1, len(init.NAMESPACES))
    if not said or len(namespaces) != len(init.NAMESPACES):
        os._exit(0)
    for name, descriptor in zip(init.NAMESPACES, namespaces):
        if name == "user":
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
        kernel.setns(descriptor, _FLAGS[name])


def _settle(plan, order, pipes, title):
    """Everything that a cold start would have found: session, limits, standard descriptors, environment, names, fresh randomness."""
    os.setsid()
    os.umask(0o022)
    box.set_limits(order["limits"])
    kernel.keep_capabilities(())
    os.chdir(plan.folder)
    for descriptor, pipe in enumerate(pipes):
        os.dup2(pipe, descriptor)
    os.environ.clear()
    os.environ.update(plan.environment, PWD=plan.folder)
    kernel.set_dumpable(True)
    title.set(plan.command)
    kernel.set_name(os.path.basename(plan.command[0]))
    _reseed()


def _reseed():
    random.seed()
    if "tempfile" in sys.modules:
        sys.modules["tempfile"]._name_sequence = None
        sys.modules["tempfile"].tempdir = None
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _run_script(command, codes):
    at = next(index for index, word in enumerate(command) if index > 0 and not word.startswith("-"))
    file = command[at]
    sys.argv = command[at:]
    if hasattr(sys, "orig_argv"):
        sys.orig_argv[:] = command
    main = type(sys)("__main__")
    main.__file__ = file
    main.__builtins__ = sys.modules["builtins"]
    sys.modules["__main__"] = main
    gc.enable()
    try:
        code = codes.get(file)
        if code is None:
            with open(file, "rb") as source:
                code = compile(source.read(), file, "exec", dont_inherit=True)
        exec(code, main.__dict__)
    except SystemExit:
        raise
    except BaseException as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
            trace = trace.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        sys.exit(1)
