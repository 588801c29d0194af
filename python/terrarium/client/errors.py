"""What a server refuses, in its own words, whichever shape of errors it has."""


class ServerError(Exception):
    """A server refused a request, or failed at it; the text is the sentence that it said.

    status: of HTTP; 0 if there was no answer. type: the URI that names the problem. problem: the document as it came.
    """

    def __init__(self, sentence, status=0, problem=None):
        super().__init__(sentence)
        self.status = status
        self.problem = problem or {}
        self.type = str(self.problem.get("type") or self.problem.get("code") or "about:blank")


class JobFailed(Exception):
    """A job that was waited for has ended without results: it failed, or was dismissed."""

    def __init__(self, job):
        super().__init__(job.message or ("The job was dismissed." if job.status == "dismissed" else "The job failed."))
        self.job = job


def problem_of(status, text, document):
    """The error in an answer. document: None where the answer is no JSON object."""
    problem = document if isinstance(document, dict) else {}
    # Older servers say `description`, as OGC API - Common once had it; ZOO nests what it says.
    inner = problem.get("exception") if isinstance(problem.get("exception"), dict) else {}
    said = [problem.get("detail"), problem.get("description"), inner.get("detail"), problem.get("message"), problem.get("title")]
    sentence = next((one.strip() for one in said if isinstance(one, str) and one.strip()), "")
    if not sentence and document is None and not text.lstrip().startswith("<"):
        sentence = text.strip()[:500]
    return ServerError(sentence or f"The server answered with status {status}.", status, problem)
