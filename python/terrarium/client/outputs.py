"""Results in one shape, whichever a server chose: documents, parts, raw bytes and links, as Terrarium, pygeoapi, ZOO and Weaver send them; and as objects."""

import base64
import collections
import csv
import importlib
import io
import json
import keyword
import re
import urllib.parse
from dataclasses import dataclass
from typing import Any

from .values import Link


@dataclass(frozen=True)
class Output:
    """value: JSON, text, bytes, or a Link."""

    id: str
    value: Any
    media_type: str = ""


def python_name(text, taken=()):
    """A name of the language for an identifier, that none of the others has."""
    name = re.sub(r"\W", "_", text) or "_"
    if name[0].isdigit() or name[0] == "_":
        name = f"p{name}"
    if keyword.iskeyword(name):
        name += "_"
    while name in taken:
        name += "_"
    return name


def _essence(media_type):
    return media_type.split(";")[0].strip().lower()


def _is_json(media_type):
    return _essence(media_type) == "application/json" or _essence(media_type).endswith("+json")


def _one(name, given):
    """One output: a bare value, {value, mediaType, encoding}, {data}, or {href, type}."""
    if not isinstance(given, dict):
        return Output(name, given)
    form = given.get("format") if isinstance(given.get("format"), dict) else {}
    media_type = next((one for one in (given.get("mediaType"), given.get("type"), form.get("mediaType")) if isinstance(one, str)), "")
    if isinstance(given.get("href"), str) and given.get("value") is None:
        return Output(name, Link(given["href"], media_type), media_type)
    value = given.get("value", given.get("data"))
    if value is None:
        return Output(name, given)
    if given.get("encoding") == "base64" and isinstance(value, str):
        try:
            return Output(name, base64.b64decode(value), media_type or "application/octet-stream")
        except ValueError:
            pass
    return Output(name, value, media_type)


_SELF_NAMED = {"id", "value", "data", "href", "mediaType", "type", "encoding", "format", "title"}


def _is_list_of_outputs(value):
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in value)


def read_document(document, ids):
    """The outputs in a document. ids: those that the process is known to have, which win over guesses."""
    if _is_list_of_outputs(document):
        return [_one(one["id"], one) for one in document]
    if not isinstance(document, dict):
        return [Output(ids[0] if ids else "", document)]
    wrapped = document.get("outputs")
    if set(document) <= {"outputs", "links"} and "outputs" not in ids and (_is_list_of_outputs(wrapped) or isinstance(wrapped, dict)):
        return read_document(wrapped, ids)
    is_self_named = isinstance(document.get("id"), str) and set(document) & {"value", "data", "href"} and set(document) <= _SELF_NAMED
    if is_self_named and (not ids or document["id"] in ids):
        return [_one(document["id"], document)]
    # One raw output that is JSON itself, e.g. GeoJSON.
    if len(ids) == 1 and ids[0] not in document:
        return [Output(ids[0], document)]
    return [_one(name, value) for name, value in document.items()]


def _raw(name, media_type, data):
    if _essence(media_type).startswith("text/plain"):
        return Output(name, data.decode("utf-8", "replace"), media_type)
    if _is_json(media_type):
        try:
            return Output(name, json.loads(data), media_type)
        except ValueError:
            pass
    return Output(name, data, media_type)


def _parts(data, media_type):
    """The parts of a multipart answer as headers and bytes (RFC 2046 clause 5.1)."""
    found = re.search(r'boundary=(?:"([^"]+)"|([^;\s]+))', media_type, re.I)
    if not found:
        return
    line = b"\r\n--" + (found[1] or found[2]).encode()
    for part in (b"\r\n" + data).split(line)[1:]:
        if part.startswith(b"--"):
            return
        head, _, body = part.partition(b"\r\n\r\n")
        pairs = [one.partition(":") for one in head.decode("latin-1").split("\r\n") if ":" in one]
        yield {name.strip().lower(): value.strip() for name, _, value in pairs}, body


def _linked(header):
    """The links of a Link header that name outputs (RFC 8288)."""
    for href, parameters in re.findall(r'<([^>]*)>((?:\s*;\s*[^;,="]+(?:=(?:"[^"]*"|[^;,"]*))?)*)', header):
        said = {name.lower(): value for name, value in re.findall(r';\s*(\w+)="?([^";]*)"?', parameters)}
        rel = said.get("rel", "")
        if rel and not re.fullmatch("self|alternate|profile|monitor|describedby", rel):
            yield Output(urllib.parse.unquote(rel), Link(href, said.get("type", "")), said.get("type", ""))


def read_outputs(answer, ids):
    """The outputs in the answer of an execution or of a job's results. ids: as for read_document."""
    media_type = answer.headers.get("Content-Type") or ""
    if answer.status == 204:
        return list(_linked(", ".join(answer.headers.get_all("Link") or [])))
    if _essence(media_type).startswith("multipart/"):
        found = []
        for headers, body in _parts(answer.body, media_type):
            name = urllib.parse.unquote(headers.get("content-id", "").strip("<>"))
            kind = headers.get("content-type", "text/plain")
            href = headers.get("content-location")
            found.append(Output(name, Link(href, kind), kind) if href and not body else _raw(name, kind, body))
        return found
    # A document of outputs is plain JSON; GeoJSON and the like are data.
    if _essence(media_type) == "application/json" and answer.json() is not None:
        return read_document(answer.json(), ids)
    return [_raw(ids[0] if len(ids) == 1 else "", media_type or "application/octet-stream", answer.body)]


def as_tuple(outputs):
    """A named tuple with an entry for each output."""
    names = []
    for one in outputs:
        names.append(python_name(one.id, names))
    return collections.namedtuple("Outputs", names)(*[one.value for one in outputs])


def _library(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _geojson(value):
    """A GeoDataFrame or a geometry where these libraries are there, else the JSON itself."""
    kind = value.get("type")
    if kind == "FeatureCollection":
        geopandas = _library("geopandas")
        return geopandas.GeoDataFrame.from_features(value, crs="EPSG:4326") if geopandas and value.get("features") else value
    shapely = _library("shapely.geometry")
    return shapely.shape(value) if shapely and kind != "Feature" and ("coordinates" in value or "geometries" in value) else value


def as_object(output):
    """The value as an object of its kind, by its media type: JSON, GeoJSON, CSV, XML, text; else bytes."""
    value, media_type = output.value, _essence(output.media_type)
    if media_type in ("application/geo+json", "application/vnd.geo+json", "application/geojson") and isinstance(value, dict):
        return _geojson(value)
    if isinstance(value, bytes) and (media_type.startswith("text/") or media_type.endswith("xml")):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return value
    if media_type == "text/csv":
        return list(csv.DictReader(io.StringIO(value)))
    if _is_json(media_type):
        try:
            return json.loads(value)
        except ValueError:
            return value
    if media_type.endswith("xml"):
        # Not before it is needed: few results are XML.
        tree = importlib.import_module("xml.etree.ElementTree")
        try:
            return tree.fromstring(value)
        except tree.ParseError:
            return value
    return value
