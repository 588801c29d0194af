"""What the checks share: the decorator that makes a function a check, and a client of the server under test."""

import os
import tempfile
from xml.etree import ElementTree

from owslib.util import ServiceException, openURL
from owslib.wps import ASYNC, SYNC, ComplexDataInput, WebProcessingService, monitorExecution

WPS = "{http://www.opengis.net/wps/1.0.0}"
OWS = "{http://www.opengis.net/ows/1.1}"
GML = "application/gml+xml"

POINT = (
    '<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml"><gml:featureMember>'
    '<ogr:place fid="place.1"><ogr:geometryProperty><gml:Point srsName="EPSG:3857"><gml:coordinates>100,200</gml:coordinates></gml:Point>'
    "</ogr:geometryProperty><ogr:name>Here &amp; now</ogr:name></ogr:place></gml:featureMember></ogr:FeatureCollection>"
)
SQUARE = (
    '<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml"><gml:featureMember>'
    '<ogr:place fid="place.1"><ogr:geometryProperty><gml:Polygon srsName="EPSG:3857"><gml:outerBoundaryIs><gml:LinearRing>'
    "<gml:coordinates>0,0 10,0 10,10 0,10 0,0</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>"
    "</ogr:geometryProperty></ogr:place></gml:featureMember></ogr:FeatureCollection>"
)


class Check:
    def __init__(self, function, claim, needs):
        self.function = function
        self.name = function.__name__
        self.claim = claim
        self.needs = needs


def check(claim, needs=None):
    """Makes a function a check of one claim; `needs` names what the server must have been started with."""
    return lambda function: Check(function, claim, needs)


def checks_of(module):
    return [one for one in vars(module).values() if isinstance(one, Check)]


def same(got, wanted):
    if got != wanted:
        raise AssertionError(f"got {got!r}, wanted {wanted!r}")


def holds(condition, otherwise):
    if not condition:
        raise AssertionError(otherwise)


class Client:
    """A server's address and the calls that the checks make most."""

    def __init__(self, base):
        self.base = base
        self.url = f"{base}/wps"
        self.wps = WebProcessingService(self.url, timeout=60)

    def sample(self, name):
        return f"{self.base}/static/data/{name}"

    def run(self, process, inputs, output, **options):
        """A synchronous execution that succeeds; gives the WPSExecution."""
        execution = self.wps.execute(process, inputs, output=output, mode=SYNC, **options)
        same((execution.status, [error.text for error in execution.errors]), ("ProcessSucceeded", []))
        return execution

    def one(self, process, inputs, output, mime_type=None):
        """The one value of the one output of a synchronous execution."""
        outputs = self.run(process, inputs, [(output, False, mime_type)]).processOutputs
        same([(one.identifier, len(one.data)) for one in outputs], [(output, 1)])
        return outputs[0].data[0]

    def submit(self, process, inputs, output, **options):
        """An asynchronous execution, as it is accepted."""
        return self.wps.execute(process, inputs, output=output, mode=ASYNC, **options)

    def finished(self, execution):
        monitorExecution(execution, sleepSecs=0.1)
        same((execution.status, [error.text for error in execution.errors]), ("ProcessSucceeded", []))
        return execution

    def raw(self, process, inputs, output, mime_type=None):
        """Headers and bytes of a raw output; OWSLib builds the request, all but its response form."""
        from lxml import etree
        from owslib.wps import WPSExecution

        request = WPSExecution().buildRequest(process, inputs)
        form = etree.SubElement(request, f"{WPS}ResponseForm")
        raw = etree.SubElement(form, f"{WPS}RawDataOutput", {"mimeType": mime_type} if mime_type else {})
        etree.SubElement(raw, f"{OWS}Identifier").text = output
        answer = openURL(self.url, etree.tostring(request), method="Post", timeout=60)
        return answer.info(), answer.read()

    def refused(self, call):
        """The (code, locator, text) of the exceptions that a refused call is answered with."""
        try:
            call()
        except ServiceException as error:
            report = ElementTree.fromstring(str(error).encode())
            same(report.tag, f"{OWS}ExceptionReport")
            return [
                (one.get("exceptionCode"), one.get("locator"), one.findtext(f"{OWS}ExceptionText") or "") for one in report.iter(f"{OWS}Exception")
            ]
        raise AssertionError("the request was not refused")


def inline(text, mime_type=GML, encoding=None):
    return ComplexDataInput(text, mimeType=mime_type, encoding=encoding)


def reference(href, mime_type=GML):
    return ComplexDataInput(href, mimeType=mime_type)


def downloaded(execution, identifier=None):
    """The bytes that OWSLib writes to disk for an output."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "output")
        execution.getOutput(filepath=path, identifier=identifier)
        with open(path, "rb") as file:
            return file.read()


def ring_of(gml):
    """The coordinates of the first ring of a GML document of any version."""
    root = ElementTree.fromstring(gml)
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name == "posList":
            numbers = [float(one) for one in element.text.split()]
            return list(zip(numbers[::2], numbers[1::2]))
        if name == "coordinates":
            return [tuple(float(number) for number in pair.split(",")) for pair in element.text.split()]
    raise AssertionError("there is no ring in the GML")


def is_circle(gml, centre, radius):
    ring = ring_of(gml)
    far = [abs(((x - centre[0]) ** 2 + (y - centre[1]) ** 2) ** 0.5 - radius) for x, y in ring]
    holds(len(ring) > 32 and max(far) < 1e-6, f"no circle of radius {radius} around {centre}: {ring[:4]}...")
