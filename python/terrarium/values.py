"""Values of inputs and outputs: handles for a process, and the way between them and job.json or the results.

Files are raw bytes below the job's folder; no format is parsed here.
"""

import json
import os

from .context import UserError
from .declare import Format


class Complex:
    """A complex input: a staged file, read-only. Return one as an output to hand its bytes on."""

    __slots__ = ("id", "path", "format", "byte_length")

    def __init__(self, id, path, format, byte_length):
        self.id = id
        self.path = path
        self.format = format
        self.byte_length = byte_length

    def __fspath__(self):
        return self.path

    def open(self, mode="rb", encoding=None):
        """The file, opened for reading; text modes read UTF-8 unless told otherwise."""
        return open(self.path, mode, encoding=encoding or (None if "b" in mode else "utf-8"))

    def bytes(self):
        with open(self.path, "rb") as file:
            return file.read()

    def text(self, encoding="utf-8"):
        """Throws UserError if the bytes are no such text."""
        try:
            return self.bytes().decode(encoding)
        except UnicodeDecodeError as error:
            raise UserError(f"The input {self.id} is not {encoding.upper()} text: byte {error.start} does not fit.", self.id) from error

    def json(self):
        """Throws UserError if the text is no JSON."""
        try:
            return json.loads(self.text("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise UserError(f"The input {self.id} is not valid JSON: {error}.", self.id) from error


class BoundingBox:
    """Lower corner, then upper corner, in the axis order of `crs`: 4 numbers, or 6 in three dimensions."""

    __slots__ = ("bbox", "crs")

    def __init__(self, bbox, crs=None):
        self.bbox = tuple(bbox)
        self.crs = crs

    @property
    def lower(self):
        return self.bbox[: len(self.bbox) // 2]

    @property
    def upper(self):
        return self.bbox[len(self.bbox) // 2 :]

    def __repr__(self):
        return f"BoundingBox({list(self.bbox)}, {self.crs!r})"


class ValueFault(Exception):
    """An output value does not fit its description; the message says which and why."""


def read_inputs(slots, job, folder):
    """The arguments of the process, by parameter. An input that is absent without a default is None, or an empty list."""
    given = {}
    for one in job["inputs"]:
        given.setdefault(one["id"], []).append(one)
    arguments = {}
    for slot in slots:
        values = [_read(slot, one, folder) for one in given.get(slot.id, ())]
        if slot.many:
            if values or not slot.has_default:
                arguments[slot.name] = values
        elif values:
            arguments[slot.name] = values[0]
        elif not slot.has_default:
            arguments[slot.name] = None
    return arguments


def _read(slot, wire, folder):
    if wire["kind"] == "complex":
        format = wire["format"]
        return slot.hint(
            slot.id,
            os.path.join(folder, wire["file"]),
            Format(format["mediaType"], format.get("encoding"), format.get("schema")),
            wire["byteLength"],
        )
    if wire["kind"] == "bbox":
        return BoundingBox(wire["bbox"], wire["crs"])
    value = wire["value"]
    hint = slot.hint
    if hint is bool or (hint is int and isinstance(value, int)):
        return value
    try:
        if hasattr(hint, "fromisoformat"):
            # Python before 3.11 does not know the Z of XML Schema.
            return hint.fromisoformat(value[:-1] + "+00:00" if value.endswith("Z") else value)
        return hint(str(value)) if hint is not float else float(value)
    except (ValueError, ArithmeticError) as error:
        raise UserError(f"The input {slot.id} has a value that is no {slot.type}: {value}.", slot.id) from error


def write_outputs(signature, returned, job, folder):
    """The OutputValues of the requested outputs, in the order of the request; writes and moves files. Throws ValueFault."""
    values = _by_name(signature, returned)
    by_id = {slot.id: slot for slot in signature.outputs}
    outbox = _Outbox(folder)
    results = []
    for asked in job["outputs"]:
        slot = by_id.get(asked["id"])
        value = None if slot is None else values.get(slot.name)
        if value is None:
            raise ValueFault(f"The process gave no value for the output {asked['id']}.")
        if slot.kind == "complex":
            results.append({"id": slot.id, "kind": "complex", "file": outbox.put(slot, value, asked["format"]), "format": asked["format"]})
        elif slot.kind == "bbox":
            results.append(_bbox(slot, value))
        else:
            result = {"id": slot.id, "kind": "literal", "value": _literal(slot, value)}
            if asked.get("uom") is not None:
                result["uom"] = asked["uom"]
            results.append(result)
    return results


def _by_name(signature, returned):
    slots = signature.outputs
    if signature.single:
        return {slots[0].name: returned}
    values = returned if isinstance(returned, dict) else getattr(returned, "__dict__", None)
    if values is None:
        raise ValueFault(f"The process returned {type(returned).__name__}, not its outputs.")
    names = {slot.id: slot.name for slot in slots}
    names.update((slot.name, slot.name) for slot in slots)
    for name in values:
        if name not in names:
            raise ValueFault(f"The process gave the output {name}, which it does not describe.")
    return {names[name]: value for name, value in values.items()}


def _literal(slot, value):
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):
        value = value.item()  # numbers of numpy
    if slot.hint is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value)
    if slot.hint is int and isinstance(value, int) and not isinstance(value, bool):
        return _number(value)
    if slot.hint in (str, bool) and isinstance(value, slot.hint):
        return value
    if slot.hint not in (str, bool, int, float) and isinstance(value, slot.hint):
        return value.isoformat() if hasattr(value, "isoformat") else str(value)
    raise ValueFault(f"The process gave a {type(value).__name__} for the output {slot.id}, which is a {slot.type}.")


def _number(value):
    """What JSON and a double cannot carry travels as text, by its XML Schema name."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "INF" if value > 0 else "-INF"
    if isinstance(value, int) and abs(value) > 2**53 - 1:
        return str(value)
    return value


def _bbox(slot, value):
    crs = slot.crs[0] if slot.crs else ""
    if isinstance(value, BoundingBox):
        crs = value.crs or crs
        value = value.bbox
    try:
        numbers = [_number(float(one) if hasattr(one, "item") else one + 0) for one in value]
    except TypeError:
        numbers = []
    if len(numbers) not in (4, 6) or any(isinstance(one, str) for one in numbers):
        raise ValueFault(f"The process gave no bounding box of 4 or 6 finite numbers for the output {slot.id}.")
    return {"id": slot.id, "kind": "bbox", "bbox": numbers, "crs": crs}


class _Outbox:
    """The flat folder out/ while results are put into it."""

    def __init__(self, folder):
        self._out = os.path.join(folder, "out")
        self._work = os.path.join(folder, "work")
        self._placed = {}

    def put(self, slot, value, format):
        """Gives the name of the file that holds a complex value. Files of the job are moved, other files copied, content is written."""
        path = self._path(value)
        if path is None:
            name = self._free_name("")
            write = getattr(slot.hint, "write", None)
            if write is not None and write(slot, value, format["mediaType"], os.path.join(self._out, name)):
                return name
            with open(os.path.join(self._out, name), "wb") as file:
                _write(slot, value, format["mediaType"], file)
            return name
        path = os.path.realpath(path)
        twice = path in self._placed
        if twice:
            path = self._placed[path]
        if not os.path.isfile(path):
            raise ValueFault(f"The process gave the file {os.path.basename(path)} for the output {slot.id}, but there is no such file.")
        name = self._move(path, twice)
        self._placed[path] = os.path.join(self._out, name)
        return name

    def _move(self, path, twice):
        if os.path.dirname(path) == os.path.realpath(self._out) and not twice:
            return os.path.basename(path)
        name = self._free_name(os.path.splitext(path)[1])
        target = os.path.join(self._out, name)
        if path.startswith(os.path.realpath(self._work) + os.sep):
            try:
                os.rename(path, target)
                return name
            except OSError:
                pass  # work/ and out/ may be two mounts
        import shutil

        shutil.copyfile(path, target)
        return name

    def _path(self, value):
        """The path that a value means, else None: a plain str is content unless it names a place in work/ or out/."""
        if hasattr(value, "__fspath__"):
            return os.path.abspath(os.fspath(value))
        if isinstance(value, str) and value.startswith((self._work + os.sep, self._out + os.sep)) and "\n" not in value:
            return value
        return None

    def _free_name(self, suffix):
        count = 0
        while os.path.lexists(os.path.join(self._out, f"output-{count}{suffix}")):
            count += 1
        return f"output-{count}{suffix}"


def _write(slot, value, media_type, file):
    if isinstance(value, (bytes, bytearray, memoryview)):
        file.write(value)
    elif isinstance(value, str):
        file.write(value.encode("utf-8"))
    elif "json" in media_type.lower():
        try:
            file.write(json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8"))
        except (TypeError, ValueError) as error:
            raise ValueFault(f"The process gave a value for the output {slot.id} that JSON cannot hold: {error}.") from error
    else:
        raise ValueFault(f"The process gave a {type(value).__name__} for the output {slot.id}; give a path, str or bytes.")
