"""The client of one server: its processes as functions, and its jobs."""

import functools
import urllib.parse

from .documents import next_of, read_process
from .functions import make_function
from .http import Connection
from .job import Job
from .outputs import python_name, read_outputs
from .values import encode

_MOST_PAGES = 1000


def connect(url, token=None, headers=None, timeout=60, retries=3):
    """A client of the server whose landing page is at `url`.

    token: an API token, or one of OpenID Connect. headers: sent with each request to this server, and to no other.
    timeout: seconds for which one answer is waited for. retries: how often is asked again where a busy server says when.
    """
    authorization = {} if token is None else {"Authorization": f"Bearer {token}"}
    return Client(Connection(url, {**(headers or {}), **authorization}, timeout, retries))


class _Submit:
    """The processes as functions that do not wait: `t.submit.buffer(...)` returns the job at once."""

    def __init__(self, client):
        self._client = client

    def __getattr__(self, name):
        return functools.partial(getattr(self._client, name), wait=False)

    def __getitem__(self, name):
        return functools.partial(self._client[name], wait=False)

    def __dir__(self):
        return list(self._client.names())


class Client:
    """The processes of a server as functions: `t.buffer(...)`, `help(t.buffer)`; by identifier: `t["urn:x:buffer"](...)`."""

    def __init__(self, connection):
        self._connection = connection
        self._functions = {}
        self._names = None
        self.submit = _Submit(self)

    @property
    def url(self):
        return self._connection.url

    def __repr__(self):
        return f"<Client of {self.url}>"

    def names(self):
        """The identifiers of the processes by the names of their functions; asked for once, until `refresh`."""
        if self._names is None:
            self._names = {}
            for process in self.processes():
                self._names[python_name(process.id, self._names)] = process.id
        return self._names

    def refresh(self):
        """Forgets what was offered and described."""
        self._functions, self._names = {}, None

    def __dir__(self):
        return [*super().__dir__(), *self.names()]

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        identifier = self.names().get(name)
        if identifier is None:
            raise AttributeError(f"The server {self.url} has no process {name}.")
        return self[identifier]

    def __getitem__(self, identifier):
        if identifier not in self._functions:
            self._functions[identifier] = make_function(self.describe(identifier), self._execute, Job)
        return self._functions[identifier]

    def _pages(self, path):
        seen = set()
        while path and path not in seen and len(seen) < _MOST_PAGES:
            seen.add(path)
            page = self._connection.ask(path).object()
            yield page
            path = next_of(page)

    def processes(self):
        """What is offered, over all pages; without inputs and outputs."""
        listed = [one for page in self._pages("processes?limit=1000") for one in page.get("processes") or []]
        return [read_process(one) for one in listed if isinstance(one, dict)]

    def describe(self, identifier):
        return read_process(self._connection.ask(f"processes/{urllib.parse.quote(identifier, safe='')}").object())

    def execute(self, identifier, inputs=None, **options):
        """Executes a process with inputs by their identifiers. Options: those of its function (wait, outputs, progress, response), and
        mode: "sync" or "async"; without it asynchronous where the process can, so that it can be watched and cancelled."""
        return self._execute(self[identifier].process, inputs or {}, **options)

    def _execute(self, process, inputs, wait=True, outputs=None, progress=None, response="document", mode=None):
        known = {one.id: one for one in process.inputs}
        body = {"inputs": {name: encode(known[name], value) if name in known else value for name, value in inputs.items()}}
        if outputs is not None:
            body["outputs"] = outputs if isinstance(outputs, dict) else {name: {} for name in outputs}
        body["response"] = response
        can_async = "async-execute" in process.job_control or not process.job_control
        headers = {"Prefer": "respond-async"} if mode == "async" or (mode is None and can_async) else {}
        if response == "raw":
            headers["Accept"] = "*/*"
        path = f"processes/{urllib.parse.quote(process.id, safe='')}/execution"
        job = self._answered(self._connection.ask(path, "POST", body, headers), process, list(body.get("outputs") or {}))
        if not wait:
            return job
        try:
            return job.wait(progress=progress)
        except KeyboardInterrupt:
            # Nobody waits for it any more.
            if not job.is_over:
                job.cancel()
            raise

    def _answered(self, answer, process, asked):
        """The job or the results in the answer of an execution: the server chooses."""
        ids = asked or ([process.outputs[0].id] if len(process.outputs) == 1 else [])
        location = urllib.parse.urlsplit(answer.headers.get("Location") or "").path
        name = urllib.parse.unquote(location.rstrip("/").rpartition("/jobs/")[2]) if "/jobs/" in location else None
        if answer.status in (201, 202) or (name and "Preference-Applied" in answer.headers):
            document = answer.json()
            if isinstance(document, dict) and document.get("status"):
                return Job(self._connection, {**({"jobID": name} if name else {}), **document}, process=process.id, ids=ids)
            # pygeoapi once told nothing but the address.
            if name:
                return self._job(name, process.id, ids)
        return Job(self._connection, outputs=read_outputs(answer, ids), process=process.id)

    def _job(self, name, process=None, ids=()):
        document = self._connection.ask(f"jobs/{urllib.parse.quote(name, safe='')}").object()
        return Job(self._connection, document, process=process, ids=ids)

    def job(self, name):
        """A job by its identifier."""
        return self._job(name)

    def jobs(self, status=None, process=None, limit=100):
        """Jobs, the newest first. status, process: one or a list of those that are wanted."""
        filters = {"status": status, "processID": process}
        query = {name: value if isinstance(value, str) else ",".join(value) for name, value in filters.items() if value}
        found = []
        for page in self._pages("jobs?" + urllib.parse.urlencode({"limit": min(limit, 1000), **query})):
            found += [Job(self._connection, one) for one in page.get("jobs") or [] if isinstance(one, dict)]
            if len(found) >= limit:
                break
        return found[:limit]
