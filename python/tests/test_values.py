"""Values on their way in from job.json and out into the results."""

import datetime
import decimal
import json
import os
import pathlib
import sys
import tempfile
import unittest
from typing import Annotated, List, Optional

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from terrarium import BoundingBox, Complex, Context, Field, Format, Outputs, UserError, process
from terrarium.signature import Signature
from terrarium.values import ValueFault, read_inputs, write_outputs

PLAIN = {"mediaType": "text/plain"}
JSON = {"mediaType": "application/json"}


def signature_of(hints, outputs=None, defaults=()):
    def function():
        pass

    names = tuple(hints)
    code = function.__code__.replace(co_argcount=len(names), co_varnames=names, co_nlocals=len(names))
    function.__code__ = code
    function.__annotations__ = dict(hints)
    function.__defaults__ = defaults
    return Signature(process("p", version="1", outputs=outputs or {"out": str})(function))


class Inputs(unittest.TestCase):
    def read(self, hint, *wire, default=()):
        signature = signature_of({"x": hint}, defaults=default)
        inputs = [{"id": "x", "kind": "literal", **one} if isinstance(one, dict) else {"id": "x", "kind": "literal", "value": one} for one in wire]
        return read_inputs(signature.inputs, {"inputs": inputs}, "/job").get("x", "left out")

    def test_literals_arrive_as_the_hint_says(self):
        for hint, wire, value in (
            (str, "a", "a"),
            (bool, False, False),
            (int, 7, 7),
            (int, "9007199254740993", 9007199254740993),
            (float, 1, 1.0),
            (float, "INF", float("inf")),
            (decimal.Decimal, 0.1, decimal.Decimal("0.1")),
            (datetime.date, "2024-02-29", datetime.date(2024, 2, 29)),
            (datetime.time, "10:30:00", datetime.time(10, 30)),
            (datetime.datetime, "2024-02-29T10:30:00Z", datetime.datetime(2024, 2, 29, 10, 30, tzinfo=datetime.timezone.utc)),
        ):
            with self.subTest(hint):
                got = self.read(hint, wire)
                self.assertEqual(got, value)
                self.assertIs(type(got), type(value))

    def test_a_date_that_is_none_is_the_users_error_and_names_the_input(self):
        with self.assertRaises(UserError) as caught:
            self.read(datetime.date, "2024-02-30")
        self.assertEqual((caught.exception.input, str(caught.exception)), ("x", "The input x has a value that is no date: 2024-02-30."))

    def test_what_is_absent_is_the_default_none_or_empty(self):
        self.assertEqual(self.read(int, default=(5,)), "left out")
        self.assertIsNone(self.read(Optional[int]))
        self.assertEqual(self.read(Annotated[List[int], Field(max_occurs=3)]), [])
        self.assertEqual(self.read(Annotated[List[int], Field(max_occurs=3)], default=((1,),)), "left out")

    def test_an_id_need_not_be_a_python_name(self):
        signature = signature_of({"x": Annotated[int, Field(id="non.py-id")]})
        self.assertEqual(read_inputs(signature.inputs, {"inputs": [{"id": "non.py-id", "kind": "literal", "value": 3}]}, "/job"), {"x": 3})

    def test_a_box_has_corners(self):
        box = BoundingBox([1, 2, 3, 4, 5, 6], "EPSG:4979")
        self.assertEqual((box.lower, box.upper), ((1, 2, 3), (4, 5, 6)))


class Handles(unittest.TestCase):
    def handle(self, content):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "0")
        with open(path, "wb") as file:
            file.write(content)
        return Complex("x", path, Format("a/b"), len(content))

    def test_a_handle_gives_path_bytes_text_json_and_a_file(self):
        handle = self.handle('{"ž": 1}'.encode())
        self.assertEqual(handle.json(), {"ž": 1})
        self.assertEqual(handle.text(), '{"ž": 1}')
        self.assertEqual(handle.bytes(), pathlib.Path(handle).read_bytes())
        with handle.open() as binary, handle.open("r") as text:
            self.assertEqual(binary.read().decode(), text.read())

    def test_json_may_begin_with_a_byte_order_mark(self):
        self.assertEqual(self.handle(b"\xef\xbb\xbf[1]").json(), [1])

    def test_content_that_does_not_fit_is_the_users_error(self):
        for content, read, words in (
            (b"{", "json", "is not valid JSON"),
            (b"[" * 100_000, "json", "is not valid JSON"),
            (b"a\xff", "text", "is not UTF-8 text: byte 1 does not fit"),
        ):
            with self.subTest(words), self.assertRaises(UserError) as caught:
                getattr(self.handle(content), read)()
            self.assertIn(words, str(caught.exception))
            self.assertEqual(caught.exception.input, "x")


class Results(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        for name in ("in", "out", "work"):
            os.mkdir(self.path(name))

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def make(self, *parts, content="here"):
        with open(self.path(*parts), "w", encoding="utf-8") as file:
            file.write(content)
        return self.path(*parts)

    def content(self, result):
        with open(self.path("out", result["file"]), encoding="utf-8") as file:
            return file.read()

    def write(self, outputs, returned, *asked):
        return write_outputs(signature_of({}, outputs), returned, {"outputs": [dict(one) for one in asked]}, self.folder)

    def literal(self, hint, value):
        return self.write({"x": hint}, {"x": value}, {"id": "x"})[0]["value"]

    def test_literals_leave_as_json_can_carry_them(self):
        class Scalar:
            """Like a number of numpy."""

            def item(self):
                return 3

        for hint, value, wire in (
            (float, 2, 2),
            (float, float("-inf"), "-INF"),
            (int, 2**60, "1152921504606846976"),
            (int, Scalar(), 3),
            (bool, True, True),
            (decimal.Decimal, decimal.Decimal("0.10"), "0.10"),
            (datetime.date, datetime.date(2024, 2, 29), "2024-02-29"),
        ):
            with self.subTest(value):
                self.assertEqual(self.literal(hint, value), wire)

    def test_literals_of_another_type_name_the_output(self):
        for hint, value in ((int, True), (int, 1.5), (float, "1"), (str, 1), (bool, 1), (datetime.date, "2024-02-29")):
            with self.subTest(value), self.assertRaisesRegex(ValueFault, "output x, which is a"):
                self.literal(hint, value)

    def test_a_box_without_a_system_gets_the_first_described_one(self):
        box = Annotated[BoundingBox, Field(crs=["EPSG:3035", "EPSG:4326"])]
        self.assertEqual(self.write({"x": box}, {"x": (1, 2, 3, 4)}, {"id": "x"}), [{"id": "x", "kind": "bbox", "bbox": [1, 2, 3, 4], "crs": "EPSG:3035"}])

    def test_a_box_needs_four_or_six_finite_numbers(self):
        box = Annotated[BoundingBox, Field(crs=["EPSG:4326"])]
        for value in ((1, 2, 3), (1, 2, 3, float("nan")), "1234", 5):
            with self.subTest(value), self.assertRaisesRegex(ValueFault, "output x"):
                self.write({"x": box}, {"x": value}, {"id": "x"})

    def complex(self, value, format=PLAIN):
        return self.write({"x": Annotated[Complex, Field(formats=["text/plain"])]}, {"x": value}, {"id": "x", "format": format})[0]

    def test_text_bytes_and_json_become_files(self):
        self.assertEqual(self.content(self.complex("žluť")), "žluť")
        self.assertEqual(self.content(self.complex(b"raw")), "raw")
        self.assertEqual(json.loads(self.content(self.complex([None, 1], JSON))), [None, 1])

    def test_json_values_need_a_json_format_and_finite_numbers(self):
        with self.assertRaisesRegex(ValueFault, "give a path, str or bytes"):
            self.complex({"a": 1})
        with self.assertRaisesRegex(ValueFault, "that JSON cannot hold"):
            self.complex([float("nan")], JSON)

    def test_a_file_in_out_stays_where_it_is(self):
        self.assertEqual(self.complex(self.make("out", "mine.txt"))["file"], "mine.txt")

    def test_a_file_in_work_is_moved_and_keeps_its_ending(self):
        result = self.complex(pathlib.Path(self.make("work", "mine.txt")))
        self.assertTrue(result["file"].endswith(".txt"))
        self.assertEqual((self.content(result), os.listdir(self.path("work"))), ("here", []))

    def test_a_staged_input_is_copied_never_moved(self):
        source = self.make("in", "0")
        self.assertEqual(self.content(self.complex(Complex("x", source, Format("a/b"), 4))), "here")
        self.assertTrue(os.path.exists(source))

    def test_a_link_is_not_handed_out_but_what_it_leads_to(self):
        os.symlink(self.make("in", "0"), self.path("out", "link"))
        result = self.complex(self.path("out", "link"))
        self.assertFalse(os.path.islink(self.path("out", result["file"])))
        self.assertEqual(self.content(result), "here")

    def test_one_file_may_be_two_outputs(self):
        hint = Annotated[Complex, Field(formats=["text/plain"])]
        for folder in ("work", "out"):
            with self.subTest(folder):
                path = self.make(folder, f"{folder}.txt")
                results = self.write({"a": hint, "b": hint}, {"a": path, "b": path}, {"id": "a", "format": PLAIN}, {"id": "b", "format": PLAIN})
                self.assertEqual([self.content(one) for one in results], ["here", "here"])
                self.assertNotEqual(results[0]["file"], results[1]["file"])

    def test_a_path_elsewhere_given_as_text_is_content(self):
        self.assertEqual(self.content(self.complex("/etc/hostname")), "/etc/hostname")

    def test_outputs_may_be_given_by_id_or_by_attribute(self):
        class Named(Outputs):
            count: Annotated[int, Field(id="the-count")]

        def function() -> Named:
            return Named()

        signature = Signature(process("p", version="1")(function))
        for returned in (Named(count=3), {"the-count": 3}):
            self.assertEqual(write_outputs(signature, returned, {"outputs": [{"id": "the-count"}]}, self.folder)[0]["value"], 3)

    def test_something_that_is_no_outputs_is_told(self):
        with self.assertRaisesRegex(ValueFault, "returned int, not its outputs"):
            self.write({"x": int}, 3, {"id": "x"})


class Contexts(unittest.TestCase):
    def context(self, *asked, inputs=()):
        said = []
        signature = signature_of({}, {"f": Annotated[Complex, Field(formats=["a/b", "c/d"])], "n": Annotated[float, Field(uoms=["m", "km"])]})
        job = {"jobId": "j", "processId": "p", "language": "cs", "limits": {"wallMs": 5}, "outputs": list(asked), "inputs": list(inputs)}
        return Context(job, "/job", signature.outputs, said.append), said

    def test_it_knows_the_job(self):
        context, _ = self.context()
        self.assertEqual((context.job_id, context.language, context.limits, context.workdir), ("j", "cs", {"wallMs": 5}, "/job/work"))
        self.assertEqual(context.out("a.gml"), "/job/out/a.gml")

    def test_output_names_are_flat_and_not_the_runners_own(self):
        context, _ = self.context()
        for name in ("", "..", "a/b", "results.json", "error.json"):
            with self.subTest(name), self.assertRaises(ValueError):
                context.out(name)

    def test_the_asked_format_and_unit_or_the_defaults(self):
        context, _ = self.context({"id": "f", "format": {"mediaType": "c/d", "encoding": "base64"}})
        self.assertEqual((context.output("f").format, context.output("f").requested), (Format("c/d", "base64"), True))
        self.assertEqual((context.output("n").uom, context.output("n").requested), ("m", False))

    def test_units_of_inputs(self):
        context, _ = self.context(inputs=[{"id": "x", "kind": "literal", "value": 1}, {"id": "x", "kind": "literal", "value": 1, "uom": "km"}])
        self.assertEqual((context.uom("x"), context.uom("x", 1)), (None, "km"))

    def test_progress_is_bounded_and_not_repeated(self):
        context, said = self.context()
        for percent in (-5, 40, 40, 1000, float("nan")):
            context.progress(percent)
        self.assertEqual([one.get("percent") for one in said], [0, 40, 100, None])


if __name__ == "__main__":
    unittest.main()
