"""Descriptions equal the contract's JSON, and wrong declarations are told in a sentence that names the place."""

import datetime
import decimal
import os
import sys
import tempfile
import unittest
from typing import Annotated, List, Literal, Optional

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from terrarium import BoundingBox, Complex, Context, DeclarationError, Field, Format, Metadata, Outputs, Range, UserError, process
from terrarium.describe import describe, describe_declared
from terrarium.runner import load


class Answer(Outputs):
    answer: Annotated[str, Field("The answer", uoms=["unity"])]


def declared(function, **facts):
    return process("p", version="1", **facts)(function)


def input_of(hint, *default):
    """The description of an input of that hint."""

    def function(x):
        pass

    function.__annotations__ = {"x": hint, "return": Answer}
    function.__defaults__ = default
    return describe_declared(declared(function))["inputs"][0]


class Descriptions(unittest.TestCase):
    def test_a_full_description_keeps_order_and_every_fact(self):
        @process(
            "full",
            version="1.2",
            title="Full",
            abstract="All of it",
            keywords=["b", "a"],
            metadata=[Metadata("Docs", href="http://example.org", role="r"), "Plain"],
            translations={"cs": {"title": "Obalová zóna", "keywords": ["geometrie"]}, "fr-CA": {"abstract": "Tampon"}},
            store=False,
            status=False,
            profiles=["urn:p"],
            limits={"wallMs": 1000, "cpus": 0.5},
        )
        def full(
            z: Annotated[
                Complex,
                Field("Z", abstract="Last first", formats=[Format("a/b", encoding="base64", schema="http://s"), "c/d"], maximum_megabytes=5),
            ],
            a: Annotated[BoundingBox, Field(crs=["EPSG:4326"], keywords=["box"])],
            context: Context,
        ) -> Answer:
            return Answer()

        self.assertEqual(
            describe_declared(full),
            {
                "id": "full",
                "title": "Full",
                "abstract": "All of it",
                "keywords": ["b", "a"],
                "metadata": [{"title": "Docs", "href": "http://example.org", "role": "r"}, {"title": "Plain"}],
                "translations": {"cs": {"title": "Obalová zóna", "keywords": ["geometrie"]}, "fr-CA": {"abstract": "Tampon"}},
                "version": "1.2",
                "inputs": [
                    {
                        "id": "z",
                        "title": "Z",
                        "abstract": "Last first",
                        "kind": "complex",
                        "formats": [{"mediaType": "a/b", "encoding": "base64", "schema": "http://s"}, {"mediaType": "c/d"}],
                        "maximumMegabytes": 5,
                        "minOccurs": 1,
                        "maxOccurs": 1,
                    },
                    {"id": "a", "title": "a", "keywords": ["box"], "kind": "bbox", "crs": ["EPSG:4326"], "minOccurs": 1, "maxOccurs": 1},
                ],
                "outputs": [{"id": "answer", "title": "The answer", "kind": "literal", "dataType": "string", "uoms": ["unity"]}],
                "storeSupported": False,
                "statusSupported": False,
                "profiles": ["urn:p"],
                "limits": {"wallMs": 1000, "cpus": 0.5},
            },
        )

    def test_every_hint_has_its_xml_schema_type(self):
        hints = {
            str: "string",
            bool: "boolean",
            int: "integer",
            float: "float",
            decimal.Decimal: "decimal",
            datetime.date: "date",
            datetime.time: "time",
            datetime.datetime: "dateTime",
            Annotated[float, Field(type="double")]: "double",
            Annotated[int, Field(type="positiveInteger")]: "positiveInteger",
            Annotated[str, Field(type="anyURI")]: "anyURI",
        }
        self.assertEqual({hint: input_of(hint)["dataType"] for hint in hints}, hints)

    def test_allowed_values_and_ranges_are_kept_as_written(self):
        allowed = [0, 1, Range(10, 100, spacing=10), Range(minimum=5, closure="open")]
        self.assertEqual(
            input_of(Annotated[float, Field(allowed=allowed)])["allowedValues"],
            [0, 1, {"minimum": 10, "maximum": 100, "spacing": 10}, {"minimum": 5, "closure": "open"}],
        )

    def test_a_literal_hint_gives_the_allowed_values(self):
        described = input_of(Literal["round", "flat"], "flat")
        self.assertEqual((described["dataType"], described["allowedValues"], described["default"]), ("string", ["round", "flat"], "flat"))

    def test_a_default_or_an_optional_hint_makes_an_input_optional(self):
        self.assertEqual(input_of(int, 7)["minOccurs"], 0)
        self.assertEqual(input_of(int, 7)["default"], 7)
        self.assertEqual(input_of(Optional[int])["minOccurs"], 0)
        self.assertNotIn("default", input_of(Optional[int], None))
        self.assertEqual(input_of(Annotated[Optional[Complex], Field(formats=["a/b"])])["minOccurs"], 0)

    def test_a_list_takes_several_values(self):
        self.assertEqual(input_of(Annotated[List[int], Field(max_occurs=4)])["maxOccurs"], 4)
        self.assertEqual(input_of(List[Annotated[int, Field(max_occurs=4)]])["maxOccurs"], 4)
        self.assertEqual(input_of(Annotated[List[int], Field(max_occurs=4)], ())["minOccurs"], 0)

    def test_hints_left_as_text_by_a_future_import_are_read(self):
        self.assertEqual(input_of("Annotated[int, Field('Whole')]")["title"], "Whole")

    def test_one_output_may_be_returned_itself(self):
        def function() -> Annotated[int, Field(id="count", title="Count")]:
            return 1

        self.assertEqual(
            describe_declared(declared(function))["outputs"], [{"id": "count", "title": "Count", "kind": "literal", "dataType": "integer"}]
        )

    def test_outputs_of_a_base_class_come_first(self):
        class More(Answer):
            more: int

        def function() -> More:
            return More()

        self.assertEqual([one["id"] for one in describe_declared(declared(function))["outputs"]], ["answer", "more"])

    def test_a_declared_function_can_still_be_called(self):
        self.assertEqual(process("p", version="1")(lambda x: x + 1)(1), 2)


class WrongDeclarations(unittest.TestCase):
    def wrong(self, words, hint, *default):
        with self.assertRaises(DeclarationError) as caught:
            input_of(hint, *default)
        self.assertIn(words, str(caught.exception))
        self.assertTrue(str(caught.exception).endswith("."))

    def test_literals(self):
        self.wrong("input x, has the allowed value 'a', which is no integer", Annotated[int, Field(allowed=["a"])])
        self.wrong("has the allowed value True, which is no integer", Annotated[int, Field(allowed=[True])])
        self.wrong("has the default 3, which is not an allowed value", Annotated[int, Field(allowed=[1, Range(4, 8)])], 3)
        self.wrong("has the default 15, which is not an allowed value", Annotated[int, Field(allowed=[Range(10, 100, spacing=10)])], 15)
        self.wrong("has the default 10, which is not an allowed value", Annotated[int, Field(allowed=[Range(10, 20, closure="open")])], 10)
        self.wrong("minimum 9 is above its maximum 1", Annotated[int, Field(allowed=[Range(9, 1)])])
        self.wrong("neither minimum nor maximum", Annotated[int, Field(allowed=[Range()])])
        self.wrong("spacing of 0", Annotated[int, Field(allowed=[Range(1, 2, spacing=0)])])
        self.wrong("closure 'shut'", Annotated[int, Field(allowed=[Range(1, 2, closure="shut")])])
        self.wrong("empty list of allowed values", Annotated[int, Field(allowed=[])])
        self.wrong("so its type cannot be 'double'", Annotated[int, Field(type="double")])
        self.wrong("has the allowed value 0, which is no positiveInteger", Annotated[int, Field(type="positiveInteger", allowed=[0])])
        self.wrong("has the allowed value nan", Annotated[float, Field(allowed=[float("nan")])])
        self.wrong("so it has no formats", Annotated[int, Field(formats=["a/b"])])

    def test_complex_and_boxes(self):
        self.wrong("needs its formats", Complex)
        self.wrong("which is no media type", Annotated[Complex, Field(formats=["gml"])])
        self.wrong("formats must be a list", Annotated[Complex, Field(formats="a/b")])
        self.wrong("maximum_megabytes 0", Annotated[Complex, Field(formats=["a/b"], maximum_megabytes=0)])
        self.wrong("needs its coordinate reference systems", BoundingBox)
        self.wrong("cannot have a default other than None", Annotated[BoundingBox, Field(crs=["EPSG:4326"])], (1, 2, 3, 4))

    def test_occurrences(self):
        self.wrong("say how many values", List[int])
        self.wrong("so its hint must be a list", Annotated[int, Field(max_occurs=2)])
        self.wrong("needs a default or an Optional hint", Annotated[int, Field(min_occurs=0)])
        self.wrong("impossible occurrences: 3 to 2", Annotated[List[int], Field(min_occurs=3, max_occurs=2)])
        self.wrong("min_occurs must be 0", Annotated[int, Field(min_occurs=1)], 5)

    def test_hints_and_ids(self):
        self.wrong("has the type dict", dict)
        self.wrong("cannot be read", "NoSuchName")
        self.wrong("has the id 'a b'", Annotated[int, Field(id="a b")])
        self.wrong("title must be a text", Annotated[int, Field(title=" ")])

    def test_functions(self):
        def bare(x) -> Answer:
            pass

        def starred(*x: int) -> Answer:
            pass

        def silent():
            pass

        def twice(a: int, b: Annotated[int, Field(id="a")]) -> Answer:
            pass

        def many(x: int) -> List[int]:
            pass

        cases = {
            bare: "parameter x of bare has no type hint",
            starred: "takes *args or **kwargs",
            silent: "has no return hint",
            twice: "has the id a twice among its inputs",
            many: "must be one value",
        }
        for function, words in cases.items():
            with self.subTest(words), self.assertRaisesRegex(DeclarationError, words.replace("*", r"\*")):
                describe_declared(declared(function))

    def test_process_facts(self):
        def function() -> Answer:
            pass

        for facts, words in (
            ({"limits": {"wall": 1}}, "limit 'wall', which is none of wallMs"),
            ({"limits": {"wallMs": 0}}, "must be a whole number above 0"),
            ({"keywords": [""]}, "keywords must be a text"),
            ({"metadata": [3]}, "metadata must hold Metadata"),
            ({"translations": {"c s": {"title": "x"}}}, "no language tag"),
            ({"translations": {"cs": {"titel": "x"}}}, "no dict of title, abstract and keywords"),
            ({"translations": {"cs": {"title": ""}}}, "the title of a translation must be a text"),
        ):
            with self.subTest(words), self.assertRaisesRegex(DeclarationError, words):
                describe_declared(declared(function, **facts))


class Files(unittest.TestCase):
    def described(self, source):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "one.process.py")
            with open(file, "w", encoding="utf-8") as out:
                out.write(source)
            path = list(sys.path)
            try:
                return describe(load, file)
            finally:
                sys.path[:] = path

    def test_a_file_without_a_process_is_told(self):
        with self.assertRaisesRegex(DeclarationError, "one.process.py declares no processes"):
            self.described("x = 1")

    def test_a_file_with_two_processes_is_told(self):
        one = "@process('{0}', version='1')\ndef {0}() -> str: ...\n"
        with self.assertRaisesRegex(DeclarationError, "declares 2 processes"):
            self.described("from terrarium import process\n" + one.format("a") + one.format("b"))

    def test_a_missing_module_is_told_by_name(self):
        with self.assertRaisesRegex(UserError, "module no_such_module_here is not installed"):
            self.described("import no_such_module_here")

    def test_a_missing_program_is_told_with_what_to_install(self):
        source = "from terrarium import process\n@process('a', version='1', requires={'/no/such/program': 'The Thing'})\ndef a() -> str: ..."
        with self.assertRaisesRegex(UserError, "The Thing is not installed: /no/such/program is missing"):
            self.described(source)

    def test_a_program_that_is_there_satisfies(self):
        source = f"from terrarium import process\n@process('a', version='1', requires={{{sys.executable!r}: 'Python'}})\ndef a() -> str: ..."
        self.assertEqual(self.described(source)["id"], "a")


if __name__ == "__main__":
    unittest.main()
