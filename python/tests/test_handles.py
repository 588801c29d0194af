"""Handles bring formats along, open files in the libraries that are there, and write what these libraries give. Docstrings describe."""

import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from typing import Annotated

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from terrarium import Context, Field, File, Format, Raster, Table, ToolError, UserError, Vector, process
from terrarium.describe import describe_declared
from terrarium.docstrings import words_of
from terrarium.signature import Signature
from terrarium.values import ValueFault, read_inputs, write_outputs

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "processes", "data")
try:
    from osgeo import gdal  # noqa: F401

    HAS_GDAL = True
except ImportError:
    HAS_GDAL = False


def declared(function):
    return process("p", version="1")(function)


def table(content, media_type="text/csv"):
    file = tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False)
    with file:
        file.write(content)
    return Table("t", file.name, Format(media_type), len(content))


class Hints(unittest.TestCase):
    def test_a_handle_brings_its_formats_unless_the_author_names_others(self):
        def function(a: Vector, b: Raster, c: Annotated[Table, Field("Rows", formats=["text/tab-separated-values"])], d: File) -> Table:
            return []

        description = describe_declared(declared(function))
        types = [[one["mediaType"] for one in part["formats"]] for part in description["inputs"] + description["outputs"]]
        self.assertEqual(types[0][:2], ["application/geo+json", "application/gml+xml"])
        self.assertEqual(types[1:4], [["image/tiff"], ["text/tab-separated-values"], ["application/octet-stream"]])
        self.assertEqual(types[4], ["text/csv", "application/json"])

    def test_a_process_gets_the_handle_that_it_declared(self):
        def function(a: Vector) -> str:
            return ""

        slots = Signature(declared(function)).inputs
        wire = {"id": "a", "kind": "complex", "file": "in/0", "format": {"mediaType": "application/geo+json"}, "byteLength": 1}
        (value,) = read_inputs(slots, {"inputs": [wire]}, "/job").values()
        self.assertIsInstance(value, Vector)
        self.assertEqual(value.path, "/job/in/0")


class Tables(unittest.TestCase):
    def test_rows_of_csv_and_json(self):
        self.assertEqual(list(table("﻿a,b\n1,x\n").rows()), [{"a": "1", "b": "x"}])
        self.assertEqual(list(table('[{"a": 1}]', "application/json").rows()), [{"a": 1}])

    def test_what_is_no_table_is_the_users_fault(self):
        for content, media_type in (('a\n"1', "text/csv"), ("{}", "application/json"), ("[1]", "application/json")):
            with self.assertRaises(UserError):
                list(table(content, media_type).rows())

    def test_rows_become_the_format_that_is_asked_for(self):
        rows = [{"a": 1, "b": "x"}, {"a": 2, "c": None}]
        self.assertEqual(self.written(rows, "text/csv"), "a,b,c\r\n1,x,\r\n2,,\r\n")
        self.assertEqual(json.loads(self.written(rows, "application/json")), rows)
        self.assertEqual(self.written("plain\n", "text/csv"), "plain\n")
        with self.assertRaises(ValueFault):
            self.written([1], "text/csv")

    def written(self, value, media_type):
        def function() -> Table:
            return []

        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(os.path.join(folder, "out"))
            job = {"outputs": [{"id": "result", "format": {"mediaType": media_type}}]}
            (result,) = write_outputs(Signature(declared(function)), value, job, folder)
            with open(os.path.join(folder, "out", result["file"]), newline="") as file:
                return file.read()


@unittest.skipUnless(HAS_GDAL, "needs python3-gdal")
class Gdal(unittest.TestCase):
    def test_vector_and_raster_open(self):
        points = Vector("v", os.path.join(DATA, "points.geojson"), Format("application/geo+json"), 1)
        layer = points.open().GetLayer(0)
        self.assertEqual(layer.GetFeatureCount(), 12)
        hills = Raster("r", os.path.join(DATA, "hills.tif"), Format("image/tiff"), 1).to_gdal()
        self.assertEqual((hills.RasterXSize, hills.RasterYSize), (48, 48))

    def test_what_is_neither_is_the_users_fault(self):
        for handle in (Vector("v", __file__, Format("a/b"), 1), Raster("v", os.path.join(DATA, "points.geojson"), Format("a/b"), 1)):
            with self.assertRaisesRegex(UserError, "^The input v is"):
                handle.open()


class Geopandas(unittest.TestCase):
    def test_a_geodataframe_is_written_in_the_format_that_is_asked_for(self):
        class Frame:
            """What is used of a GeoDataFrame; the real one is not among Debian's small packages."""

            geometry, crs = (), "EPSG:3857"

            def to_crs(self, code):
                self.crs = code
                return self

            def to_file(self, path, driver):
                with open(path, "w") as file:
                    file.write(f"{driver} {self.crs}")

        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "x")
            for media_type, text in (("application/geo+json", "GeoJSON 4326"), ("application/gml+xml; version=3.2", "GML EPSG:3857")):
                self.assertTrue(Vector.write(None, Frame(), media_type, file))
                with open(file) as written:
                    self.assertEqual(written.read(), text)
                os.remove(file)
            self.assertFalse(Vector.write(None, {"type": "FeatureCollection"}, "application/geo+json", file))


class Docstrings(unittest.TestCase):
    def test_both_ways_of_naming_parameters(self):
        words = words_of("""Widens features.

        A buffer of each,
        in their own system.

        Second paragraph.

        Args:
            layer: what is widened,
                all of it
            size (float): how much
        Returns:
            Something else: not a parameter
        """)
        self.assertEqual(words.title, "Widens features")
        self.assertEqual(words.abstract, "A buffer of each, in their own system.\n\nSecond paragraph.")
        self.assertEqual(words.parameters, {"layer": "what is widened, all of it", "size": "how much"})
        sphinx = words_of("Title\n\n:param layer: what\n:param int size: how much\n:returns: nothing")
        self.assertEqual(sphinx.parameters, {"layer": "what", "size": "how much"})
        self.assertEqual(words_of(None).title, None)

    def test_they_describe_what_the_author_has_not_named(self):
        def function(size: Annotated[float, Field("Size")], other: Annotated[int, Field(abstract="Mine")] = 1) -> float:
            """Doubles a number.

            Twice as much.

            Args:
                size: the number
                other: not used
            """
            return 2 * size

        description = describe_declared(declared(function))
        self.assertEqual((description["title"], description["abstract"]), ("Doubles a number", "Twice as much."))
        self.assertEqual([one["abstract"] for one in description["inputs"]], ["the number", "Mine"])


class Contexts(unittest.TestCase):
    def setUp(self):
        self.said = []
        self.folder = tempfile.TemporaryDirectory()
        os.makedirs(os.path.join(self.folder.name, "work"))
        self.context = Context({}, self.folder.name, [], self.said.append)

    def tearDown(self):
        self.folder.cleanup()

    def test_track_tells_how_far_a_loop_is(self):
        self.assertEqual(list(self.context.track("abcd", message="part {i} of {total}")), list("abcd"))
        self.assertEqual([one["percent"] for one in self.said], [0, 25, 50, 75])
        self.assertEqual(self.said[1]["message"], "part 2 of 4")
        self.assertEqual(list(self.context.track(iter("ab"))), ["a", "b"])

    def test_run_gives_what_a_program_prints_and_takes_words_as_they_are(self):
        with contextlib.redirect_stderr(io.StringIO()) as log:
            self.assertEqual(self.context.run("printf", "%s|", "$HOME ;", "'a'"), "$HOME ;|'a'|")
        self.assertIn("$HOME ;|'a'|", log.getvalue())

    def test_a_program_that_fails_is_told_by_its_last_line(self):
        with contextlib.redirect_stderr(io.StringIO()):
            with self.assertRaisesRegex(ToolError, "^sh ended with code 3: no such band$"):
                self.context.run("sh", "-c", "echo a; echo no such band >&2; exit 3")
            with self.assertRaisesRegex(ToolError, "^no-such-program cannot be run: No such file"):
                self.context.run("no-such-program")


if __name__ == "__main__":
    unittest.main()
