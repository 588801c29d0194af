"""The Python runner: loads a process, waits for its start line, turns the job's folder into results.

    /usr/bin/python3 -I -B runner.py [--describe] FILE.process.py

Standard output is the runner's own channel of JSON lines; what the process prints is log. Exit code 0: there are results (or
there was nothing to do); 1: there is an error. Only the end of the sandbox itself is left to the engine.
"""

import io
import json
import os
import sys

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(_PACKAGE))

from terrarium.context import Context, Dismissed, UserError  # noqa: E402  (-I leaves the package's folder out of the path)
from terrarium.declare import DeclarationError  # noqa: E402
from terrarium.signature import Signature, find_process  # noqa: E402
from terrarium.values import ValueFault, read_inputs, write_outputs  # noqa: E402


class _LogStream(io.RawIOBase):
    """A descriptor that never fails: a job is not lost because nobody reads its log any more."""

    def __init__(self, descriptor):
        self._descriptor = descriptor

    def writable(self):
        return True

    def fileno(self):
        return self._descriptor

    def write(self, data):
        try:
            return os.write(self._descriptor, data)
        except OSError:
            _to_null(self._descriptor, os.O_WRONLY)
            return len(data)


class Channel:
    """Takes standard input and output away from the process before any code of it is loaded."""

    def __init__(self):
        self._in = os.dup(0)  # os.dup makes them close-on-exec: no child of the process inherits them
        self._out = os.dup(1)
        _to_null(0, os.O_RDONLY)
        os.dup2(2, 1)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        for name, descriptor in (("stdout", 1), ("stderr", 2)):
            buffer = io.BufferedWriter(_LogStream(descriptor))
            setattr(sys, name, io.TextIOWrapper(buffer, encoding="utf-8", errors="backslashreplace", line_buffering=True))

    def say(self, message):
        line = memoryview((json.dumps(message, ensure_ascii=True, allow_nan=False) + "\n").encode("ascii"))
        try:
            while line:
                line = line[os.write(self._out, line) :]
        except OSError:
            pass  # the reader is gone; out/ tells the end

    def wait(self):
        """True when the start line came, False at the end of input."""
        while True:
            part = os.read(self._in, 4096)
            if not part or b"\n" in part:
                os.close(self._in)
                return bool(part)


def _to_null(descriptor, flags):
    null = os.open(os.devnull, flags)
    os.dup2(null, descriptor)
    os.close(null)


def open_way_out(folder):
    """Where the job may reach something, there is a socket in its folder; elsewhere this makes nothing."""
    path = os.path.join(folder, "egress.sock")
    if os.path.exists(path):
        from terrarium.relay import open_way_out as open_at

        open_at(path)


def load(file):
    """Runs the process's file and gives its module. The file's folder comes first on the path, as for any script."""
    sys.argv = [file]
    sys.path.insert(0, os.path.dirname(file))
    module = type(sys)("terrarium_process")
    module.__file__ = file
    sys.modules[module.__name__] = module
    with open(file, "rb") as source:
        code = compile(source.read(), file, "exec", dont_inherit=True)
    exec(code, module.__dict__)
    return module


def error_message(error):
    """An exception of the process as the message that ends the job; its traceback goes to the log."""
    if isinstance(error, UserError):
        said = {"terrarium": "error", "kind": "user", "message": one_line(str(error))}
        if error.input is not None:
            said["input"] = error.input
        if error.detail is not None:
            said["detail"] = error.detail
        return said
    if isinstance(error, (ValueFault, DeclarationError)):
        return {"terrarium": "error", "kind": "process", "message": one_line(str(error))}
    if isinstance(error, Dismissed):
        return {"terrarium": "error", "kind": "process", "message": "The job was dismissed."}
    _print_traceback(error)
    if isinstance(error, SystemExit):
        message = "The process ended itself before it gave its results."
    elif isinstance(error, MemoryError):
        message = "The process ran out of memory."
    else:
        text = one_line(str(error))
        message = f"The process failed with {type(error).__name__}{': ' if text else ''}{text or '.'}"
    return {"terrarium": "error", "kind": "process", "message": message}


def one_line(text):
    text = " ".join(text.split())
    return text if len(text) <= 1000 else text[:997] + "..."


def _print_traceback(error):
    trace = error.__traceback__
    while trace is not None and os.path.dirname(trace.tb_frame.f_code.co_filename) == _PACKAGE:
        trace = trace.tb_next
    sys.__excepthook__(type(error), error.with_traceback(trace), trace)


def _keep(folder, name, message):
    """Leaves the last word in out/ too, whole or not at all; for engines without a channel."""
    part = os.path.join(folder, "out", f".{name}.part")
    try:
        with open(part, "w", encoding="utf-8") as file:
            json.dump(message, file)
        os.rename(part, os.path.join(folder, "out", name))
    except OSError:
        pass  # a full disk, or no out/: the channel has told it


def end(channel, folder, message):
    """Says the last word and leaves without the teardown of the interpreter, whatever threads are still alive."""
    ok = message["terrarium"] != "error"
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass  # closed by the process
    try:
        json.dumps(message, allow_nan=False)
    except (TypeError, ValueError):
        message = {**message, "detail": repr(message.get("detail"))}
    channel.say(message)
    if message["terrarium"] != "description":
        _keep(folder, "results.json" if ok else "error.json", message)
    os._exit(0 if ok else 1)


def run(channel, folder, declared, signature):
    """Performs the job of the folder and gives its results message."""
    with open(os.path.join(folder, "job.json"), encoding="utf-8") as file:
        job = json.load(file)
    os.chdir(os.path.join(folder, "work"))
    arguments = read_inputs(signature.inputs, job, folder)
    if signature.context is not None:
        arguments[signature.context] = Context(job, folder, signature.outputs, channel.say)
        _hear_dismissal()
    returned = declared.function(**arguments)
    return {"terrarium": "results", "outputs": write_outputs(signature, returned, job, folder)}


def _hear_dismissal():
    """From here on a SIGTERM is an exception; a process that knows nothing of its job is ended by it at once."""
    import signal

    runner = os.getpid()

    def dismiss(number, _frame):
        if os.getpid() == runner:
            signal.signal(number, signal.SIG_IGN)  # it comes twice, and tidying up is not to be disturbed
            raise Dismissed()
        # A fork, e.g. of multiprocessing, ends as any other child does.
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    signal.signal(signal.SIGTERM, dismiss)


def main(arguments):
    describing = "--describe" in arguments
    file = os.path.abspath(next(one for one in arguments if not one.startswith("--")))
    folder = os.environ.get("TERRARIUM_JOB", "/job")
    channel = Channel()
    try:
        if describing:
            from terrarium.describe import describe
            from terrarium.libraries import Libraries

            libraries = Libraries()
            description = describe(load, file)
            end(channel, folder, {"terrarium": "description", "description": description, "modules": libraries.names()})
        open_way_out(folder)
        declared = find_process(load(file), os.path.basename(file))
        signature = Signature(declared)
        channel.say({"terrarium": "ready"})
        if not channel.wait():
            os._exit(0)
        message = run(channel, folder, declared, signature)
    except BaseException as error:  # SystemExit of the process too
        message = error_message(error)
    end(channel, folder, message)


if __name__ == "__main__":
    main(sys.argv[1:])
