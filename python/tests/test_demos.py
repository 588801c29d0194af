"""The demo processes buffer and grassbuffer: what they describe, what they answer, and what they say of bad data."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RUNNER = os.path.join(ROOT, "python", "terrarium", "runner.py")
GML = "application/gml+xml"
GEOJSON = "application/geojson"

# Two points in the Czech S-JTSK, a square with a hole beside them.
PLACES = {
    "type": "FeatureCollection",
    "name": "places",
    "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5514"}},
    "features": [
        {"type": "Feature", "properties": {"name": "Lužánky", "n": 1}, "geometry": {"type": "Point", "coordinates": [-598000, -1160000]}},
        {"type": "Feature", "properties": {"name": "Špilberk", "n": 2}, "geometry": {"type": "Point", "coordinates": [-598100, -1160100]}},
        {
            "type": "Feature",
            "properties": {"name": "Square", "n": 3},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[-598300, -1160300], [-598200, -1160300], [-598200, -1160200], [-598300, -1160200], [-598300, -1160300]],
                    [[-598280, -1160280], [-598280, -1160220], [-598220, -1160220], [-598220, -1160280], [-598280, -1160280]],
                ],
            },
        },
    ],
}
RANGES = [0, 1, 10, {"minimum": 10, "maximum": 100, "spacing": 10}, {"minimum": 100, "maximum": 1000, "spacing": 100}]


def has_osgeo():
    return subprocess.run(["/usr/bin/python3", "-c", "import osgeo.ogr"], capture_output=True).returncode == 0 and shutil.which("ogr2ogr")


class Demo(unittest.TestCase):
    process = ""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.write("places.json", json.dumps(PLACES).encode())

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def read(self, path):
        with open(path, "rb") as file:
            return file.read()

    def convert(self, source, name, *options):
        subprocess.run(["ogr2ogr", *options, self.path(name), source], check=True, capture_output=True)
        return self.path(name)

    def gml(self, version="GML3.2"):
        return self.read(self.convert(self.path("places.json"), f"{version}.gml", "-f", "GML", "-dsco", f"FORMAT={version}", "-dsco", "XSISCHEMA=OFF"))

    def features(self, path):
        """Properties and geometry of each feature, by GDAL's own reading."""
        out = subprocess.run(
            ["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=6", "/vsistdout/", path], check=True, capture_output=True, text=True
        ).stdout
        return json.loads(out)

    def same_shape(self, one, other):
        """Equal JSON, numbers to the millionth: GML is written with 15 digits."""
        if isinstance(one, float):
            self.assertAlmostEqual(one, other, delta=2e-6)
        elif isinstance(one, (dict, list)):
            self.assertEqual(len(one), len(other))
            for key in one if isinstance(one, dict) else range(len(one)):
                self.same_shape(one[key], other[key])
        else:
            self.assertEqual(one, other)

    def describe(self):
        done = subprocess.run(self.command("--describe"), capture_output=True, check=True)
        return json.loads(done.stdout)["description"]

    def command(self, *options):
        return ["/usr/bin/python3", "-I", "-B", RUNNER, *options, os.path.join(ROOT, "processes", f"{self.process}.process.py")]

    def execute(self, data, size=10, data_format=GML, out_format=GML):
        """All messages of a job in a folder of its own, whose in/ cannot be written."""
        job = tempfile.mkdtemp(dir=self.folder)
        for name in ("in", "out", "work"):
            os.mkdir(os.path.join(job, name))
        with open(os.path.join(job, "in", "0"), "wb") as file:
            file.write(data)
        os.chmod(os.path.join(job, "in"), 0o555)
        inputs = [
            {"id": "poly_in", "kind": "complex", "file": "in/0", "byteLength": len(data), "format": {"mediaType": data_format}},
            {"id": "buffer", "kind": "literal", "value": size},
        ]
        outputs = [{"id": "buff_out", "format": {"mediaType": out_format}}]
        with open(os.path.join(job, "job.json"), "w", encoding="utf-8") as file:
            json.dump({"jobId": "j", "processId": self.process, "inputs": inputs, "outputs": outputs, "limits": {}}, file)
        environment = {"PATH": "/usr/bin:/bin", "HOME": os.path.join(job, "work"), "LANG": "C.UTF-8", "TERRARIUM_JOB": job}
        done = subprocess.run(self.command(), input=b"start\n", capture_output=True, cwd=os.path.join(job, "work"), env=environment, timeout=120)
        self.job, self.log = job, done.stderr.decode("utf-8", "replace")
        self.assertEqual(os.listdir(os.path.join(job, "in")), ["0"], "nothing is written beside the input")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def result(self, *args, **named):
        """The path of the output file."""
        last = self.execute(*args, **named)[-1]
        self.assertEqual(last["terrarium"], "results", (last, self.log))
        return os.path.join(self.job, "out", last["outputs"][0]["file"])

    def refused(self, words, *args, **named):
        last = self.execute(*args, **named)[-1]
        self.assertEqual((last["terrarium"], last.get("kind")), ("error", "user"), (last, self.log))
        self.assertIn(words, last["message"])
        self.assertTrue(last["message"].endswith("."))
        return last["input"]


@unittest.skipUnless(has_osgeo(), "needs Debian's python3-gdal and gdal-bin")
class Buffer(Demo):
    process = "buffer"

    def test_it_describes_itself_as_the_original_did(self):
        description = self.describe()
        for one in (description, *description["inputs"], *description["outputs"]):
            self.assertTrue(one.pop("translations")["cs"]["title"], one["id"])
        # The original had none.
        self.assertTrue(description.pop("examples"))
        formats = [{"mediaType": one} for one in description["inputs"][0].pop("formats") and [GML]]
        self.assertEqual(description["outputs"][0].pop("formats")[:1], formats)
        self.assertEqual(
            description,
            {
                "id": "buffer",
                "version": "0.1",
                "title": "GDAL Buffer process",
                "abstract": "Returns buffers of the given size around the features of a vector layer, in the units of its coordinates",
                "inputs": [
                    {"id": "poly_in", "title": "Input vector file", "kind": "complex", "minOccurs": 1, "maxOccurs": 1},
                    {"id": "buffer", "title": "Buffer size", "kind": "literal", "dataType": "float", "allowedValues": RANGES, "minOccurs": 1, "maxOccurs": 1},
                ],
                "outputs": [{"id": "buff_out", "title": "Buffered file", "kind": "complex"}],
                "storeSupported": True,
                "statusSupported": True,
            },
        )

    def test_it_answers_what_ogr2ogr_answers_in_each_version_of_gml(self):
        for version, data_format in (
            ("GML2", "text/xml; subtype=gml/2.1.2"),
            ("GML3", "text/xml; subtype=gml/3.1.1"),
            ("GML3.2", "text/xml; subtype=gml/3.2.1"),
            ("GML3.2", GML),
        ):
            with self.subTest(data_format):
                source = self.write(f"{version}-source.gml", self.gml(version))
                sql = "SELECT st_buffer(geometryProperty, 10) AS geometry, name, n FROM places"
                expected = self.features(self.convert(source, f"{version}-expected.json", "-f", "GeoJSON", "-dialect", "sqlite", "-sql", sql))
                got = self.features(self.result(self.read(source), 10, data_format, data_format))
                self.same_shape([one["geometry"] for one in got["features"]], [one["geometry"] for one in expected["features"]])
                self.assertEqual([one["properties"]["name"] for one in got["features"]], ["Lužánky", "Špilberk", "Square"])
                self.assertEqual((got["name"], got["crs"]), ("places_buffer", PLACES["crs"]))

    def test_geojson_goes_in_and_out_and_keeps_its_reference_system(self):
        got = json.loads(self.read(self.result(json.dumps(PLACES).encode(), 1, GEOJSON, GEOJSON)))
        self.assertEqual((got["crs"], len(got["features"])), (PLACES["crs"], 3))
        ring = got["features"][0]["geometry"]["coordinates"][0]
        self.assertEqual(len(ring), 4 * 30 + 1, "thirty segments to a quarter, as the original")
        self.assertTrue(all(abs(((x + 598000) ** 2 + (y + 1160000) ** 2) ** 0.5 - 1) < 1e-6 for x, y in ring))

    def test_what_the_content_shows_counts_not_what_the_client_says_it_is(self):
        self.assertEqual(len(self.features(self.result(json.dumps(PLACES).encode(), 1, GML))["features"]), 3)
        self.assertEqual(len(self.features(self.result(self.gml(), 1, GEOJSON))["features"]), 3)

    def test_geojson_by_its_registered_name_is_in_wgs_84(self):
        got = json.loads(self.read(self.result(json.dumps(PLACES).encode(), 1, GEOJSON, "application/geo+json")))
        self.assertNotIn("crs", got)
        longitude, latitude = got["features"][0]["geometry"]["coordinates"][0][0]
        self.assertTrue(16 < longitude < 17 and 49 < latitude < 50, (longitude, latitude))

    def test_the_written_gml_is_of_the_asked_version_and_alone(self):
        for out_format, namespace in (
            (GML, b"http://www.opengis.net/gml/3.2"),
            ("text/xml", b"http://www.opengis.net/gml/3.2"),
            ("application/gml+xml; version=3.1", b"gml:posList"),
            ("application/gml+xml; version=2.1", b"gml:outerBoundaryIs"),
            ("text/xml; subtype=gml/3.2.1", b"http://www.opengis.net/gml/3.2"),
            ("text/xml; subtype=gml/3.1.1", b"gml:posList"),
            ("text/xml; subtype=gml/2.1.2", b"gml:outerBoundaryIs"),
        ):
            with self.subTest(out_format):
                path = self.result(self.gml(), out_format=out_format)
                self.assertIn(namespace, self.read(path))
                self.assertEqual(len(os.listdir(os.path.dirname(path))), 2, "the output and results.json")

    def test_features_need_no_identifiers(self):
        point = "<gml:Point><gml:pos>1 1</gml:pos></gml:Point>"
        member = f"<gml:featureMember><a><n>1</n><g>{point}</g></a></gml:featureMember>"
        for namespace in ("http://www.opengis.net/gml", "http://www.opengis.net/gml/3.2"):
            bare = f'<gml:FeatureCollection xmlns:gml="{namespace}">{member * 2}</gml:FeatureCollection>'.encode()
            for out_format in (GML, "text/xml; subtype=gml/3.1.1", "text/xml; subtype=gml/2.1.2", GEOJSON):
                with self.subTest(namespace=namespace, out_format=out_format):
                    got = self.features(self.result(bare, out_format=out_format))
                    self.assertEqual([one["properties"]["n"] for one in got["features"]], [1, 1])

    def test_geographic_coordinates_keep_their_axes(self):
        point = b'{"type":"FeatureCollection","name":"w","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[14.5,50.1]}}]}'
        for version in ("GML2", "GML3", "GML3.2"):
            with self.subTest(version):
                source = self.convert(self.write("w.json", point), "w.gml", "-f", "GML", "-dsco", f"FORMAT={version}")
                ring = json.loads(self.read(self.result(self.read(source), 1, out_format=GEOJSON)))["features"][0]["geometry"]["coordinates"][0]
                self.assertEqual(ring[0], [15.5, 50.1])

    def test_progress_says_buffering_and_ends_at_100(self):
        progress = [one for one in self.execute(self.gml()) if one["terrarium"] == "progress"]
        self.assertEqual([(one["percent"], one["message"]) for one in progress], [(33, "Buffering"), (66, "Buffering"), (100, "Buffering")])

    def test_a_buffer_of_zero_keeps_polygons(self):
        got = self.features(self.result(self.gml(), 0))
        self.assertEqual(got["features"][2]["geometry"]["type"], "Polygon")

    def test_features_without_geometry_are_left_out_and_logged(self):
        places = {**PLACES, "features": [{**PLACES["features"][0], "geometry": None}, PLACES["features"][1]]}
        got = json.loads(self.read(self.result(json.dumps(places).encode(), 1, GEOJSON, GEOJSON)))
        self.assertEqual([one["properties"]["n"] for one in got["features"]], [2])
        self.assertIn("has no geometry and is left out", self.log)

    def test_data_that_cannot_be_buffered_is_told_in_a_sentence(self):
        gml = self.gml("GML2")
        point = b"-598000,-1160000</gml:coordinates>"
        empty = b'<?xml version="1.0"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml"/>'
        plain = b"><gml:featureMember><ogr:a><ogr:n>1</ogr:n></ogr:a></gml:featureMember></ogr:FeatureCollection>"
        for data, words in (
            (b"", "is neither GML nor GeoJSON"),
            (gml[: len(gml) // 2], "not well-formed XML"),
            (gml.replace(b"</ogr:name>", b"</ogr:nam>", 1), "not well-formed XML: mismatched tag: line"),
            (b"<a/>", "is not valid GML"),
            (b"hello", "is neither GML nor GeoJSON"),
            (empty, "has no features"),
            (gml.replace(point, b"nan,5</gml:coordinates>"), "a coordinate that is not a number"),
            (gml.replace(point, b"1e999,5</gml:coordinates>"), "a coordinate that is not a finite number"),
            (gml.replace(point, b",,,</gml:coordinates>"), "cannot be read"),
            (empty.replace(b"/>", plain), "have no geometry"),
            (gml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1), "document type declaration"),
        ):
            with self.subTest(words):
                self.assertEqual(self.refused(words, data), "poly_in")

    def test_geojson_that_cannot_be_buffered_is_told_in_a_sentence(self):
        whole = json.dumps(PLACES).encode()
        for data, words in (
            (whole[:-20], "is not valid GeoJSON"),
            (b"[1, 2]", "is neither GML nor GeoJSON"),
            (b'{"a": 1}', "is not valid GeoJSON"),
            (b'{"type":"FeatureCollection","features":[]}', "has no features"),
            (b'{"type":"Feature","properties":{},"geometry":null}', "have no geometry"),
            (b'{"type":"LineString","coordinates":[[0,0],[NaN,1]]}', "a coordinate that is not a finite number"),
            (b'{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}', "cannot be buffered"),
            (b'{"type":"Point","coordinates":["a",1]}', "is not valid GeoJSON"),
        ):
            with self.subTest(data):
                self.assertEqual(self.refused(words, data, 1, GEOJSON, GEOJSON), "poly_in")


@unittest.skipUnless(os.access("/usr/bin/grass", os.X_OK) and has_osgeo(), "needs Debian's grass-core and gdal-bin (npm start -- --with-grass)")
class GrassBuffer(Demo):
    process = "grassbuffer"

    def test_it_describes_itself_as_the_original_did(self):
        description = self.describe()
        self.assertEqual((description["id"], description["title"], description["version"]), ("grassbuffer", "GRASS v.buffer", "0.1"))
        self.assertEqual([(one["id"], one["title"]) for one in description["inputs"]], [("poly_in", "Input1"), ("buffer", "Buffer")])
        self.assertEqual((description["inputs"][1]["dataType"], description["inputs"][1]["allowedValues"]), ("float", RANGES))
        self.assertEqual([(one["id"], one["title"]) for one in description["outputs"]], [("buff_out", "Buffered")])
        self.assertEqual(description["inputs"][0]["formats"][0], {"mediaType": GML})
        self.assertEqual(description["outputs"][0]["formats"][0], {"mediaType": GML})

    def test_it_buffers_in_its_location_of_epsg_3857(self):
        path = self.result(self.gml(), 10)
        self.assertIn(b"EPSG::3857", self.read(path))
        self.assertEqual(len(os.listdir(os.path.dirname(path))), 2, "the output and results.json")
        areas = subprocess.run(
            ["ogrinfo", "-dialect", "sqlite", "-sql", "SELECT sum(st_area(geometryProperty)) AS a FROM poly_in_buffer", path], capture_output=True, text=True
        ).stdout
        area = float(areas.rpartition("=")[2])
        # Two circles of radius 10; a square of 100 m (153 m in this projection) grown by 10, with its hole of 60 m (92 m) shrunk by 10.
        self.assertAlmostEqual(area, 2 * 314 + (153**2 + 4 * 153 * 10 + 314) - 72**2, delta=300)

    def test_geojson_goes_in_and_out(self):
        got = json.loads(self.read(self.result(json.dumps(PLACES).encode(), 10, GEOJSON, GEOJSON)))
        self.assertEqual(len(got["features"]), 3)

    def test_what_cannot_be_buffered_is_told_in_a_sentence(self):
        gml = self.gml()
        self.assertEqual(self.refused("distances above 0", gml, 0), "buffer")
        self.assertEqual(self.refused("not well-formed XML", gml[:-30]), "poly_in")
        self.assertEqual(self.refused("GRASS cannot import the input poly_in", b"<a/>"), "poly_in")
        self.assertEqual(self.refused("no features with a geometry", b'{"type":"FeatureCollection","features":[]}', 10, GEOJSON), "poly_in")


if __name__ == "__main__":
    unittest.main()
