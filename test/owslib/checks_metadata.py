"""Checks of GetCapabilities and DescribeProcess."""

from claims import check, holds, same
from owslib.wps import WebProcessingService

# Identifier, title, version, store and status of the demo processes.
DEMO = {
    "feature_count": ("Feature count", "None", True),
    "say_hello": ("Process Say Hello", "1.3.3.7", True),
    "centroids": ("Process Centroids", "None", True),
    "ultimate_question": ("Answer to the ultimate question", "1.3.3.7", False),
    "sleep": ("Sleep Process", "None", True),
    "buffer": ("GDAL Buffer process", "0.1", True),
    "area": ("Process Area", "None", True),
    "boundingbox": ("Bounding box in- and out", "0.1", True),
    "testjson": ("Process Test", "1.0.0", True),
}


def described(client, process):
    return client.wps.describeprocess(process)


def put(client, process, identifier):
    return next(one for one in described(client, process).dataInputs if one.identifier == identifier)


@check("the capabilities are those of a WPS 1.0.0")
def capabilities_version(client):
    same((client.wps.version, client.wps.identification.type), ("1.0.0", "WPS"))


@check("the service tells its title and its provider")
def capabilities_service(client):
    holds(client.wps.identification.title and client.wps.provider.name, "title or provider is empty")


@check("the three operations and those of this server's own are offered by GET and POST at the service's own address")
def capabilities_operations(client):
    standard = ["GetCapabilities", "DescribeProcess", "Execute"]
    own = ["GetExecutionStatus", "GetExecutionResult", "GetExecutions", "Dismiss", "Pause", "Resume"]
    same([one.name for one in client.wps.operations], standard + own)
    for operation in client.wps.operations:
        same(sorted(method["type"] for method in operation.methods), ["Get", "Post"])
        for method in operation.methods:
            holds(method["url"].startswith(client.base), f"{operation.name} is at {method['url']}")


@check("all demo processes are offered")
def capabilities_processes(client):
    offered = {one.identifier for one in client.wps.processes}
    holds(offered >= set(DEMO), f"missing: {sorted(set(DEMO) - offered)}")


@check("the capabilities name titles and versions")
def capabilities_titles(client):
    offered = {one.identifier: (one.title, one.processVersion) for one in client.wps.processes}
    same({name: offered.get(name) for name in DEMO}, {name: facts[:2] for name, facts in DEMO.items()})


@check("the capabilities name the languages, and a client may ask in the default one")
def capabilities_languages(client):
    language = client.wps.languages.default
    holds(language in client.wps.languages.supported, "the default language is not supported")
    same(WebProcessingService(client.url, language=language).identification.title, client.wps.identification.title)


@check("describing all answers every offered process, in the order of the capabilities")
def describe_all(client):
    same([one.identifier for one in client.wps.describeprocess("all")], [one.identifier for one in client.wps.processes])


@check("describing one process answers the same as describing all")
def describe_one(client):
    for process in client.wps.describeprocess("all"):
        alone = described(client, process.identifier)
        for name in ("title", "abstract", "processVersion", "storeSupported", "statusSupported"):
            same(getattr(alone, name), getattr(process, name))
        same([vars(one)["identifier"] for one in alone.dataInputs], [one.identifier for one in process.dataInputs])


@check("store and status are supported by all demo processes but the ultimate question")
def describe_flags(client):
    for name, (_, _, supported) in DEMO.items():
        process = described(client, name)
        same((name, process.storeSupported, process.statusSupported), (name, supported, supported))


@check("literal inputs tell their type and occurrences")
def describe_literal(client):
    name = put(client, "say_hello", "name")
    same((name.title, name.dataType, name.minOccurs, name.maxOccurs), ("Input name", "string", 1, 1))
    holds(name.anyValue, "say_hello.name takes any value")
    same(put(client, "sleep", "delay").dataType, "float")


@check("allowed values of a literal input are told")
def describe_allowed_values(client):
    size = put(client, "buffer", "buffer")
    same((size.title, size.dataType, size.allowedValues, size.anyValue), ("Buffer size", "float", [0, 1, 10], False))


@check("complex inputs and outputs tell their formats, the original's as the default")
def describe_complex(client):
    layer = put(client, "buffer", "poly_in")
    same((layer.title, layer.dataType, layer.defaultValue.mimeType), ("Input vector file", "ComplexData", "application/gml+xml"))
    holds(len(layer.supportedValues) > 1, "GML is the only format")
    (out,) = described(client, "centroids").processOutputs
    same((out.identifier, out.title, out.defaultValue.mimeType), ("out", "Referenced Output", "application/json"))
    (out,) = described(client, "testjson").processOutputs
    same(out.defaultValue.mimeType, "application/geojson")


@check("bounding boxes tell their reference systems")
def describe_bbox(client):
    box = put(client, "boundingbox", "bboxin")
    same((box.dataType, box.defaultValue, box.supportedValues), ("BoundingBoxData", "epsg:4326", ["epsg:4326", "epsg:3035"]))
    (out,) = described(client, "boundingbox").processOutputs
    same((out.dataType, out.defaultValue), ("BoundingBoxData", "epsg:4326"))


@check("a process without inputs is described")
def describe_without_inputs(client):
    process = described(client, "ultimate_question")
    same((process.dataInputs, [one.identifier for one in process.processOutputs]), ([], ["answer"]))


@check("metadata of a process are told")
def describe_metadata(client):
    titles = [one.title for one in described(client, "sleep").metadata]
    same(titles[:3], ["Sleep", "Wait", "Delay"])
    same([title for title in titles if title.startswith("Memory limit: ")], titles[4:5])


@check("an unknown process is refused with a code, a locator and words")
def describe_unknown(client):
    ((code, locator, text),) = client.refused(lambda: described(client, "no_such_process"))
    same((code, locator.lower()), ("InvalidParameterValue", "identifier"))
    holds("no_such_process" in text, text)


@check("GRASS is offered where it is installed", needs="grass")
def describe_grass(client):
    process = described(client, "grassbuffer")
    same((process.title, process.processVersion), ("GRASS v.buffer", "0.1"))
    same([(one.identifier, one.title) for one in process.dataInputs], [("poly_in", "Input1"), ("buffer", "Buffer")])
