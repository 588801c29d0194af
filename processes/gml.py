"""What the vector demo processes share: their formats, and a look at GML before GDAL reads it.

GDAL reads what it can of broken GML and takes "nan" for 0 without a word; users want to be told.
"""

import re
from xml.parsers import expat

from terrarium import UserError

# Media types and what GDAL's GML driver calls them; the original's only format comes first.
GML = {
    "application/gml+xml": "GML3.2",
    "text/xml; subtype=gml/2.1.2": "GML2",
    "text/xml; subtype=gml/3.1.1": "GML3",
    "text/xml; subtype=gml/3.2.1": "GML3.2",
}
FORMATS = [*GML, "application/geo+json", "application/vnd.geo+json", "application/json"]


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
