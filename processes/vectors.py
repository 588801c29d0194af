"""What the vector demo processes in Python share: formats, and a look at the input before GDAL reads it.

GDAL reads what it can of broken GML and takes "nan" for 0 without a word; users want to be told.
"""

import re
from xml.parsers import expat

from terrarium import UserError

# The original's only format comes first, and is the default.
FORMATS = [
    "application/gml+xml",
    "application/gml+xml; version=3.2",
    "application/gml+xml; version=3.1",
    "application/gml+xml; version=2.1",
    "text/xml; subtype=gml/3.2.1",
    "text/xml; subtype=gml/3.1.1",
    "text/xml; subtype=gml/2.1.2",
    "text/xml",
    "application/xml",
    "application/geo+json",
    "application/geojson",
    "application/json",
]


def driver_of(value):
    """GML or GeoJSON, as the content shows; clients often leave the media type at its default. Throws UserError for anything else."""
    with value.open() as file:
        head = file.read(512).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        check_gml(value)
        return "GML"
    if head.startswith(b"{"):
        return "GeoJSON"
    raise UserError(f"The input {value.id} is neither GML nor GeoJSON.", value.id)


def output_options(media_type):
    """How GDAL is to write a media type: name of the driver, ending of the file, creation options, layer options."""
    if "json" in media_type:
        # RFC 7946 is WGS 84 only; the other names are used for GeoJSON of any system.
        return "GeoJSON", "json", [], ["RFC7946=YES"] if media_type.startswith("application/geo+json") else []
    version = re.search(r"(?:gml/|version=)([\d.]+)", media_type)
    form = {"2": "GML2", "3.0": "GML3", "3.1": "GML3"}.get(version.group(1)[: 1 if version.group(1).startswith("2") else 3] if version else "", "GML3.2")
    return "GML", "gml", [f"FORMAT={form}", "XSISCHEMA=OFF"], []


def check_gml(value):
    """Throws UserError where the XML is not well-formed, has a document type, or a coordinate that is not a number."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    inside = False
    not_a_number = re.compile("[A-DF-Za-df-z]+")

    def start(name, _attributes):
        nonlocal inside
        inside = name.rpartition(" ")[2] in ("coordinates", "pos", "posList", "X", "Y", "Z")

    def end(_name):
        nonlocal inside
        inside = False

    def text(data):
        found = not_a_number.search(data) if inside else None
        if found:
            line = parser.CurrentLineNumber
            raise UserError(f"The input {value.id} has a coordinate that is not a number, near line {line}: {found.group()[:20]}.", value.id)

    def doctype(*_):
        raise UserError(f"The input {value.id} has a document type declaration, which GML does not need and this process refuses.", value.id)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, doctype
    try:
        with value.open() as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise UserError(f"The input {value.id} is not well-formed XML: {error}.", value.id) from None
