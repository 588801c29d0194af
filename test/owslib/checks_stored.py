"""Checks of stored and asynchronous executions: status documents, progress, references, downloads, failures."""

import datetime
import json
import time

from claims import GML, POINT, check, downloaded, holds, inline, is_circle, reference, same
from owslib.util import openURL
from owslib.wps import ASYNC, SYNC, WPSExecution, monitorExecution


@check("an asynchronous execution is accepted before it runs, with an address to ask")
def async_accepted(client):
    start = time.monotonic()
    execution = client.submit("sleep", [("delay", "0.3")], [("sleep_output", False)])
    holds(time.monotonic() - start < 1.5, "the answer waited for the process, which takes 1.5 s")
    holds(execution.status in ("ProcessAccepted", "ProcessStarted"), execution.status)
    holds(execution.statusLocation.startswith(client.base), execution.statusLocation)
    client.finished(execution)


@check("monitorExecution follows a job to its end")
def async_monitor(client):
    execution = client.finished(client.submit("say_hello", [("name", "Ada")], [("response", False)]))
    same((execution.percentCompleted, execution.processOutputs[0].data), (100, ["Hello Ada"]))


@check("progress of a running job grows and has a message")
def async_progress(client):
    execution = client.submit("sleep", [("delay", "0.4")], [("sleep_output", False)])
    seen = []
    while not execution.isComplete():
        execution.checkStatus(sleepSecs=0.05)
        seen.append((execution.status, execution.percentCompleted))
    percents = [percent for status, percent in seen if status == "ProcessStarted"]
    same(percents, sorted(percents))
    holds(set(percents) & {20, 40, 60, 80}, f"no progress seen: {seen}")
    same(execution.processOutputs[0].data, ["done sleeping"])


@check("a status document can be read again by its address alone")
def async_status_again(client):
    done = client.finished(client.submit("say_hello", [("name", "Ada")], [("response", False)]))
    again = WPSExecution()
    again.checkStatus(url=done.statusLocation, sleepSecs=0)
    same((again.status, again.processOutputs[0].data, again.process.identifier), ("ProcessSucceeded", ["Hello Ada"], "say_hello"))


@check("the creation time of a document is in universal time, and now")
def async_creation_time(client):
    execution = client.finished(client.submit("say_hello", [("name", "Ada")], [("response", False)]))
    made = datetime.datetime.fromisoformat(execution.creationTime.replace("Z", "+00:00"))
    holds(abs((datetime.datetime.now(datetime.timezone.utc) - made).total_seconds()) < 600, execution.creationTime)


@check("lineage of a stored job gives its inputs back")
def async_lineage(client):
    execution = client.finished(client.submit("say_hello", [("name", "Ada")], [("response", False)], lineage=True))
    same([(one.identifier, one.data) for one in execution.dataInputs], [("name", ["Ada"])])


@check("the founding scenario: buffer of a referenced point, stored, by reference, is downloaded and right")
def async_founding_scenario(client):
    inputs = [("poly_in", reference(client.sample("point.gml"))), ("buffer", "1")]
    execution = client.finished(client.submit("buffer", inputs, [("buff_out", True)]))
    (out,) = execution.processOutputs
    holds(out.reference.startswith(client.base) and out.data == [], f"{out.reference} {out.data}")
    same(out.mimeType, GML)
    is_circle(downloaded(execution), (1604250, 6462100), 1)


@check("monitorExecution downloads the output by itself")
def async_monitor_download(client):
    import os
    import tempfile

    execution = client.submit("buffer", [("poly_in", inline(POINT)), ("buffer", "10")], [("buff_out", True)])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "out.gml")
        monitorExecution(execution, sleepSecs=0.1, download=True, filepath=path)
        with open(path, "rb") as file:
            is_circle(file.read(), (100, 200), 10)


@check("an output by reference also comes from a synchronous execution")
def sync_reference(client):
    execution = client.run("buffer", [("poly_in", inline(POINT)), ("buffer", "10")], [("buff_out", True)])
    is_circle(downloaded(execution, "buff_out"), (100, 200), 10)


@check("an output by reference has its media type when it is fetched, and is offered to be saved")
def reference_headers(client):
    execution = client.run("buffer", [("poly_in", inline(POINT)), ("buffer", "10")], [("buff_out", True, "application/geo+json")])
    (out,) = execution.processOutputs
    answer = openURL(out.reference, "", method="Get")
    holds(answer.info()["Content-Type"].startswith("application/geo+json"), answer.info()["Content-Type"])
    holds("attachment" in answer.info()["Content-Disposition"], answer.info()["Content-Disposition"])
    same(json.loads(answer.read())["type"], "FeatureCollection")


@check("an output of one job is the input of the next, by its reference")
def chain(client):
    first = client.finished(client.submit("buffer", [("poly_in", inline(POINT)), ("buffer", "10")], [("buff_out", True)]))
    href = first.processOutputs[0].reference
    answer = json.loads(client.one("centroids", [("layer", reference(href))], "out"))
    longitude_latitude = answer["features"][0]["geometry"]["coordinates"]
    holds(abs(longitude_latitude[0] - 100) < 1e-6 and abs(longitude_latitude[1] - 200) < 1e-6, f"{longitude_latitude}")


@check("a job that fails says why, with a code")
def async_failure(client):
    execution = client.submit("buffer", [("poly_in", inline(POINT.replace("100,200", "nan,200"))), ("buffer", "10")], [("buff_out", False)])
    monitorExecution(execution, sleepSecs=0.1)
    same((execution.status, len(execution.errors)), ("Exception", 1))
    holds(execution.errors[0].code, "no code")
    holds("coordinate that is not a number" in execution.errors[0].text, execution.errors[0].text)


@check("jobs at the same time each get their own result")
def async_many(client):
    jobs = [(n, client.submit("say_hello", [("name", str(n))], [("response", False)])) for n in range(20)]
    for n, job in jobs:
        same(client.finished(job).processOutputs[0].data, [f"Hello {n}"])
    same(len({job.statusLocation for _, job in jobs}), 20)


@check("a process that cannot be stored refuses to be")
def refuse_store(client):
    faults = client.refused(lambda: client.wps.execute("ultimate_question", [], output=[("answer", False)], mode=ASYNC))
    holds("StorageNotSupported" in [code for code, _, _ in faults], f"{faults}")
    holds(all(text for _, _, text in faults), "no words")


@check("a refused asynchronous request makes no job")
def refuse_async(client):
    ((code, locator, _),) = client.refused(lambda: client.wps.execute("sleep", [("delay", "soon")], output=[("sleep_output", False)], mode=ASYNC))
    same((code, locator), ("InvalidParameterValue", "delay"))


@check("GRASS buffers, asynchronously and by reference", needs="grass")
def async_grass(client):
    inputs = [("poly_in", reference(client.sample("point.gml"))), ("buffer", "10")]
    execution = client.finished(client.submit("grassbuffer", inputs, [("buff_out", True)]))
    holds(b"poly_in_buffer" in downloaded(execution), "no layer poly_in_buffer")


@check("GRASS buffers synchronously", needs="grass")
def sync_grass(client):
    execution = client.wps.execute("grassbuffer", [("poly_in", inline(POINT)), ("buffer", "10")], output=[("buff_out", False)], mode=SYNC)
    same((execution.status, len(execution.processOutputs[0].data)), ("ProcessSucceeded", 1))
