"""Runs one execution of a pywps.Process: its inputs, its handler by PyWPS's own code, its outputs. Nothing of PyWPS's server is started."""

import json
import os

from pywps.app.Service import Service
from pywps.app.WPSRequest import WPSRequest
from pywps.app.exceptions import ProcessError
from pywps.exceptions import NoApplicableCode
from pywps.response.execute import ExecuteResponse
from pywps.response.status import WPS_STATUS
from pywps import configuration

from terrarium.bridge import grass, inputs, outputs, settings
from terrarium.context import UserError

_OWN_MESSAGES = ("PyWPS Process started",)


class Response(ExecuteResponse):
    """The `response` of a handler: its status is told to the server, and no document is made of it."""

    def __init__(self, request, say, **parts):
        super().__init__(request, **parts)
        self._say = say

    def _update_status(self, status, message, status_percentage, clean=True):
        self.status, self.message, self.status_percentage = status, message, status_percentage
        if status != WPS_STATUS.STARTED or message in _OWN_MESSAGES:
            return
        said = {"terrarium": "progress"}
        percent = _percent(status_percentage)
        if percent is not None:
            said["percent"] = percent
        if message is not None:
            said["message"] = str(message)
        self._say(said)

    def _update_status_doc(self):
        pass

    def _update_status_file(self):
        pass


def _percent(value):
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return min(100, max(0, round(number, 2))) if number == number else None


class Bridge(Service):
    """PyWPS's own making of inputs, told which of them it is at."""

    at = None

    def create_complex_inputs(self, source, given):
        self.at = source.identifier
        return super().create_complex_inputs(source, given)

    def create_literal_inputs(self, source, given):
        self.at = source.identifier
        return super().create_literal_inputs(source, given)

    def create_bbox_inputs(self, source, given):
        self.at = source.identifier
        return super().create_bbox_inputs(source, given)


def run(process, url, folder, say):
    """Performs the job of the folder and gives its results message. Throws UserError for what the process or PyWPS says of its inputs."""
    with open(os.path.join(folder, "job.json"), encoding="utf-8") as file:
        job = json.load(file)
    work = os.path.join(folder, "work")
    os.chdir(work)
    stored = settings.stored_folder(folder)
    os.makedirs(stored, exist_ok=True)
    inputs.install()
    outputs.install(job["jobId"])
    service = Bridge([process])
    process.service = service
    process.set_workdir(work)
    request = _request(job, url)
    responses = []

    def execute(wps_request, uuid):
        process._set_uuid(uuid)
        process.async_ = False
        responses.append(Response(wps_request, say, process=process, uuid=uuid))
        return _perform(process, wps_request, responses[0])

    process.execute = execute
    request.inputs = inputs.given_inputs(job, folder)
    try:
        service._parse_and_execute(process, request, job["jobId"])
    except NoApplicableCode as error:
        raise UserError(_sentence(error, service.at), None if responses else service.at) from error
    return outputs.results(responses[0], job, folder, stored)


def _perform(process, request, response):
    """Process._run_process, with what the handler throws kept: PyWPS tells clients only that something has failed."""
    handler, thrown = process.handler, []

    def heard(wps_request, wps_response):
        try:
            return handler(wps_request, wps_response)
        except Exception as error:
            thrown.append(error)
            raise

    def begin(wps_request):
        try:
            grass.begin(process, wps_request)
        except Exception as error:
            thrown.append(error)
            raise

    process.handler = heard
    process._set_grass = begin
    process.clean = lambda: None
    grass.prepare(configuration.get_config_value("grass", "gisbase"))
    process._run_process(request, response)
    if thrown:
        raise _told(thrown[0])
    if response.status == WPS_STATUS.FAILED:
        raise UserError(str(response.message))
    return response


def _told(error):
    """What the process said itself, or the error as it is."""
    if isinstance(error, ProcessError):
        return UserError(str(error))
    if isinstance(error, NoApplicableCode):
        return UserError(str(error.description))
    return error


def _sentence(error, identifier):
    text = " ".join(str(error.description).split()).rstrip(".")
    return f"PyWPS does not take the input {identifier}: {text}." if identifier else f"{text}."


def _request(job, url):
    request = WPSRequest()
    request.operation = "execute"
    request.version = "1.0.0"
    request.identifier = job["processId"]
    request.language = job.get("language") or configuration.get_config_value("server", "language").split(",")[0].strip()
    request.store_execute = request.status = request.lineage = "false"
    request.raw = False
    request.http_request = _http_request(url)
    request.outputs = {one["id"]: _wanted(one) for one in job["outputs"]}
    return request


def _wanted(one):
    format = one.get("format", {})
    return {
        one["id"]: "",
        "mimetype": format.get("mediaType"),
        "encoding": format.get("encoding", ""),
        "schema": format.get("schema", ""),
        "uom": one.get("uom", ""),
    }


def _http_request(url):
    """A request without a client: what it asked for and who it was stays with the server."""
    from werkzeug.test import EnvironBuilder
    from werkzeug.wrappers import Request

    return Request(EnvironBuilder(path="/wps", base_url=url, method="POST").get_environ())
