"""The way from GML to GeoJSON and back that processes with GDAL have in one call."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.path.join(ROOT, "processes", "data")
sys.path.insert(0, os.path.join(ROOT, "python"))

from terrarium.context import UserError  # noqa: E402
from terrarium.declare import Format  # noqa: E402
from terrarium.values import Complex  # noqa: E402
from terrarium.vectors import FORMATS, convert  # noqa: E402


def has_osgeo():
    return subprocess.run([sys.executable, "-c", "import osgeo.ogr"], capture_output=True).returncode == 0


def rounded(geometry):
    return [rounded(one) for one in geometry] if isinstance(geometry, list) else round(geometry, 6)


@unittest.skipUnless(has_osgeo(), "GDAL's Python bindings are not installed")
class Conversion(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def value(self, path, media_type="application/json"):
        return Complex("layer", path, Format(media_type, None, None), os.path.getsize(path))

    def converted(self, path, media_type, name="out"):
        return convert(self.value(path), media_type, os.path.join(self.folder, name))

    def shapes(self, path):
        with open(path, encoding="utf-8") as file:
            return [(rounded(one["geometry"]["coordinates"]), one["geometry"]["type"]) for one in json.load(file)["features"]]

    def test_geojson_becomes_gml_of_each_version_and_comes_back(self):
        source = os.path.join(DATA, "polygons.geojson")
        wanted = self.shapes(self.converted(source, "application/json", "same.json"))
        for number, media_type in enumerate(one for one in FORMATS if "json" not in one):
            with self.subTest(media_type):
                gml = self.converted(source, media_type, f"{number}.gml")
                with open(gml, encoding="utf-8") as file:
                    self.assertIn("gml:", file.read())
                self.assertEqual(self.shapes(self.converted(gml, "application/json", f"{number}.json")), wanted)

    def test_rfc_7946_is_in_wgs_84(self):
        path = os.path.join(DATA, "point.gml")
        ((position, _),) = self.shapes(self.converted(path, "application/geo+json", "wgs.json"))
        self.assertEqual([round(one) for one in position], [14, 50])
        ((position, _),) = self.shapes(self.converted(path, "application/json", "own.json"))
        self.assertEqual(position, [1604250, 6462100])

    def test_what_is_no_vector_data_is_told(self):
        for content in (b"[1]", b"", b"<a", b'<!DOCTYPE a><a xmlns:gml="http://www.opengis.net/gml"/>', b"{}"):
            with self.subTest(content):
                path = os.path.join(self.folder, "bad")
                with open(path, "wb") as file:
                    file.write(content)
                with self.assertRaises(UserError) as caught:
                    self.converted(path, "application/geo+json")
                self.assertEqual(caught.exception.input, "layer")


if __name__ == "__main__":
    unittest.main()
