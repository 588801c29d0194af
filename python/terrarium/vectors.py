"""GML and GeoJSON for processes that have GDAL: formats, a look at the input before GDAL reads it, and the way from one to the other.

GDAL reads what it can of broken GML and takes "nan" for 0 without a word; users want to be told.

    from terrarium.vectors import FORMATS, convert
"""

import re
from xml.parsers import expat

from .context import UserError

# The most general one comes first, and is the default.
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


def convert(value, media_type, path):
    """Writes the features of a GML or GeoJSON input to a new file in the format of a media type, e.g. that of `context.output(...)`.

    GeoJSON of RFC 7946 is projected to WGS 84; else coordinates stay as they are. Throws UserError for data that cannot be read or written so.
    """
    from osgeo import gdal

    source = open_vector(value)
    driver, _, creation, layer_options = output_options(media_type)
    if source.GetLayerCount() > 1 and driver == "GeoJSON":
        raise UserError(f"The input {value.id} has several layers, which GeoJSON cannot hold; ask for GML.", value.id)
    options = gdal.VectorTranslateOptions(format=driver, datasetCreationOptions=creation, layerCreationOptions=layer_options)
    try:
        gdal.VectorTranslate(path, source, options=options)
    except RuntimeError as error:
        raise UserError(f"The input {value.id} cannot be written as {media_type}: {error}.", value.id) from None
    return path


def open_vector(value):
    """The input as an OGR data source. Throws UserError if its content is not what it seems."""
    from osgeo import gdal

    gdal.UseExceptions()
    # Side files, foreign schemas and linked elements are neither needed nor wanted.
    gdal.SetConfigOption("GML_SKIP_RESOLVE_ELEMS", "ALL")
    driver = driver_of(value)
    options = ["WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"] if driver == "GML" else []
    try:
        return gdal.OpenEx(value.path, gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=[driver], open_options=options)
    except RuntimeError:
        raise UserError(f"The input {value.id} is not valid {driver}.", value.id) from None


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
