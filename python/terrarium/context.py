"""What a running process may ask for and say: progress, log, folders, the requested outputs, its limits."""

import os
import sys

from .declare import Format


class UserError(Exception):
    """The request cannot be served, and the user can cure it: the message is told to them word by word.

    `input` names the input that is at fault; `detail` is any JSON value for programs.
    """

    def __init__(self, message, input=None, detail=None):
        super().__init__(message)
        self.input = input
        self.detail = detail


class Dismissed(BaseException):
    """The job was dismissed: raised wherever the code of a process that takes a Context is. `finally` and `with` have two seconds."""


class ToolError(Exception):
    """A program that a process ran did not end well."""


class Output:
    """An output as the client wants it: `format` (complex) or `uom` (literal); `requested` is False where nobody asked for it."""

    __slots__ = ("id", "format", "uom", "requested")

    def __init__(self, id, format, uom, requested):
        self.id = id
        self.format = format
        self.uom = uom
        self.requested = requested


class Context:
    """Handed to a parameter annotated with Context.

    `workdir` is the current folder, private to the job; `limits` are the bounds of this execution by their contract names;
    `language` is the language the client asked for, or None.
    """

    def __init__(self, job, folder, outputs, say):
        self.job_id = job.get("jobId", "")
        self.process_id = job.get("processId", "")
        self.language = job.get("language")
        self.limits = job.get("limits", {})
        self.workdir = os.path.join(folder, "work")
        self._out = os.path.join(folder, "out")
        self._inputs = job.get("inputs", [])
        self._outputs = {
            slot.id: Output(slot.id, slot.formats[0] if slot.formats else None, slot.uoms[0] if slot.uoms else None, False) for slot in outputs
        }
        for asked in job.get("outputs", []):
            wire = asked.get("format")
            format = Format(wire["mediaType"], wire.get("encoding"), wire.get("schema")) if wire else None
            self._outputs[asked["id"]] = Output(asked["id"], format, asked.get("uom"), True)
        self._say = say
        self._last = None

    def progress(self, percent=None, message=None):
        """Tells how far the process is, 0 to 100, and what it does. Saying the same twice costs nothing."""
        if (percent, message) == self._last:
            return
        self._last = (percent, message)
        said = {"terrarium": "progress"}
        if percent is not None and percent == percent:  # NaN is no progress
            said["percent"] = min(100, max(0, round(float(percent), 2)))
        if message is not None:
            said["message"] = str(message)
        self._say(said)

    def track(self, things, total=None, message=None):
        """Yields each of `things` and tells how far it is; `message` may name {i} (from 1) and {total}."""
        total = len(things) if total is None and hasattr(things, "__len__") else total
        for index, thing in enumerate(things):
            words = None if message is None else message.format(i=index + 1, total=total)
            self.progress(100 * index / total if total else None, words)
            yield thing

    def run(self, *command, **options):
        """Runs a program with these words, no shell, in the working folder; what it prints goes to the log, and is given back as text.

        Throws ToolError with its last complaint if it does not end with code 0. `options` are those of subprocess.Popen.
        """
        import subprocess

        settings = {"cwd": self.workdir, "stdin": subprocess.DEVNULL, "text": True, "errors": "replace", **options}
        try:
            child = subprocess.Popen([os.fspath(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **settings)
        except OSError as error:
            raise ToolError(f"{command[0]} cannot be run: {error.strerror}.") from error
        said = []
        with child:
            for line in child.stdout:
                said.append(line)
                self.log(line.rstrip("\n"))
        if child.returncode != 0:
            last = said[-1].strip() if said else ""
            how = f"ended with code {child.returncode}" if child.returncode > 0 else f"was ended by signal {-child.returncode}"
            raise ToolError(f"{command[0]} {how}{': ' if last else '.'}{last}")
        return "".join(said)

    def log(self, *words):
        """Writes a line to the log of the job."""
        print(*words, file=sys.stderr, flush=True)

    def out(self, name):
        """The path where the output file `name` is to be written. Return it as the output's value."""
        if name != os.path.basename(name) or name in ("", ".", "..", "results.json", "error.json"):
            raise ValueError(f"{name!r} is not a free plain file name.")
        return os.path.join(self._out, name)

    def output(self, id):
        """What the client wants of an output; its defaults where nobody asked for it."""
        return self._outputs[id]

    def uom(self, id, occurrence=0):
        """The unit of measure that the client gave for a literal input, or None."""
        return [one.get("uom") for one in self._inputs if one["id"] == id][occurrence]
