"""Python's values as inputs of an OGC API request. What is data and what an address or a file is said by its type, never guessed from a text."""

import base64
import datetime
import json
import os
from dataclasses import dataclass

_QUALIFIED = {"value", "mediaType", "encoding", "schema", "format", "uom"}
_REFERENCE = {"href", "type", "rel", "title", "hreflang", "format"}


@dataclass(frozen=True)
class Link:
    """Data that the server is to fetch, or a result that it keeps. type: the media type."""

    href: str
    type: str = ""

    def __str__(self):
        return self.href


def encode(parameter, value):
    """What is sent for an input: one occurrence, or a list of them where the process takes several."""
    is_several = isinstance(value, (list, tuple)) and parameter.max_occurs > 1 and not (parameter.kind == "bbox" and _is_box(value))
    return [_one(parameter, one) for one in value] if is_several else _one(parameter, value)


def _one(parameter, value):
    if isinstance(value, Link):
        return {"href": value.href, **({"type": value.type} if value.type else {})}
    if isinstance(value, dict) and (("value" in value and set(value) <= _QUALIFIED) or ("href" in value and set(value) <= _REFERENCE)):
        return value
    if parameter.kind == "bbox":
        return {"bbox": [float(one) for one in value]} if _is_box(value) else value
    return _complex(parameter.formats, value) if parameter.kind == "complex" else _literal(value)


def _is_box(value):
    return isinstance(value, (list, tuple)) and len(value) in (4, 6) and all(isinstance(one, (int, float)) for one in value)


def _literal(value):
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    # Numbers of numpy and the like.
    return value.item() if hasattr(value, "item") and not isinstance(value, (str, bytes)) else value


def _complex(formats, value):
    ending = ""
    if isinstance(value, os.PathLike):
        ending = os.path.splitext(os.fspath(value))[1].lower()
        with open(value, "rb") as file:
            value = file.read()
    elif hasattr(value, "read"):
        value = value.read()
    elif hasattr(value, "__geo_interface__"):
        value = value.__geo_interface__
    if isinstance(value, str):
        return _text(formats, value, ending)
    if isinstance(value, (bytes, bytearray)):
        return _bytes(formats, bytes(value), ending)
    return _typed(value, next((one for one in formats if one.is_json), None))


def _typed(value, form, **more):
    return {"value": value, **more, **({"mediaType": form.media_type} if form else {})}


_ENDINGS = {
    ".json": "json", ".geojson": "json", ".gml": "gml", ".xml": "xml", ".kml": "kml", ".csv": "csv", ".txt": "text/plain", ".tif": "tiff",
    ".tiff": "tiff", ".png": "png", ".jpg": "jpeg", ".zip": "zip", ".gpkg": "geopackage", ".fgb": "flatgeobuf", ".nc": "netcdf",
}  # fmt: skip


def _suggested(formats, text, ending):
    """The format that a file's ending names or its first character shows; else the default one."""
    hint = _ENDINGS.get(ending) or {"{": "json", "[": "json", "<": "xml"}.get(text.lstrip()[:1])
    hinted = [one for one in formats if hint and hint in one.media_type]
    hinted += [one for one in formats if hint == "xml" and "gml" in one.media_type]
    return (hinted or list(formats) or [None])[0]


def _text(formats, text, ending):
    form = _suggested(formats, text, ending)
    if form and form.is_json:
        try:
            return _typed(json.loads(text), form)
        except ValueError:
            others = [one for one in formats if not one.is_json]
            form = next((one for one in others if one.media_type.startswith("text/plain")), next(iter(others), form))
    if form and form.encoding:
        return _typed(base64.b64encode(text.encode()).decode(), form, encoding="base64")
    return _typed(text, form)


def _bytes(formats, data, ending):
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = None
    form = _suggested(formats, text or "", ending)
    if text is not None and form and not form.encoding:
        return _text(formats, text, ending)
    return _typed(base64.b64encode(data).decode(), form, encoding="base64")
