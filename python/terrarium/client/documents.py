"""Reads what servers write of processes and jobs: members of the standard, of its drafts, and what pygeoapi, ZOO and Weaver add or leave out."""

from dataclasses import dataclass, field

from .errors import ServerError

_STATES = {
    "created": "accepted",
    "queued": "accepted",
    "pending": "accepted",
    "started": "running",
    "paused": "running",
    "succeeded": "successful",
    "finished": "successful",
    "exception": "failed",
    "dismiss": "dismissed",
}
_KNOWN = ("accepted", "running", "successful", "failed", "dismissed")


@dataclass(frozen=True)
class Format:
    media_type: str
    encoding: str = ""
    is_json: bool = False


@dataclass(frozen=True)
class Parameter:
    """An input or an output. max_occurs: infinite if there is no bound."""

    id: str
    title: str
    description: str
    schema: dict
    min_occurs: int = 1
    max_occurs: float = 1

    @property
    def formats(self):
        """Those of complex data, the default first; none of literals and boxes."""
        return [
            Format(one["contentMediaType"], str(one.get("contentEncoding") or ""), one.get("type") in ("object", "array"))
            for one in alternatives(self.schema)
            if isinstance(one.get("contentMediaType"), str)
        ]

    @property
    def kind(self):
        """literal, complex or bbox."""
        ways = alternatives(self.schema)
        if any(way.get("format") == "ogc-bbox" or "bbox" in (way.get("properties") or {}) for way in ways):
            return "bbox"
        is_data = bool(self.formats) or all(way.get("type") in ("object", "array") for way in ways)
        return "complex" if is_data else "literal"


@dataclass(frozen=True)
class Process:
    id: str
    title: str
    description: str
    version: str
    job_control: tuple
    inputs: tuple = field(default=())
    outputs: tuple = field(default=())


def alternatives(schema):
    """The schemas that a value may follow: those below oneOf, anyOf and allOf, else the schema itself."""
    nested = [one for name in ("oneOf", "anyOf", "allOf") for one in schema.get(name) or [] if isinstance(one, dict)]
    return [way for one in nested for way in alternatives(one)] if nested else [schema]


def _text(document, *names):
    return next((document[name] for name in names if isinstance(document.get(name), str)), "")


def _occurs(value, preset):
    if value == "unbounded":
        return float("inf")
    try:
        return int(value)
    except (TypeError, ValueError):
        return preset


def _parameter(name, raw):
    schema = raw.get("schema")
    words = (_text(raw, "title") or name, _text(raw, "description", "abstract"))
    bounds = (_occurs(raw.get("minOccurs"), 1), _occurs(raw.get("maxOccurs"), 1))
    return Parameter(name, *words, schema if isinstance(schema, dict) else {}, *bounds)


def _parameters(value):
    """An object by identifiers, or as drafts had it a list of objects with an `id`."""
    pairs = value.items() if isinstance(value, dict) else [(_text(one, "id"), one) for one in value or [] if isinstance(one, dict)]
    return tuple(_parameter(name, one) for name, one in pairs if isinstance(one, dict))


def read_process(document):
    # Weaver can be set to wrap it.
    raw = document["process"] if "id" not in document and isinstance(document.get("process"), dict) else document
    name = _text(raw, "id")
    words = (_text(raw, "title") or name, _text(raw, "description", "abstract"), _text(raw, "version"))
    control = tuple(one for one in raw.get("jobControlOptions") or [] if isinstance(one, str))
    return Process(name, *words, control, _parameters(raw.get("inputs")), _parameters(raw.get("outputs")))


def read_job(document):
    """The id and the state in a statusInfo, and the document itself. Raises ServerError if it is none."""
    name = _text(document, "jobID", "id", "jobId")
    word = _text(document, "status").lower()
    status = _STATES.get(word, word)
    if not name or status not in _KNOWN:
        raise ServerError("The server's answer does not say how a job stands.", 200, document)
    return name, status


def next_of(document):
    """The address of the next page of a list; None on the last one."""
    links = [one for one in document.get("links") or [] if isinstance(one, dict) and one.get("rel") == "next" and one.get("href")]
    typed = [one for one in links if "json" in str(one.get("type") or "json")]
    return (typed or links)[0]["href"] if links else None
