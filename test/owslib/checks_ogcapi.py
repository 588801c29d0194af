"""Checks of what OWSLib's client of OGC API - Processes can do: landing page, API document, conformance, list and descriptions."""

from claims import check, holds, same
from owslib.ogcapi.processes import Processes

PART1 = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/"


def service(client):
    return Processes(client.base + "/")


@check("the client of OGC API - Processes finds its way from the landing page")
def ogcapi_landing(client):
    rels = {link["rel"] for link in service(client).links}
    holds({"self", "service-desc", "http://www.opengis.net/def/rel/ogc/1.0/processes"} <= rels, str(rels))


@check("the client of OGC API - Processes reads the API document, which has an operation for each process")
def ogcapi_document(client):
    found = service(client)
    paths = found.api()["paths"]
    for process in found.processes()["processes"]:
        holds(any(process["id"] in path and path.endswith("/execution") for path in paths), process["id"])


@check("the client of OGC API - Processes is told all classes of Part 1, 1.0")
def ogcapi_conformance(client):
    told = set(service(client).conformance()["conformsTo"])
    names = ["core", "ogc-process-description", "json", "html", "oas30", "job-list", "callback", "dismiss"]
    same([name for name in names if PART1 + name not in told], [])


@check("the client of OGC API - Processes lists processes and reads each description")
def ogcapi_descriptions(client):
    found = service(client)
    ids = [process["id"] for process in found.processes()["processes"]]
    holds({"area", "buffer"} <= set(ids), str(ids))  # the first page: it knows no other
    for each in ids:
        description = found.process(each)
        same(description["id"], each)
        holds(all("schema" in one for one in [*description["inputs"].values(), *description["outputs"].values()]), each)


@check("the client of OGC API - Processes is told plainly what there is not")
def ogcapi_missing(client):
    try:
        service(client).process("none")
    except RuntimeError as error:
        holds("no-such-process" in str(error), str(error))
    else:
        raise AssertionError("a process that does not exist was described")
