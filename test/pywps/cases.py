"""What both servers are asked. Each case: a claim, the process, how it is asked, and how the answers compare.

`same`: equal outputs (or both refuse). `differs`: a sentence of docs/pywps-differences.md; then the answers must differ, or the list is wrong.
"""

from wire import box, inline, literal, reference

GML = """<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><f xmlns="http://example.org/f"><gml:Point srsName="EPSG:3857">\
<gml:coordinates>10,20</gml:coordinates></gml:Point></f></gml:featureMember></gml:FeatureCollection>"""
GEOJSON = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}'
TYPES = {
    "string": "a b",
    "integer": "7",
    "positiveInteger": "8",
    "nonNegativeInteger": "0",
    "float": "2.5",
    "boolean": "true",
    "anyURI": "http://example.org/a?b=c",
    "date": "2024-02-29",
    "time": "13:20:00",
    "dateTime": "2024-02-29T13:20:00",
    "scale": "0.5",
    "angle": "370",
}


def case(claim, process, inputs=(), outputs=(), language=None, differs=None, only=None):
    """`only`: the outputs that are compared."""
    return {"claim": claim, "process": process, "inputs": inputs, "outputs": outputs, "language": language, "differs": differs, "only": only}


def demo(sample):
    """`sample` gives the address of a sample file."""
    railroads, points, polygons = sample("railroads.gml"), sample("points-gml2.gml"), sample("polygons-gml2.gml")
    return [
        case("say_hello greets", "say_hello", [literal("name", "Wörld <&>")]),
        case("ultimate_question answers", "ultimate_question"),
        case("sleep sleeps", "sleep", [literal("delay", "0.05")]),
        case("feature_count counts what was referred to", "feature_count", [reference("layer", railroads, "application/gml+xml")]),
        case("feature_count counts what came with the request", "feature_count", [inline("layer", GML, "application/gml+xml")]),
        case("centroids finds centroids", "centroids", [reference("layer", polygons)]),
        case("centroids answers by reference", "centroids", [reference("layer", polygons)], [("out", {"asReference": "true"})]),
        case("area lists areas", "area", [reference("layer", polygons)]),
        case("buffer buffers", "buffer", [reference("poly_in", points, "application/gml+xml"), literal("buffer", "10")]),
        case("buffer refuses a size between the steps", "buffer", [reference("poly_in", points), literal("buffer", "11")]),
        case("buffer refuses data that is no GML", "buffer", [inline("poly_in", "no GML", "application/gml+xml"), literal("buffer", "1")]),
        case(
            "boundingbox gives back a box of a registry name",
            "boundingbox",
            [box("bboxin", "46 102", "47 103", "urn:ogc:def:crs:EPSG::4326")],
        ),
        case(
            "boundingbox leaves the numbers of a short name in their order",
            "boundingbox",
            [box("bboxin", "102 46", "103 47", "EPSG:4326")],
            differs="turns the numbers of a box in EPSG:4326",
        ),
        case("testjson gives JSON", "testjson", [literal("name", "x")]),
        case(
            "grassbuffer buffers with GRASS",
            "grassbuffer",
            [reference("poly_in", points), literal("buffer", "10")],
            differs="begins a GRASS session before its location exists",
        ),
    ]


def atlas(sample):
    points = sample("points-gml2.gml")
    boolean_wrong = "writes booleans, dates and addresses as Python does"
    return [
        case("every literal type reaches a handler as the same Python type", "all_types", [literal(*each) for each in TYPES.items()], only=["types"]),
        case(
            "plain literal types come back",
            "all_types",
            [literal(*each) for each in TYPES.items()],
            only=[f"{name}_out" for name in ("string", "integer", "positiveInteger", "nonNegativeInteger", "float", "boolean", "date", "time")],
        ),
        case("scales and angles come back as numbers", "all_types", [literal(*each) for each in TYPES.items()], only=["scale_out", "angle_out"], differs="announces scale and angle"),
        case("addresses and times come back as XML Schema writes them", "all_types", [literal(*each) for each in TYPES.items()], only=["anyURI_out", "dateTime_out"], differs=boolean_wrong),
        case("allowed values are taken", "choices", [literal("colour", "red"), literal("number", "14"), literal("any", "?"), literal("code", "x")]),
        case("a number in the steps of a range is taken", "choices", [literal("colour", "green"), literal("number", "150")]),
        case("a value that is not allowed is refused", "choices", [literal("colour", "blue")]),
        case("a number between the steps of a range is refused", "choices", [literal("colour", "red"), literal("number", "160")]),
        case("an open range is without its ends", "choices", [literal("colour", "red"), literal("open", "1")]),
        case("a range is half open at its beginning", "choices", [literal("colour", "red"), literal("half", "1")]),
        case("a range is closed at its end", "choices", [literal("colour", "red"), literal("half", "5"), literal("other", "1")]),
        case("a range is half open at its end", "choices", [literal("colour", "red"), literal("other", "5")]),
        case("defaults fill in what is left out", "defaults"),
        case("what is given goes before defaults", "defaults", [literal("text", "x"), literal("count", "9"), literal("flag", "true"), literal("absent", "here")]),
        case("several values are a list", "many", [literal("number", n) for n in (1, 2, 6)]),
        case("too few values are refused", "many", [literal("number", 1)]),
        case("too many values are refused", "many", [literal("number", n) for n in range(5)], differs="drops the first of too many values"),
        case("no value of many is an empty list", "unbounded"),
        case("many values keep their order", "unbounded", [literal("word", f"w{n}") for n in range(30)]),
        case("a value keeps its unit", "units", [literal("length", "2", "feet")], only=["length"]),
        case("inline data is data", "complex_facts", [inline("data", "some text\nin lines", "text/plain")]),
        case("inline markup is text", "complex_facts", [inline("data", GML, "application/gml+xml")]),
        case("inline bytes in base64 are bytes", "complex_facts", [inline("data", b"PK\x05\x06" + b"\x00" * 18, "application/zip")]),
        case("a reference is a file by its name", "complex_facts", [reference("data", points, "application/gml+xml")]),
        case("several files are several inputs", "from_many", [inline("part", text, "text/plain") for text in ("one", "two", "three")]),
        case("an input of the default format needs no media type", "from_many", [inline("part", "alone")]),
        case("absent files are absent, and defaults are data", "optional_file"),
        case("given files go before defaults", "optional_file", [inline("data", "a", "text/plain"), inline("preset", "b", "text/plain")]),
        case("valid data passes the strict mode", "strict_inputs", [inline("gml", GML, "application/gml+xml"), inline("geojson", GEOJSON, "application/geo+json")]),
        case("wrong JSON does not pass the strict mode", "strict_inputs", [inline("json", "{no json", "application/json")]),
        case("wrong GeoJSON does not pass the strict mode", "strict_inputs", [inline("geojson", '{"type": "nothing"}', "application/geo+json")]),
        case("outputs are given as text, bytes, files and streams", "outputs_by_all_means"),
        case("an output is given as the address of a file", "by_address", differs="cannot read the address of a file"),
        case("outputs are asked for one by one, by reference", "outputs_by_all_means", (), [("file", {"asReference": "false"}), "text"], only=["file", "text"]),
        case("JSON that is text is JSON", "json_output", only=["features"]),
        case("JSON that is an object is JSON", "json_output", only=["object"], differs="writes objects as Python does"),
        case("an output that is declared as a reference is one", "by_reference"),
        case("a client may have the data instead", "by_reference", outputs=[("large", {"asReference": "false"}), "size"]),
        case("cwd is private", "working_folder", [literal("word", "own"), literal("seconds", "0")], only=["word"]),
        case("a box is x, y, and its system a URN", "box_facts", [box("box", "46 102", "47 103", "urn:ogc:def:crs:EPSG::4326")]),
        case("a box in a system of easting and northing keeps its order", "box_facts", [box("box", "100 200", "300 400", "EPSG:3857")], only=["facts"]),
        case("status is told and the run goes on", "progressing"),
        case("a process says itself what is wrong", "failing", [literal("way", "process error")]),
        case("a message of an error is cleaned as by PyWPS", "failing", [literal("way", "bad words")]),
        case("an unexpected error is told with its kind", "failing", [literal("way", "key error")], differs="tells only that something failed"),
        case("an exception of PyWPS is told with its sentence", "failing", [literal("way", "invalid parameter")], differs="tells only that something failed"),
        case("a process reads its own section of the configuration", "configured", only=["archive", "share"]),
        case("a request knows itself", "request_facts", only=["facts"]),
        case("a request knows its language", "request_facts", language="fr-CA", only=["facts"]),
        case("a process greets in the language of the request", "translated", language="fr-CA"),
        case("bytes come in base64 where no format says so", "bytes_of", [inline("data", b"CDF\x01\xff\x00", "application/x-netcdf"), literal("note", "n")]),
        case("an empty default is a default, and the case of a media type is its author's", "bytes_of", [inline("data", "<a/>", "application/ncML+xml")]),
        case("a process without outputs has one that says it is finished", "silent", differs="A process without outputs is described without any"),
        case("a process without outputs fails as any other", "silent", [literal("fail", "true")]),
        case("a process without a class runs", "non.py-id", [literal("in", "up")]),
    ]
