"""Handles that know what is in a file: vector, raster, table, any file. As hints they bring their formats along; as values they open the file in the
library that the author prefers, when asked and not before.

    def clip(layer: Vector, dem: Raster, stations: Table) -> Vector: ...

As outputs they also take what such a library gives: a GeoDataFrame, a DataFrame, a list of dicts.
"""

import json
import os

from .context import UserError
from .values import Complex, ValueFault

# How OGR writes a media type: driver, ending.
_VECTOR = {
    "application/geo+json": ("GeoJSON", "geojson"),
    "application/json": ("GeoJSON", "json"),
    "application/geopackage+sqlite3": ("GPKG", "gpkg"),
    "application/flatgeobuf": ("FlatGeobuf", "fgb"),
    "application/gml+xml": ("GML", "gml"),
    "text/xml": ("GML", "gml"),
    "application/vnd.google-earth.kml+xml": ("KML", "kml"),
}


def _essence(media_type):
    return media_type.partition(";")[0].strip().lower()


class File(Complex):
    """A file of any kind."""

    __slots__ = ()
    FORMATS = ("application/octet-stream",)


class Vector(Complex):
    """Features. `open` gives a dataset of OGR, `to_geopandas` a GeoDataFrame, `path` the file for anything else."""

    __slots__ = ("_dataset",)
    FORMATS = ("application/geo+json", "application/gml+xml", "application/geopackage+sqlite3", "application/flatgeobuf")

    def open(self, mode=None, encoding=None):
        """The file as a read-only dataset of OGR; with a mode as a plain file. Throws UserError if OGR cannot read it."""
        if mode is not None:
            return super().open(mode, encoding)
        from osgeo import gdal

        return _open_gdal(self, gdal, gdal.OF_VECTOR, "vector data")

    def to_geopandas(self, **options):
        """All of it as a GeoDataFrame; `options` are those of geopandas.read_file. Throws UserError if it cannot be read."""
        import geopandas

        try:
            return geopandas.read_file(self.path, **options)
        except Exception as error:  # pyogrio and fiona have errors of their own
            raise UserError(f"The input {self.id} is no vector data that can be read: {error}", self.id) from error

    @classmethod
    def write(cls, slot, value, media_type, file):
        """A GeoDataFrame, or a dict of GeoJSON. False: it is none of these."""
        if not hasattr(value, "to_file") or not hasattr(value, "geometry"):
            return False
        driver, ending = _VECTOR.get(_essence(media_type), (None, None))
        if driver is None:
            raise ValueFault(f"A GeoDataFrame cannot be written as {media_type}, which the output {slot.id} is asked for.")
        path = f"{file}.{ending}"
        if driver == "GeoJSON" and value.crs is not None and _essence(media_type) == "application/geo+json":
            value = value.to_crs(4326)  # RFC 7946 knows no other
        value.to_file(path, driver=driver)
        os.rename(path, file)
        return True


class Raster(Complex):
    """Cells. `open` gives a dataset of rasterio where that is installed, else of GDAL; `to_gdal` one of GDAL in any case."""

    __slots__ = ("_dataset",)
    FORMATS = ("image/tiff",)

    def open(self, mode=None, encoding=None):
        """The file as a read-only dataset; with a mode as a plain file. Throws UserError if it is no raster."""
        if mode is not None:
            return super().open(mode, encoding)
        try:
            import rasterio
        except ImportError:
            return self.to_gdal()
        try:
            return rasterio.open(self.path)
        except rasterio.errors.RasterioIOError as error:
            raise UserError(f"The input {self.id} is no raster that can be read: {error}", self.id) from error

    def to_gdal(self):
        """The file as a read-only dataset of GDAL. Throws UserError if it is no raster."""
        from osgeo import gdal

        return _open_gdal(self, gdal, gdal.OF_RASTER, "a raster")


class Table(Complex):
    """Rows: CSV with a head line, or a JSON list of objects."""

    __slots__ = ()
    FORMATS = ("text/csv", "application/json")

    def rows(self):
        """Each row as a dict, one after the other; of CSV all values are texts. Throws UserError if it is no table."""
        if "json" in self.format.media_type:
            rows = self.json()
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise UserError(f"The input {self.id} is no list of objects.", self.id)
            yield from rows
            return
        import csv

        with super().open("r", "utf-8-sig") as file:
            try:
                yield from csv.DictReader(file, strict=True)
            except (csv.Error, UnicodeDecodeError) as error:
                raise UserError(f"The input {self.id} is no CSV: {error}.", self.id) from error

    def to_pandas(self, **options):
        """All of it as a DataFrame; `options` are those of pandas.read_csv or read_json. Throws UserError if it cannot be read."""
        import pandas

        read = pandas.read_json if "json" in self.format.media_type else pandas.read_csv
        try:
            return read(self.path, **options)
        except ValueError as error:
            raise UserError(f"The input {self.id} is no table that can be read: {error}", self.id) from error

    @classmethod
    def write(cls, slot, value, media_type, file):
        """A DataFrame, or a list of dicts. False: it is none of these."""
        is_json = "json" in media_type
        if hasattr(value, "to_csv") and hasattr(value, "to_json"):
            value.to_json(file, orient="records") if is_json else value.to_csv(file, index=False)
            return True
        rows = list(value) if isinstance(value, (list, tuple)) else None
        if rows is None or not all(isinstance(row, dict) for row in rows):
            return False
        with open(file, "w", encoding="utf-8", newline="") as target:
            if is_json:
                json.dump(rows, target, ensure_ascii=False)
            else:
                import csv

                names = list(dict.fromkeys(name for row in rows for name in row))
                writer = csv.DictWriter(target, names)
                writer.writeheader()
                writer.writerows(rows)
        return True


def _open_gdal(handle, gdal, kind, what):
    gdal.UseExceptions()
    try:
        # Layers and bands of a dataset that nobody holds any more crash the interpreter: the handle holds it.
        handle._dataset = gdal.OpenEx(handle.path, kind | gdal.OF_READONLY)
        return handle._dataset
    except RuntimeError as error:
        raise UserError(f"The input {handle.id} is not {what} that can be read: {error}", handle.id) from error
