"""Speaks WPS 1.0.0 by hand, so that both servers get the same bytes, and brings their answers into one form."""

import base64
import json
import urllib.error
import urllib.parse
import urllib.request

from lxml import etree

NS = {"wps": "http://www.opengis.net/wps/1.0.0", "ows": "http://www.opengis.net/ows/1.1", "xlink": "http://www.w3.org/1999/xlink"}
HREF = f"{{{NS['xlink']}}}href"


def literal(identifier, value, uom=None):
    unit = f' uom="{uom}"' if uom else ""
    return _input(identifier, f"<wps:Data><wps:LiteralData{unit}>{_escaped(value)}</wps:LiteralData></wps:Data>")


def inline(identifier, content, mime_type=None, encoding=None):
    """Complex data: markup as it is, text escaped, bytes in base64."""
    if isinstance(content, bytes):
        content, encoding = base64.b64encode(content).decode(), "base64"
    elif not content.startswith("<"):
        content = f"<![CDATA[{content}]]>"
    attributes = "".join(f' {name}="{value}"' for name, value in (("mimeType", mime_type), ("encoding", encoding)) if value)
    return _input(identifier, f"<wps:Data><wps:ComplexData{attributes}>{content}</wps:ComplexData></wps:Data>")


def reference(identifier, href, mime_type=None):
    kind = f' mimeType="{mime_type}"' if mime_type else ""
    return _input(identifier, f'<wps:Reference xlink:href="{_escaped(href)}"{kind}/>')


def box(identifier, lower, upper, crs=None):
    system = f' crs="{crs}"' if crs else ""
    corners = f"<ows:LowerCorner>{lower}</ows:LowerCorner><ows:UpperCorner>{upper}</ows:UpperCorner>"
    return _input(identifier, f'<wps:Data><wps:BoundingBoxData{system} dimensions="2">{corners}</wps:BoundingBoxData></wps:Data>')


def _input(identifier, content):
    return f"<wps:Input><ows:Identifier>{identifier}</ows:Identifier>{content}</wps:Input>"


def _escaped(value):
    return str(value).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def execute(url, process, inputs=(), outputs=(), language=None):
    """Posts an Execute. `outputs` are identifiers, or pairs of one with attributes; none means that nothing is said of them."""
    asked = [one if isinstance(one, tuple) else (one, {}) for one in outputs]
    form = "".join(
        f"<wps:Output{''.join(f' {name}={chr(34)}{value}{chr(34)}' for name, value in attributes.items())}><ows:Identifier>{one}</ows:Identifier></wps:Output>"
        for one, attributes in asked
    )
    document = f"<wps:ResponseForm><wps:ResponseDocument>{form}</wps:ResponseDocument></wps:ResponseForm>" if asked else ""
    spoken = f' language="{language}"' if language else ""
    body = f"""<wps:Execute xmlns:wps="{NS["wps"]}" xmlns:ows="{NS["ows"]}" xmlns:xlink="{NS["xlink"]}" service="WPS" version="1.0.0"{spoken}>
<ows:Identifier>{process}</ows:Identifier><wps:DataInputs>{"".join(inputs)}</wps:DataInputs>{document}</wps:Execute>"""
    return answer(fetch(url, body.encode()))


def fetch(url, body=None):
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "text/xml"} if body else {})
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            return response.read()
    except urllib.error.HTTPError as error:
        return error.read()


def answer(document):
    """What an Execute gave: {"outputs": {id: value}} or {"error": sentence}."""
    root = etree.fromstring(document)
    error = root.find(".//ows:ExceptionText", NS)
    if error is not None:
        return {"error": " ".join((error.text or "").split())}
    outputs = {}
    for output in root.iterfind(".//wps:ProcessOutputs/wps:Output", NS):
        outputs[output.find("ows:Identifier", NS).text] = _value(output)
    return {"outputs": outputs}


def _value(output):
    link = output.find("wps:Reference", NS)
    if link is not None:
        href = link.get("href") or link.get(HREF)
        return {"by": "reference", "mimeType": link.get("mimeType"), "content": _content(fetch(href))}
    data = output.find("wps:Data", NS)[0]
    kind = etree.QName(data).localname
    if kind == "LiteralData":
        return {"type": data.get("dataType"), "value": _plain(data.text or "", data.get("dataType"))}
    if kind == "BoundingBoxData":
        corners = [float(number) for corner in data for number in corner.text.split()]
        return {"crs": data.get("crs"), "box": corners}
    if len(data):
        content = etree.tostring(data[0])
    elif data.get("encoding") == "base64":
        content = base64.b64decode(data.text or "")
    else:
        content = (data.text or "").encode()
    return {"by": "value", "mimeType": data.get("mimeType"), "content": _content(content)}


def _plain(text, kind):
    if kind in ("float", "scale", "angle"):
        return float(text)
    return {"True": "true", "False": "false"}.get(text, text) if kind == "boolean" else text


def _content(data):
    """Markup in its canonical form, JSON as what it means, all else as text."""
    text = data.decode("utf-8", "replace").strip()
    if text.startswith("<"):
        try:
            return etree.tostring(etree.fromstring(text.encode(), etree.XMLParser(remove_blank_text=True)), method="c14n", exclusive=True).decode()
        except etree.XMLSyntaxError:
            return text
    try:
        return json.loads(text)
    except ValueError:
        return text
