"""Inputs of a job as PyWPS has them after it has read a request: the same objects, their data staged files instead of downloads."""

import os
import shutil

from pywps.inout import basic

_NUMBER_WORDS = {"INF": float("inf"), "-INF": float("-inf"), "NaN": float("nan")}


class _Staged:
    """What both kinds of complex input share: a staged file that is copied into the working folder when a process asks for its path."""

    def _stage(self, path, byte_length, may_copy):
        self._staged, self._byte_length, self._may_copy = path, byte_length, may_copy

    def _place(self, href):
        if self._file is None:
            self._file = self._ref()._build_file_name(href=href)
            if os.path.exists(self._file):  # made empty, to keep the name
                os.unlink(self._file)
            if self._may_copy:
                shutil.copyfile(self._staged, self._file)
            else:
                os.symlink(self._staged, self._file)
        return self._file

    @property
    def size(self):
        return self._byte_length


class _Inline(_Staged, basic.DataHandler):
    """Came with the request. Read only when it is asked for."""

    def __init__(self, ref, path, byte_length, may_copy):
        super().__init__(None, ref)
        self._stage(path, byte_length, may_copy)

    @property
    def data(self):
        if self._data is None:
            with open(self._staged, "rb") as file:
                data = file.read()
            self._data = data if self._ref().data_format.encoding == "base64" else _text(data)
        return self._data

    @property
    def file(self):
        return self._place("")


class _Fetched(_Staged, basic.UrlHandler):
    """Was fetched by the server: a sandbox has no network."""

    def __init__(self, ref, href, path, byte_length, may_copy):
        super().__init__(href, ref)
        self._stage(path, byte_length, may_copy)

    @property
    def file(self):
        return self._place(self._url)


def _text(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


def install():
    """Makes complex inputs take staged files."""

    def process(self, given):
        if "staged" not in given:
            return original(self, given)
        self.inpt = given
        staged = given["staged"], given["byteLength"], given["mayCopy"]
        href = given.get("href")
        self._iohandler = _Inline(self, *staged) if href is None else _Fetched(self, href, *staged)
        self._check_valid()

    original = basic.ComplexInput.process
    basic.ComplexInput.process = process


def given_inputs(job, folder):
    """The inputs of job.json, by identifier, as the readers of PyWPS leave them."""
    given = {}
    for one in job["inputs"]:
        given.setdefault(one["id"], []).append(_given(one, job, folder))
    return given


def _given(one, job, folder):
    if one["kind"] == "bbox":
        return {"identifier": one["id"], **_bbox(one)}
    if one["kind"] == "literal":
        value = one["value"]
        return {"identifier": one["id"], "data": _NUMBER_WORDS.get(value, value) if isinstance(value, str) else value, "uom": one.get("uom", ""), "datatype": ""}
    format = one["format"]
    return {
        "identifier": one["id"],
        "mimeType": format["mediaType"],
        "encoding": format.get("encoding", ""),
        "schema": format.get("schema", ""),
        "method": "GET",
        "staged": os.path.join(folder, one["file"]),
        "byteLength": one["byteLength"],
        # With its copy a large file would fill the disk of the job.
        "mayCopy": 4 * one["byteLength"] <= job["limits"].get("diskBytes", 0),
        **({"href": one["href"]} if "href" in one else {}),
    }


def _bbox(one):
    """Numbers in the order x, y, as PyWPS has them: where the name of the system promises the other one, they change places."""
    numbers = [float(number) for number in one["bbox"]]
    if is_turned(one["crs"]):
        numbers = turned(numbers)
    return {"data": numbers, "crs": _urn(one["crs"]), "dimensions": len(numbers) // 2}


def _urn(name):
    code = name.rpartition(":")[2]
    return f"urn:ogc:def:crs:EPSG::{code}" if name.upper() == f"EPSG:{code}" else name


def is_turned(crs):
    """Does the name promise the order of the EPSG registry, and is that y, x."""
    if not crs.lower().startswith(("urn:", "http:", "https:")):
        return False
    from owslib.crs import Crs

    try:
        return Crs(crs).axisorder == "yx"
    except (ValueError, IndexError):
        return False


def turned(numbers):
    half = len(numbers) // 2
    return [numbers[1], numbers[0], *numbers[2:half], numbers[half + 1], numbers[half], *numbers[half + 2 :]]
