"""One execution: how it stands, its results, and what can be done with it."""

import time
import urllib.parse

from .documents import read_job
from .errors import JobFailed, ServerError
from .http import retry_after
from .outputs import Output, as_object, as_tuple, read_outputs
from .values import Link

_FIRST_S, _GROWTH, _MOST_S, _LONGEST_S = 0.1, 1.5, 5.0, 120.0
# A server may be away for so long while a job is waited for: started anew it goes on with its jobs. There is no answer then, or what stands before it has none.
_AWAY_S, _AWAY = 60.0, (0, 502, 503, 504)


class Job:
    """A job of a server; of a synchronous execution, which leaves none there, `id` is None.

    status: accepted, running, successful, failed or dismissed. progress: 0 to 100, None if the server does not say. raw: its document.
    All methods raise ServerError where the server refuses.
    """

    def __init__(self, connection, document=None, outputs=None, process=None, ids=()):
        self._connection, self._outputs, self._ids, self._wait_s = connection, outputs, ids, None
        self.id, self.status, self.raw = None, "successful", {}
        self.process = process
        if document is not None:
            self._read(document)

    def _read(self, document):
        self.id, self.status = read_job(document)
        self.raw = document
        self.process = self.process or document.get("processID")

    @property
    def message(self):
        return self.raw.get("message") or ""

    @property
    def progress(self):
        return 100 if self.id is None else self.raw.get("progress")

    @property
    def is_over(self):
        return self.status in ("successful", "failed", "dismissed")

    def __repr__(self):
        state = "paused" if self.raw.get("paused") and not self.is_over else self.status
        words = [state, "" if self.progress is None else f"{self.progress}%", self.message]
        return f"<Job {self.id or '(done)'} of {self.process}: {' '.join(word for word in words if word)}>"

    def _path(self, *more):
        if self.id is None:
            raise ServerError("The execution was synchronous: the server keeps no job of it.")
        return "/".join(["jobs", urllib.parse.quote(self.id, safe=""), *more])

    def refresh(self):
        """Asks the server how the job stands."""
        if self.id is not None:
            answer = self._connection.ask(self._path())
            self._wait_s = retry_after(answer.headers)
            self._read(answer.object())
        return self

    def wait(self, timeout=None, progress=None):
        """Waits for the end, at most `timeout` seconds. `progress` is called with the job whenever something of it has changed.

        Raises JobFailed if there are no results, TimeoutError if it goes on (it is not cancelled).
        """
        end = None if timeout is None else time.monotonic() + timeout
        wait_s, told, away_since = _FIRST_S, None, None
        while not self.is_over:
            news = (self.status, self.progress, self.message)
            if news != told:
                wait_s, told = _FIRST_S, news
                if progress:
                    progress(self)
            left_s = _LONGEST_S if end is None else end - time.monotonic()
            if left_s <= 0:
                raise TimeoutError(f"The job {self.id} goes on: {self.status}.")
            # When the server wants to be asked comes first.
            time.sleep(min(left_s, _LONGEST_S, wait_s if self._wait_s is None else self._wait_s))
            wait_s = min(_MOST_S, wait_s * _GROWTH)
            try:
                self.refresh()
                away_since = None
            except ServerError as error:
                away_since = away_since or time.monotonic()
                if error.status not in _AWAY or time.monotonic() - away_since > _AWAY_S:
                    raise
        if progress:
            progress(self)
        if self.status != "successful":
            raise JobFailed(self)
        return self

    def outputs(self):
        """The results as the server gave them, a list of Output; waits for them."""
        self.wait()
        if self._outputs is None:
            answer = self._connection.ask(self._path("results"), headers={"Accept": "application/json, */*;q=0.5"})
            self._outputs = read_outputs(answer, self._ids)
        return self._outputs

    def get(self, asobj=False):
        """The results as a named tuple; waits for them.

        As they came: JSON, text, bytes, or a Link. With asobj links are followed, and values are objects by their media type:
        GeoJSON a GeoDataFrame or a geometry where geopandas or shapely is installed, CSV a list of dicts, XML an Element.
        """
        found = self.outputs()
        if asobj:
            found = [Output(one.id, as_object(self._opened(one)), one.media_type) for one in found]
        return as_tuple(found)

    def _opened(self, output):
        if not isinstance(output.value, Link):
            return output
        answer = self._connection.ask(output.value.href, headers={"Accept": "*/*"})
        media_type = answer.headers.get("Content-Type") or output.media_type
        document = answer.json() if "json" in media_type else None
        return Output(output.id, answer.body if document is None else document, media_type)

    def log(self):
        """What the process printed, once it has ended. An extension of Terrarium."""
        return self._connection.ask(self._path("log"), headers={"Accept": "text/plain"}).body.decode("utf-8", "replace")

    def cancel(self):
        """Ends the job; one that has ended is removed with its results."""
        self._read(self._connection.ask(self._path(), "DELETE").object())
        return self

    dismiss = cancel

    def _control(self, verb):
        self._read(self._connection.ask(self._path(verb), "POST").object())
        return self

    def pause(self):
        """Holds a running job. An extension of Terrarium, as are the next ones."""
        return self._control("pause")

    def resume(self):
        return self._control("resume")

    def pin(self):
        """Keeps the job and its results beyond their time."""
        return self._control("pin")

    def unpin(self):
        return self._control("unpin")
