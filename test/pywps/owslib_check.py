"""Drives a server by OWSLib and says what it saw, as JSON: run against PyWPS and against Terrarium, the two must be equal.

    python3 owslib_check.py WPS
"""

import json
import sys

from owslib.wps import ASYNC, SYNC, BoundingBoxDataInput, ComplexDataInput, WebProcessingService, monitorExecution

client = WebProcessingService(sys.argv[1], skip_caps=True)
client.getcapabilities()
seen = {"processes": sorted(process.identifier for process in client.processes)}

described = client.describeprocess("choices")
seen["inputs"] = [(one.identifier, one.title, one.dataType.rpartition("#")[2], one.minOccurs, one.maxOccurs) for one in described.dataInputs]
seen["allowed"] = [str(value) for value in described.dataInputs[0].allowedValues]
described = client.describeprocess("complex_facts")
seen["formats"] = [one.mimeType for one in described.dataInputs[0].supportedValues]
seen["default"] = described.dataInputs[0].defaultValue.mimeType
seen["version"] = client.describeprocess("translated").processVersion


def run(identifier, inputs, output=None, mode=SYNC, **named):
    execution = client.execute(identifier, inputs, output=output, mode=mode, **named)
    monitorExecution(execution, sleepSecs=0.2)
    return execution


def literals(execution):
    return {one.identifier: one.data for one in execution.processOutputs}


seen["literals"] = literals(run("many", [("number", "1"), ("number", "2"), ("number", "6")], [("sum", False), ("mean", False)]))
seen["sum"] = float(seen["literals"].pop("mean")[0])
seen["defaults"] = literals(run("defaults", [], [("values", False)]))
seen["parts"] = run("from_many", [("part", ComplexDataInput("one")), ("part", ComplexDataInput("two"))], [("whole", False)]).processOutputs[0].data
box = run("box_facts", [("box", BoundingBoxDataInput([102, 46, 103, 47], "EPSG:3857"))], [("facts", False)])
seen["box"] = [one.data for one in box.processOutputs if one.identifier == "facts"]
execution = run("progressing", [("seconds", "0.1")], [("done", False)], ASYNC)
seen["asynchronous"] = (execution.status, execution.percentCompleted, literals(execution), bool(execution.statusLocation))
execution = run("by_reference", [], [("large", True), ("size", False)], ASYNC)
large = next(one for one in execution.processOutputs if one.identifier == "large")
seen["reference"] = (bool(large.reference), len(large.retrieveData()))
execution = run("failing", [("way", "process error")], [("done", False)], ASYNC)
seen["failure"] = (execution.status, [error.text.removeprefix("Process error: ") for error in execution.errors])
execution = run("translated", [("name", "Ada")], [("greeting", False)], lineage=True)
seen["greeting"] = literals(execution)
print(json.dumps(seen))
