"""Checks of what OWSLib can do beside: inputs that it builds itself, clients without capabilities, documents from files, languages, polling as birdy does."""

import os
import time

from claims import POINT, check, holds, inline, same
from owslib.util import openURL
from owslib.wps import SYNC, GMLMultiPolygonFeatureCollection, WebProcessingService, WFSFeatureCollection, WFSQuery


@check("polygons that OWSLib writes as GML are read")
def polygons(client):
    ring = [(0, 0), (0, 2), (2, 2), (2, 0), (0, 0)]
    collection = GMLMultiPolygonFeatureCollection([ring, [(x + 10, y) for x, y in ring]])
    same(client.one("feature_count", [("layer", collection)], "count"), "1")
    same(client.one("area", [("layer", collection)], "area"), "[8.0]")


@check("features of a WFS are fetched by POST with the query that OWSLib writes", needs="wfs")
def wfs_query(client):
    query = WFSQuery("places", propertyNames=["name"], filters=["place.1"])
    collection = WFSFeatureCollection(os.environ["TERRARIUM_TEST_WFS"], query, wfsMethod="POST")
    same(client.one("feature_count", [("layer", collection)], "count"), "1")


@check("a client that skips the capabilities describes and executes")
def without_capabilities(client):
    bare = WebProcessingService(client.url, skip_caps=True, headers={"x-client": "test"}, timeout=60)
    same(bare.describeprocess("say_hello").identifier, "say_hello")
    execution = bare.execute("say_hello", [("name", "Ada")], output=[("response", False)], mode=SYNC)
    same(execution.processOutputs[0].data, ["Hello Ada"])


@check("capabilities and descriptions that were kept in files are read as those of the server")
def from_files(client):
    documents = [openURL(client.url, f"service=WPS&version=1.0.0&request={one}").read() for one in ("GetCapabilities", "DescribeProcess&identifier=sleep")]
    bare = WebProcessingService(client.url, skip_caps=True)
    bare.getcapabilities(xml=documents[0])
    same([one.identifier for one in bare.processes], [one.identifier for one in client.wps.processes])
    same(bare.describeprocess("sleep", xml=documents[1]).identifier, "sleep")


@check("a client that asks in Czech is answered in Czech")
def in_czech(client):
    czech = WebProcessingService(client.url, language="cs", timeout=60)
    titles = {one.identifier: one.title for one in czech.processes}
    holds(titles["area"] != next(one.title for one in client.wps.processes if one.identifier == "area"), titles["area"])


@check("describing all and then asking for the status every 200 ms, as birdy does, follows a job to its end")
def as_birdy(client):
    same({one.identifier for one in client.wps.describeprocess("all")}, {one.identifier for one in client.wps.processes})
    execution = client.submit("sleep", [("delay", "0.2")], [("sleep_output", False)])
    end = time.monotonic() + 60
    while execution.isNotComplete():
        execution.checkStatus(sleepSecs=0.2)
        holds(time.monotonic() < end, "the job did not end")
    same((execution.isSucceded(), execution.processOutputs[0].data), (True, ["done sleeping"]))


@check("retrieveData gives the bytes behind an output by reference")
def retrieved(client):
    execution = client.run("buffer", [("poly_in", inline(POINT)), ("buffer", "10")], [("buff_out", True)])
    (out,) = execution.processOutputs
    holds(out.reference.startswith(client.base) and out.retrieveData().startswith(b"<?xml"), out.reference)
