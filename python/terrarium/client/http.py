"""One request and its answer, by urllib: headers, errors, and coming again when a busy server says when. Knows HTTP, not the standard."""

import email.utils
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request

from .errors import ServerError, problem_of

LONGEST_WAIT_S = 60


class Answer:
    """Status, headers and the whole body."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        """The value of the body; None if it is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def object(self):
        document = self.json()
        if not isinstance(document, dict):
            raise ServerError("The server's answer is not the JSON that the standard asks for.", self.status)
        return document


def retry_after(headers):
    """Seconds that the server asks to wait; None if it does not (RFC 9110 clause 10.2.3)."""
    text = (headers.get("Retry-After") or "").strip()
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _origin(url):
    return urllib.parse.urlsplit(url)[:2]


class _Redirects(urllib.request.HTTPRedirectHandler):
    """What the caller's headers hold, a token, is for one server alone."""

    def __init__(self, own):
        self.own = own

    def redirect_request(self, request, *given):
        followed = super().redirect_request(request, *given)
        if followed is not None and _origin(followed.full_url) != _origin(request.full_url):
            for name in self.own:
                followed.remove_header(name.capitalize())
        return followed


class Connection:
    """Asks one server. url: of its landing page."""

    def __init__(self, url, headers, timeout_s, retries):
        if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
            raise ValueError(f"{url} is no address of a server; write e.g. http://localhost:5000")
        self.url = url.split("#")[0].split("?")[0].rstrip("/") + "/"
        self.headers, self.timeout_s, self.retries = dict(headers), timeout_s, retries
        self._opener = urllib.request.build_opener(_Redirects(self.headers))

    def ask(self, path, method="GET", body=None, headers=None):
        """The answer, if it is one of success. path: below the landing page, or an absolute address. Raises ServerError."""
        tries = 0
        while True:
            try:
                return self._once(path, method, body, headers or {})
            except urllib.error.HTTPError as error:
                problem, wait_s = self._problem(error)
            # A server that is busy has taken nothing in: the same may be asked again.
            if problem.status not in (429, 503) or wait_s is None or wait_s > LONGEST_WAIT_S or tries >= self.retries:
                raise problem
            tries += 1
            time.sleep(wait_s)

    def _once(self, path, method, body, headers):
        url = urllib.parse.urljoin(self.url, path)
        own = self.headers if _origin(url) == _origin(self.url) else {}
        content = None if body is None else json.dumps(body).encode()
        typed = {} if body is None else {"Content-Type": "application/json"}
        request = urllib.request.Request(url, content, {"Accept": "application/json", **typed, **own, **headers}, method=method)
        try:
            with self._opener.open(request, timeout=self.timeout_s) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError:
            raise
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise ServerError(f"There is no answer from {'://'.join(_origin(url))}: {reason}") from error

    @staticmethod
    def _problem(error):
        with error:
            try:
                text = error.read().decode("utf-8", "replace")
            except (OSError, http.client.HTTPException):
                text = ""
        try:
            document = json.loads(text)
        except ValueError:
            document = None
        return problem_of(error.code, text, document), retry_after(error.headers)
