"""Checks of synchronous executions: every kind of data, in and out, and what is refused."""

import base64
import json
from xml.etree import ElementTree

from claims import GML, POINT, SQUARE, WPS, check, downloaded, holds, inline, is_circle, reference, same
from owslib.wps import SYNC, BoundingBoxDataInput, WPSExecuteReader


@check("a literal goes in and out")
def execute_literal(client):
    same(client.one("say_hello", [("name", "Žluťoučký <kůň> & co")], "response"), "Hello Žluťoučký <kůň> & co")


@check("a process without inputs answers")
def execute_without_inputs(client):
    same(client.one("ultimate_question", [], "answer"), "42")


@check("without a response form all outputs are answered")
def execute_without_form(client):
    execution = client.wps.execute("say_hello", [("name", "Ada")])
    same((execution.status, [one.data for one in execution.processOutputs]), ("ProcessSucceeded", [["Hello Ada"]]))


@check("the answer names the process, its version and the time")
def execute_document(client):
    execution = client.run("say_hello", [("name", "Ada")], [("response", False)])
    same((execution.process.identifier, execution.process.processVersion), ("say_hello", "1.3.3.7"))
    holds(execution.creationTime and execution.serviceInstance.startswith(client.base), f"{execution.creationTime} {execution.serviceInstance}")


@check("GML goes in as text of the request")
def execute_inline_gml(client):
    same(client.one("feature_count", [("layer", inline(POINT))], "count"), "1")


@check("GML with its XML declaration goes in as text of the request")
def execute_inline_declaration(client):
    same(client.one("feature_count", [("layer", inline('<?xml version="1.0" encoding="UTF-8"?>\n' + POINT))], "count"), "1")


@check("data without a named format are taken as the default format")
def execute_inline_default_format(client):
    same(client.one("feature_count", [("layer", inline(POINT, mime_type=None))], "count"), "1")


@check("GeoJSON goes in as text of the request")
def execute_inline_geojson(client):
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    text = json.dumps({"type": "FeatureCollection", "features": [point] * 3})
    same(client.one("feature_count", [("layer", inline(text, "application/geo+json"))], "count"), "3")


@check("data go in by reference to the service's own sample data")
def execute_reference(client):
    same(client.one("feature_count", [("layer", reference(client.sample("railroads.gml")))], "count"), "832")


@check("areas of inline polygons come out")
def execute_area(client):
    same(client.one("area", [("layer", inline(SQUARE))], "area"), "[100.0]")


@check("JSON comes out within the document")
def execute_json_output(client):
    answer = json.loads(client.one("centroids", [("layer", inline(SQUARE))], "out"))
    same((answer["type"], answer["features"][0]["geometry"]["coordinates"]), ("FeatureCollection", [5, 5]))


@check("fixed JSON comes out word by word")
def execute_testjson(client):
    same(json.loads(client.one("testjson", [("name", "x")], "out")), ["foo", {"bar": ["baz", None, 1.0, 2]}])


@check("GML comes out within the document, and is the right buffer")
def execute_gml_output(client):
    is_circle(client.one("buffer", [("poly_in", inline(POINT)), ("buffer", "10")], "buff_out"), (100, 200), 10)


@check("a buffer of referenced data is the right one")
def execute_gml_by_reference(client):
    gml = client.one("buffer", [("poly_in", reference(client.sample("point.gml"))), ("buffer", "1")], "buff_out")
    is_circle(gml, (1604250, 6462100), 1)


@check("an output comes in the format that is asked for")
def execute_output_format(client):
    inputs = [("poly_in", inline(POINT)), ("buffer", "10")]
    execution = client.run("buffer", inputs, [("buff_out", False, "application/geo+json")])
    (out,) = execution.processOutputs
    same((out.mimeType, json.loads(out.data[0])["type"]), ("application/geo+json", "FeatureCollection"))
    gml2 = client.one("buffer", inputs, "buff_out", "text/xml; subtype=gml/2.1.2")
    holds(b"outerBoundaryIs" in gml2, "not GML 2")


@check("a bounding box is projected")
def execute_bbox(client):
    execution = client.run("boundingbox", [("bboxin", BoundingBoxDataInput([3200000, 4500000, 3300000, 4600000], "epsg:3035"))], [("bboxout", False)])
    (box,) = execution.processOutputs[0].data
    corners = [float(one) for one in (box.minx, box.miny, box.maxx, box.maxy)]
    holds(corners[0] < corners[2] and corners[1] < corners[3], f"{corners}")
    holds(any("4326" in str(one) for one in (box.crs.code if box.crs else "",)), f"{box.crs}")


@check("a bounding box in the target system comes back as it is")
def execute_bbox_same(client):
    execution = client.run("boundingbox", [("bboxin", BoundingBoxDataInput([12.5, 48, 19, 51.25], "epsg:4326"))], [("bboxout", False)])
    (box,) = execution.processOutputs[0].data
    # OWSLib takes epsg:4326 as latitude first when it reads, not when it writes: the numbers are the same ones, in the same order.
    same([float(one) for one in (box.miny, box.minx, box.maxy, box.maxx)], [12.5, 48, 19, 51.25])


@check("lineage gives the literal inputs back")
def execute_lineage_literal(client):
    execution = client.run("say_hello", [("name", "Ada")], [("response", False)], lineage=True)
    same([(one.identifier, one.data) for one in execution.dataInputs], [("name", ["Ada"])])


@check("lineage gives references and boxes back")
def execute_lineage_reference(client):
    href = client.sample("point.gml")
    execution = client.run("buffer", [("poly_in", reference(href)), ("buffer", "1")], [("buff_out", False)], lineage=True)
    same([(one.identifier, one.reference, one.data) for one in execution.dataInputs], [("poly_in", href, []), ("buffer", None, ["1"])])


@check("without lineage the inputs are not given back")
def execute_without_lineage(client):
    same(client.run("say_hello", [("name", "Ada")], [("response", False)]).dataInputs, [])


@check("a raw output is the bare GML with its media type")
def execute_raw_complex(client):
    headers, content = client.raw("buffer", [("poly_in", inline(POINT)), ("buffer", "10")], "buff_out")
    holds(headers["Content-Type"].startswith(GML), headers["Content-Type"])
    is_circle(content, (100, 200), 10)


@check("a raw output comes in the format that is asked for")
def execute_raw_format(client):
    headers, content = client.raw("buffer", [("poly_in", inline(POINT)), ("buffer", "10")], "buff_out", "application/geo+json")
    holds(headers["Content-Type"].startswith("application/geo+json"), headers["Content-Type"])
    same(json.loads(content)["type"], "FeatureCollection")


@check("a raw literal is its bare text")
def execute_raw_literal(client):
    headers, content = client.raw("say_hello", [("name", "Ada")], "response")
    holds(headers["Content-Type"].startswith("text/plain"), headers["Content-Type"])
    same(content, b"Hello Ada")


@check("an output within the document can be downloaded by OWSLib")
def execute_download_inline(client):
    same(downloaded(client.run("say_hello", [("name", "Ada")], [("response", False)])), b"Hello Ada")


@check("Execute works by GET")
def execute_kvp(client):
    query = {"service": "WPS", "version": "1.0.0", "request": "Execute", "identifier": "say_hello", "DataInputs": "name=Ada Lovelace"}
    document = WPSExecuteReader(timeout=60).readFromUrl(client.url, query)
    same(document.findtext(f".//{WPS}LiteralData"), "Hello Ada Lovelace")


@check("Execute by GET takes a reference")
def execute_kvp_reference(client):
    inputs = f"poly_in=@xlink:href={client.sample('point.gml').replace(':', '%3A').replace('/', '%2F')};buffer=1"
    query = {"service": "WPS", "version": "1.0.0", "request": "Execute", "identifier": "buffer", "DataInputs": inputs}
    document = WPSExecuteReader(timeout=60).readFromUrl(client.url, query)
    (gml,) = document.find(f".//{WPS}ComplexData")
    from lxml import etree

    is_circle(etree.tostring(gml), (1604250, 6462100), 1)


@check("base64 data are decoded where the format names that encoding, or refused in words")
def execute_base64(client):
    text = base64.b64encode(POINT.encode()).decode()
    call = lambda: client.one("feature_count", [("layer", inline(text, encoding="base64"))], "count")  # noqa: E731
    try:
        same(call(), "1")
    except Exception:
        ((code, locator, _),) = client.refused(call)
        same((code, locator), ("InvalidParameterValue", "layer"))


def refused(client, process, inputs, output="response"):
    return client.refused(lambda: client.wps.execute(process, inputs, output=[(output, False)], mode=SYNC))


@check("an unknown process is refused")
def refuse_process(client):
    ((code, locator, _),) = refused(client, "no_such_process", [("name", "Ada")])
    same((code, locator.lower()), ("InvalidParameterValue", "identifier"))


@check("a missing input is refused and named")
def refuse_missing_input(client):
    ((code, locator, _),) = refused(client, "say_hello", [])
    same((code, locator), ("MissingParameterValue", "name"))


@check("an unknown input is refused and named")
def refuse_unknown_input(client):
    ((code, locator, _),) = refused(client, "say_hello", [("name", "Ada"), ("colour", "red")])
    same((code, locator), ("InvalidParameterValue", "colour"))


@check("a value that is not allowed is refused and its input named")
def refuse_value(client):
    for value in ("5", "15", "1001", "-1", "NaN", "ten", ""):
        ((code, locator, text),) = refused(client, "buffer", [("poly_in", inline(POINT)), ("buffer", value)], "buff_out")
        same((code, locator), ("InvalidParameterValue", "buffer"))
        holds(text, "no words")


@check("all that is wrong is told at once")
def refuse_all_together(client):
    faults = refused(client, "buffer", [("buffer", "5"), ("colour", "red")], "buff_out")
    same(sorted(locator for _, locator, _ in faults), ["buffer", "colour", "poly_in"])


@check("an unknown output is refused and named")
def refuse_output(client):
    ((code, locator, _),) = refused(client, "say_hello", [("name", "Ada")], "answer")
    same((code, locator), ("InvalidParameterValue", "answer"))


@check("a format that is not supported is refused and its input named")
def refuse_format(client):
    ((code, locator, _),) = refused(client, "feature_count", [("layer", inline("x", "image/png"))], "count")
    same((code, locator), ("InvalidParameterValue", "layer"))


@check("a reference to another port of this machine is refused and its input named")
def refuse_private_reference(client):
    execution = client.wps.execute("feature_count", [("layer", reference("http://127.0.0.1:1/point.gml"))], output=[("count", False)], mode=SYNC)
    (error,) = execution.errors
    same((error.code, error.locator), ("InvalidParameterValue", "layer"))
    holds("loopback addresses are refused" in error.text, error.text)


@check("a reference to a local file is refused")
def refuse_file_reference(client):
    from lxml import etree
    from owslib.wps import WPSExecution

    request = WPSExecution().buildRequest("feature_count", [("layer", reference("http://x/"))], output=[("count", False)], mode=SYNC)
    request.find(f".//{WPS}Reference").set("{http://www.w3.org/1999/xlink}href", "file:///etc/passwd")
    ((code, locator, _),) = client.refused(lambda: client.wps.execute("feature_count", [], request=etree.tostring(request)))
    same((code, locator), ("InvalidParameterValue", "layer"))


@check("a request that is no XML is refused")
def refuse_no_xml(client):
    faults = client.refused(lambda: client.wps.execute("say_hello", [], request=b"<wps:Execute"))
    holds(len(faults) == 1 and faults[0][2], f"{faults}")


@check("the document is well-formed whatever text a literal holds")
def execute_odd_text(client):
    for text in ("]]>", "<a/>", "\"'&amp;", "a\u2028b", "𝔘𝔫𝔦", "x" * 100_000):
        execution = client.run("say_hello", [("name", text)], [("response", False)])
        same(execution.processOutputs[0].data, [f"Hello {text}"])
        ElementTree.fromstring(ElementTree.tostring(ElementTree.Element("ok")))
