"""The child that becomes a job's runner: enters the sandbox that its init has made, gives up all rights for ever, and runs the command's script."""

import gc
import marshal
import os
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
        uid, limits, program, folder, environment, command = _read_order(gate)
        _enter(bond, uid)
        box.set_limits(limits)
        _settle(folder, environment, command, descriptors[2:], title)
        kernel.install_filter(program)
        gate.send(b"sealed")
    except BaseException as error:
        gate.send(b"!" + f"{type(error).__name__}: {error}".encode()[:1000])
        os._exit(125)
    gate.detach()
    bond.detach()
    kernel.close_all(3)
    return lambda: _run_script(command, codes)


def _read_order(gate):
    """One message: uid, limits, filter, folder, environment, command."""
    said = gate.recv(1 << 20)
    if not said:
        os._exit(0)
    return marshal.loads(said)


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


def _settle(folder, environment, command, pipes, title):
    """Everything that a cold start would have found: session, limits, standard descriptors, environment, names, fresh randomness."""
    os.setsid()
    os.umask(0o022)
    kernel.keep_capabilities(())
    os.chdir(folder)
    for descriptor, pipe in enumerate(pipes):
        os.dup2(pipe, descriptor)
    environment = {**environment, "PWD": folder}
    if dict(os.environ) != environment:  # a library has changed it
        os.environ.clear()
        os.environ.update(environment)
    kernel.set_dumpable(True)
    title.set(command)
    kernel.set_name(os.path.basename(command[0]))
    _reseed()


def _reseed():
    """What Python does not by itself after a fork."""
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
