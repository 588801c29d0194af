"""What a PyWPS process has put into its outputs, as the results of the contract; and the storage that gives files an address of their own."""

import datetime
import json
import math
import mimetypes
import os
import shutil

from pywps.inout.storage import file as storage

from terrarium.bridge.describe import FINISHED
from terrarium.bridge.inputs import is_turned, turned
from terrarium.values import ValueFault

_WHOLE = ("integer", "positiveInteger", "nonNegativeInteger")
_REAL = ("float", "scale", "angle")


class JobStorage(storage.FileStorage):
    """Keeps what is to have an address in one folder of the job; the server publishes it under the job's address."""

    media_types = {}

    def _do_store(self, output):
        target = os.path.join(self.target, self.job_id)
        os.makedirs(target, exist_ok=True)
        source = output.file
        name, _ = storage._build_output_name(output)
        stem, ending = os.path.splitext(name)
        count = 1
        while os.path.lexists(os.path.join(target, name)):
            count += 1
            name = f"{stem}-{count}{ending}"
        self.copy(source, os.path.join(target, name), self.copy_function)
        self.media_types[name] = output.data_format.mime_type
        return 0, name, self.url(f"{self.job_id}/{name}")


def install(job_id):
    """Makes every storage of PyWPS that of this job."""
    build = storage.FileStorageBuilder.build

    def build_for_job(self):
        plain = build(self)
        made = JobStorage(plain.target, plain.output_url, copy_function=plain.copy_function)
        made.job_id = job_id
        return made

    storage.FileStorageBuilder.build = build_for_job


def results(response, job, folder, stored):
    """The results message. `stored` is the folder of what has an address of its own. Throws ValueFault."""
    outbox = _Outbox(folder)
    outputs = []
    for asked in job["outputs"]:
        output = response.outputs.get(asked["id"])
        if output is None and not response.outputs and asked["id"] == FINISHED["id"]:
            outputs.append({"id": asked["id"], "kind": "literal", "value": True})
            continue
        if output is None:
            raise ValueFault(f"The process has no output {asked['id']} any more.")
        outputs.append(_result(output, asked, outbox))
    message = {"terrarium": "results", "outputs": outputs}
    attached = _attachments(os.path.join(stored, job["jobId"]), outbox)
    return {**message, "attachments": attached} if attached else message


def _result(output, asked, outbox):
    if hasattr(output, "crss"):
        return {"id": asked["id"], **_bbox(output)}
    if not hasattr(output, "supported_formats"):
        result = {"id": asked["id"], "kind": "literal", "value": _literal(output)}
        uom = getattr(output.uom, "uom", output.uom)
        return {**result, "uom": uom} if uom else result
    return {"id": asked["id"], "kind": "complex", "file": _complex(output, outbox), "format": _format(output, asked)}


def _format(output, asked):
    """What the process chose while it ran, else what was asked for."""
    chosen = getattr(output, "output_format", None) or output.data_format
    if chosen is None or chosen.mime_type == asked["format"]["mediaType"]:
        return asked["format"]
    return {"mediaType": chosen.mime_type, **({"schema": chosen.schema} if chosen.schema else {})}


def _literal(output):
    value, kind = output.data, output.data_type
    if hasattr(value, "geturl"):
        return value.geturl()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if kind in _WHOLE and value is not None:
        return int(value) if abs(int(value)) < 2**53 else str(int(value))
    if kind in _REAL and value is not None:
        return _number(float(value))
    if kind == "boolean" and value is not None:
        return bool(value)
    if value is None and kind not in (None, "string"):
        raise ValueFault(f"The process gave no value for the output {output.identifier}.")
    return "" if value is None else str(value)


def _number(value):
    if math.isnan(value):
        return "NaN"
    return value if math.isfinite(value) else "INF" if value > 0 else "-INF"


def _bbox(output):
    if not output.data:
        raise ValueFault(f"The process gave no value for the output {output.identifier}.")
    crs = output.crs or output.crss[0]
    numbers = [float(number) for number in output.data]
    return {"kind": "bbox", "bbox": turned(numbers) if is_turned(crs) else numbers, "crs": crs}


def _complex(output, outbox):
    """Gives the name of the file in out/ that holds the value."""
    kind = output.prop
    ending = os.path.splitext(output.extension or "")[1] or output.extension or ""
    if kind is None:
        return outbox.write(b"", ending)
    if kind == "url":
        return outbox.take(_local(output), ending)
    if kind == "file":
        return outbox.take(output.file, ending)
    data = output.data
    if isinstance(data, str):
        data = data.encode("utf-8")
    elif not isinstance(data, (bytes, bytearray, memoryview)):
        data = _encoded(output, data)
    return outbox.write(data, ending)


def _local(output):
    """A `file:` address. Others lead out of the sandbox, where nothing can be fetched."""
    from urllib.parse import unquote, urlparse

    parts = urlparse(str(output.url))
    if parts.scheme != "file":
        raise ValueFault(
            f"The process gave the address {output.url} for the output {output.identifier}; only files of its own can be published, as .file or .data."
        )
    return unquote(parts.path)


def _encoded(output, data):
    if "json" not in (output.data_format.mime_type if output.data_format else ""):
        return str(data).encode("utf-8")
    from pywps.inout.array_encode import ArrayEncoder

    try:
        return json.dumps(data, cls=ArrayEncoder, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (TypeError, ValueError) as error:
        raise ValueFault(f"The process gave a value for the output {output.identifier} that JSON cannot hold: {error}.") from error


def _attachments(folder, outbox):
    """What has an address of its own, moved to where the server finds it."""
    if not os.path.isdir(folder):
        return []
    attached = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and not os.path.islink(path):
            media_type = JobStorage.media_types.get(name) or mimetypes.guess_type(name)[0] or "application/octet-stream"
            attached.append({"name": name, "file": outbox.take(path, os.path.splitext(name)[1]), "mediaType": media_type})
    return attached


class _Outbox:
    """The flat folder out/ while results are put into it. Files of the job are moved, others and what is given twice copied."""

    def __init__(self, folder):
        self._out = os.path.join(folder, "out")
        self._own = tuple(os.path.realpath(os.path.join(folder, one)) + os.sep for one in ("work", "out"))
        self._placed = {}
        self._count = 0

    def write(self, data, ending):
        name = self._next(ending)
        with open(os.path.join(self._out, name), "wb") as file:
            file.write(data)
        return name

    def take(self, path, ending):
        real = os.path.realpath(path)
        source = self._placed.get(real, real)
        if not os.path.isfile(source):
            raise ValueFault(f"The process gave the file {os.path.basename(path)} for an output, but there is no such file.")
        name = self._next(os.path.splitext(real)[1] or ending)
        target = os.path.join(self._out, name)
        if source == real and real.startswith(self._own) and os.stat(real).st_nlink == 1:
            try:
                os.rename(real, target)
            except OSError:
                shutil.copyfile(real, target)
        else:
            shutil.copyfile(source, target)
        self._placed[real] = target
        return name

    def _next(self, ending):
        while True:
            name = f"output-{self._count}{ending}"
            self._count += 1
            if not os.path.lexists(os.path.join(self._out, name)):
                return name
