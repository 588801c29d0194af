"""DescribeProcess of both servers, brought into one form; what PyWPS is known to say wrongly is left out of both."""

import urllib.parse

from lxml import etree
from wire import NS, fetch

XLINK = NS["xlink"]


def described(url, language=None):
    """{identifier: description} of all processes."""
    query = {"service": "WPS", "version": "1.0.0", "request": "DescribeProcess", "identifier": "all", **({"language": language} if language else {})}
    root = etree.fromstring(fetch(f"{url}?{urllib.parse.urlencode(query)}"))
    return {one.findtext("ows:Identifier", namespaces=NS): _process(one) for one in root.iterfind("ProcessDescription")}


def _process(one):
    return {
        **_texts(one),
        "version": one.get(f"{{{NS['wps']}}}processVersion"),
        "store": one.get("storeSupported"),
        "status": one.get("statusSupported"),
        "metadata": [_link(link) for link in one.iterfind("ows:Metadata", NS)],
        "inputs": [_input(each) for each in one.iterfind("DataInputs/Input")],
        "outputs": [_output(each) for each in one.iterfind("ProcessOutputs/Output")],
    }


def _texts(one):
    texts = {name: (one.findtext(f"ows:{name}", namespaces=NS) or "").strip() for name in ("Identifier", "Title", "Abstract")}
    return {name: " ".join(text.split()) for name, text in texts.items()}


def _link(link):
    return {name: link.get(f"{{{XLINK}}}{name}") for name in ("title", "href", "role")}


def _input(one):
    return {**_texts(one), "least": one.get("minOccurs"), "most": one.get("maxOccurs"), **_domain(one)}


def _output(one):
    return {**_texts(one), **_domain(one)}


def _domain(one):
    for child in one:
        name = etree.QName(child).localname
        if name.startswith("Literal"):
            return _literal(child)
        if name.startswith("Complex"):
            return {"kind": "complex", "default": _format(child.find("Default/Format")), "formats": [_format(each) for each in child.iterfind("Supported/Format")]}
        if name.startswith("BoundingBox"):
            return {"kind": "bbox", "default": child.findtext("Default/CRS"), "crs": [each.text for each in child.iterfind("Supported/CRS")]}
    raise ValueError(etree.tostring(one))


def _format(one):
    """PyWPS prints encoding and schema of a supported format only where its default has one."""
    return one.findtext("MimeType")


def _literal(child):
    kind = child.findtext("ows:DataType", namespaces=NS)
    allowed = child.find("ows:AllowedValues", NS)
    default = child.findtext("DefaultValue")
    return {
        "kind": "literal",
        # No types of XML Schema, as which PyWPS announces them.
        "type": {"scale": "float", "angle": "float"}.get(kind, kind),
        # Of several units PyWPS prints the first several times.
        "unit": child.findtext("UOMs/Default/ows:UOM", namespaces=NS),
        "units": len(child.findall("UOMs/Supported/ows:UOM", NS)),
        # No element at all, or one that says so, or a reference to values: none is checked.
        "allowed": [] if allowed is None else [_allowed(each, kind) for each in allowed],
        "value": None if default is None else _value(default, kind),
    }


def _allowed(each, kind):
    if etree.QName(each).localname == "Value":
        return _value(each.text, kind)
    closure = each.get(f"{{{NS['ows']}}}rangeClosure") or "closed"
    parts = {name: each.findtext(f"ows:{name}", namespaces=NS) for name in ("MinimumValue", "MaximumValue", "Spacing")}
    return {"closure": closure, **{name: None if text is None else float(text) for name, text in parts.items()}}


def _value(text, kind):
    if kind in ("float", "integer", "scale", "angle", "positiveInteger", "nonNegativeInteger"):
        return float(text)
    return text.lower() if kind == "boolean" else text
