"""Buffers the features of a GML or GeoJSON file with GDAL/OGR.

Distances are in the units of the data's own reference system; attributes and the reference system stay, "_buffer" is added to
the names of layers.
"""

import os
import re
from typing import Annotated

from osgeo import gdal, ogr
from terrarium import Complex, Context, Field, Outputs, Range, UserError, process
from terrarium.vectors import FORMATS, open_vector, output_options

SIZES = [0, 1, 10, Range(10, 100, spacing=10), Range(100, 1000, spacing=100)]

gdal.UseExceptions()
ogr.UseExceptions()


class Buffered(Outputs):
    buff_out: Annotated[Complex, Field("Buffered file", translations={"cs": {"title": "Soubor s obalovými zónami"}}, formats=FORMATS)]


@process(
    "buffer",
    version="0.1",
    title="GDAL Buffer process",
    abstract="Returns buffers of the given size around the features of a vector layer, in the units of its coordinates",
    examples=[
        {
            "title": "One degree around points",
            "inputs": {"poly_in": {"file": "data/points.geojson", "mediaType": "application/geo+json"}, "buffer": 1},
        },
        {
            "title": "Ten around lines (GML)",
            "inputs": {"poly_in": {"file": "data/lines-gml32.gml", "mediaType": "application/gml+xml; version=3.2"}, "buffer": 10},
        },
    ],
    translations={
        "cs": {
            "title": "Obalová zóna (GDAL)",
            "abstract": "Vrátí obalové zóny zadané velikosti kolem prvků vektorové vrstvy v jednotkách jejích souřadnic",
        }
    },
)
def buffer(
    poly_in: Annotated[Complex, Field("Input vector file", translations={"cs": {"title": "Vstupní vektorový soubor"}}, formats=FORMATS)],
    buffer: Annotated[float, Field("Buffer size", translations={"cs": {"title": "Velikost obalové zóny"}}, allowed=SIZES)],
    context: Context,
) -> Buffered:
    source = open_vector(poly_in)
    layers = [source.GetLayer(index) for index in range(source.GetLayerCount())]
    total = sum(layer.GetFeatureCount() for layer in layers)
    if total == 0:
        raise UserError("The input poly_in has no features.", "poly_in")
    driver, ending, creation, layer_options = output_options(context.output("buff_out").format.media_type)
    if len(layers) > 1 and driver == "GeoJSON":
        raise UserError("The input poly_in has several layers, which GeoJSON cannot hold; ask for GML.", "poly_in")
    path = context.out(f"buffered.{ending}")
    target = gdal.GetDriverByName(driver).Create(path, 0, 0, 0, gdal.GDT_Unknown, creation)
    buffered = done = 0
    for layer in layers:
        # A file of GeoJSON without a name is called like the file, which the user has never seen.
        name = "poly_in" if layer.GetName() == os.path.splitext(os.path.basename(poly_in.path))[0] else layer.GetName()
        out = create_layer(target, layer, f"{name}_buffer", layer_options)
        for feature in features_of(layer):
            geometry = buffer_of(feature, buffer)
            done += 1
            context.progress(done * 100 // total, "Buffering")
            if geometry is None:
                context.log(f"Feature {feature.GetFID()} of {layer.GetName()} has no geometry and is left out.")
                continue
            result = ogr.Feature(out.GetLayerDefn())
            result.SetFrom(feature)
            result.SetGeometry(geometry)
            out.CreateFeature(result)
            buffered += 1
    if buffered == 0:
        raise UserError("The features of the input poly_in have no geometry.", "poly_in")
    del out, target  # OGR writes the end of the file when the last name of it goes
    return Buffered(buff_out=path)


def create_layer(target, layer, name, options):
    out = target.CreateLayer(name, layer.GetSpatialRef(), ogr.wkbUnknown, options)
    fields = layer.GetLayerDefn()
    for index in range(fields.GetFieldCount()):
        field = fields.GetFieldDefn(index)
        # GDAL says of an identifier of GML that it must be there, also where the data have none.
        copy = ogr.FieldDefn(field.GetName(), field.GetType())
        copy.SetSubType(field.GetSubType())
        copy.SetWidth(field.GetWidth())
        copy.SetPrecision(field.GetPrecision())
        out.CreateField(copy)
    return out


def features_of(layer):
    try:
        yield from layer
    except RuntimeError as error:
        raise UserError(f"A feature of the input poly_in cannot be read: {reason_of(error)}.", "poly_in") from None


def buffer_of(feature, size):
    """The buffered geometry; None where the feature has no geometry."""
    geometry = feature.GetGeometryRef()
    if geometry is None or geometry.IsEmpty():
        return None
    text = geometry.ExportToWkt()
    if "nan" in text or "inf" in text:
        raise UserError(f"Feature {feature.GetFID()} of the input poly_in has a coordinate that is not a finite number.", "poly_in")
    try:
        return geometry.Buffer(size)
    except RuntimeError as error:
        raise UserError(f"Feature {feature.GetFID()} of the input poly_in cannot be buffered: {reason_of(error)}.", "poly_in") from None


def reason_of(error):
    """GDAL's first sentence, without the name of an exception class before it."""
    return re.sub(r"^\w+Exception: ", "", str(error)).split("..")[0].rstrip(". ") or "its geometry is not valid"
