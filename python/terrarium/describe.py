"""Turns a declared function into its ProcessDescription and checks it, so that an author is told at once what is wrong.

Only loaded by a describe run; the shapes are those of the contract (description.ts).
"""

import math
import os
import re

from .context import UserError
from .docstrings import words_of
from .declare import DeclarationError, Metadata, Range
from .signature import Signature, find_process

LIMITS = ("wallMs", "memoryBytes", "cpus", "pids", "diskBytes", "inodes", "fds", "outputBytes", "logBytes")
_WHOLE = ("integer", "positiveInteger", "nonNegativeInteger")
_NUMBERS = (*_WHOLE, "float", "double", "decimal")
_TEXTS = ("string", "anyURI", "date", "time", "dateTime")
# Which XML Schema types an author may name for a hint, by the hint's own type.
_COMPATIBLE = {
    "string": _TEXTS,
    "integer": _WHOLE,
    "float": ("float", "double", "decimal"),
}
_CLOSURES = ("closed", "open", "open-closed", "closed-open")


def describe(load, file):
    """The description of the process in `file`. Throws UserError where something is not installed, DeclarationError where the author erred."""
    try:
        declared = find_process(load(file), os.path.basename(file))
    except ModuleNotFoundError as error:
        raise UserError(f"The Python module {error.name} is not installed, which {os.path.basename(file)} needs.") from error
    for program, words in declared.facts["requires"].items():
        if not os.access(program, os.X_OK):
            raise UserError(f"{words} is not installed: {program} is missing.")
    return describe_declared(declared)


def describe_declared(declared):
    """The description of a decorated function."""
    facts = declared.facts
    signature = Signature(declared)
    where = f"The process {facts['id'] or declared.function.__name__}"
    words = words_of(declared.__doc__)
    told = {**facts, "title": facts["title"] or words.title, "abstract": facts["abstract"] or words.abstract}
    description = _described(where, facts["id"] or declared.function.__name__, told)
    description["version"] = _text(where, "version", facts["version"])
    description["inputs"] = [_input(where, slot, words.parameters.get(slot.name)) for slot in signature.inputs]
    description["outputs"] = [_output(where, slot) for slot in signature.outputs]
    for name in ("inputs", "outputs"):
        _check_unique(where, name, [one["id"] for one in description[name]])
    if not description["outputs"]:
        raise DeclarationError(f"{where} has no outputs.")
    description["storeSupported"] = bool(facts["store"])
    description["statusSupported"] = bool(facts["status"])
    if facts["profiles"]:
        description["profiles"] = [_text(where, "profiles", one) for one in facts["profiles"]]
    if facts["examples"]:
        description["examples"] = [_example(where, one) for one in facts["examples"]]
    if facts["limits"]:
        description["limits"] = _limits(where, facts["limits"])
    if facts["network"]:
        description["network"] = {"kind": "allow-list", "hosts": [_text(where, "network", one) for one in facts["network"]]}
    return description


def _example(where, one):
    if not isinstance(one, dict) or not isinstance(one.get("inputs"), dict) or not set(one) <= {"title", "inputs", "expect"}:
        raise DeclarationError(f"{where} has an example that is no dict of title, inputs and expect.")
    return {**one, "title": _text(where, "the title of an example", one.get("title"))}


def _described(where, id, facts):
    if not isinstance(id, str) or not re.fullmatch(r"[^\s/]{1,200}", id):
        raise DeclarationError(f"{where} has the id {id!r}; an id is 1 to 200 characters without blanks and slashes.")
    described = {"id": id, "title": id if facts["title"] is None else _text(where, "title", facts["title"])}
    if facts["abstract"] is not None:
        described["abstract"] = _text(where, "abstract", facts["abstract"])
    if facts["keywords"]:
        described["keywords"] = [_text(where, "keywords", one) for one in facts["keywords"]]
    if facts["metadata"]:
        described["metadata"] = [_metadata(where, one) for one in facts["metadata"]]
    if facts["translations"]:
        described["translations"] = {_tag(where, tag): _translation(where, one) for tag, one in facts["translations"].items()}
    return described


def _tag(where, tag):
    if not isinstance(tag, str) or not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", tag):
        raise DeclarationError(f"{where} has a translation into {tag!r}, which is no language tag such as cs or fr-CA.")
    return tag


def _translation(where, one):
    if not isinstance(one, dict) or not set(one) <= {"title", "abstract", "keywords"}:
        raise DeclarationError(f"{where} has a translation that is no dict of title, abstract and keywords.")
    told = {name: _text(where, f"the {name} of a translation", one[name]) for name in ("title", "abstract") if name in one}
    if "keywords" in one:
        told["keywords"] = [_text(where, "the keywords of a translation", word) for word in one["keywords"]]
    return told


def _metadata(where, one):
    one = Metadata(one) if isinstance(one, str) else one
    if not isinstance(one, Metadata):
        raise DeclarationError(f"{where}: metadata must hold Metadata, not {one!r}.")
    wire = {"title": _text(where, "the title of metadata", one.title), "href": one.href, "role": one.role}
    return {name: value for name, value in wire.items() if value is not None}


def _slot(where, slot, words=None):
    facts = {name: getattr(slot.field, name) for name in ("title", "abstract", "keywords", "metadata", "translations")}
    facts["abstract"] = facts["abstract"] or words
    return {**_described(where, slot.id, facts), "kind": slot.kind, **_domain(where, slot)}


def _input(where, slot, words):
    where = f"{where}, input {slot.id},"
    described = _slot(where, slot, words)
    if slot.has_default and slot.default is not None and not slot.many:
        if slot.kind != "literal":
            raise DeclarationError(f"{where} cannot have a default other than None; only a literal input can.")
        described["default"] = _fitting(where, slot, slot.default, "default")
        _check_default(where, described)
    return {**described, **_occurs(where, slot)}


def _output(where, slot):
    where = f"{where}, output {slot.id},"
    if slot.many or slot.optional:
        raise DeclarationError(f"{where} must be one value, neither a list nor Optional.")
    return _slot(where, slot)


def _occurs(where, slot):
    least, most = slot.field.min_occurs, slot.field.max_occurs
    if least is None:
        least = 0 if slot.optional or slot.has_default else 1
    if most is None:
        if slot.many:
            raise DeclarationError(f"{where} is a list; say how many values there may be, e.g. Field(max_occurs=10).")
        most = 1
    if not _is_whole(least) or not _is_whole(most) or least < 0 or most < max(1, least):
        raise DeclarationError(f"{where} has impossible occurrences: {least} to {most}.")
    if most > 1 and not slot.many:
        raise DeclarationError(f"{where} may come {most} times, so its hint must be a list.")
    if least == 0 and not (slot.many or slot.optional or slot.has_default):
        raise DeclarationError(f"{where} may be left out, so it needs a default or an Optional hint.")
    if least > 0 and slot.has_default:
        raise DeclarationError(f"{where} has a default, so it may be left out: min_occurs must be 0.")
    return {"minOccurs": least, "maxOccurs": most}


def _domain(where, slot):
    field = slot.field
    foreign = {
        "literal": ("formats", "maximum_megabytes", "crs"),
        "complex": ("type", "allowed", "uoms", "crs"),
        "bbox": ("type", "allowed", "uoms", "formats", "maximum_megabytes"),
    }[slot.kind]
    for name in foreign:
        if getattr(field, name) is not None:
            raise DeclarationError(f"{where} is {slot.kind}, so it has no {name}.")
    if slot.kind == "complex":
        return _complex(where, slot)
    if slot.kind == "bbox":
        if not slot.crs:
            raise DeclarationError(f"{where} needs its coordinate reference systems, e.g. Field(crs=['EPSG:4326']).")
        return {"crs": [_text(where, "crs", one) for one in slot.crs]}
    return _literal(where, slot)


def _complex(where, slot):
    if not slot.formats:
        raise DeclarationError(f"{where} needs its formats, e.g. Field(formats=['application/geo+json']).")
    domain = {"formats": [_format(where, one) for one in slot.formats]}
    most = slot.field.maximum_megabytes
    if most is not None:
        if not _is_number(most) or most <= 0:
            raise DeclarationError(f"{where} has the maximum_megabytes {most!r}; it must be a number above 0.")
        domain["maximumMegabytes"] = most
    return domain


def _format(where, format):
    if not isinstance(format.media_type, str) or not re.match(r"[^\s/;]+/[^\s/;]+", format.media_type):
        raise DeclarationError(f"{where} has the format {format.media_type!r}, which is no media type.")
    wire = {"mediaType": format.media_type, "encoding": format.encoding, "schema": format.schema}
    return {name: value for name, value in wire.items() if value is not None}


def _literal(where, slot):
    if slot.type != slot.natural and slot.type not in _COMPATIBLE.get(slot.natural, ()):
        raise DeclarationError(f"{where} is a {slot.natural} by its hint, so its type cannot be {slot.type!r}.")
    domain = {"dataType": slot.type}
    if slot.uoms:
        domain["uoms"] = [_text(where, "uoms", one) for one in slot.uoms]
    allowed = slot.choices if slot.field.allowed is None else slot.field.allowed
    if allowed is not None:
        if isinstance(allowed, (str, Range)) or not hasattr(allowed, "__iter__"):
            raise DeclarationError(f"{where} has allowed values that are no list.")
        domain["allowedValues"] = [_range(where, slot, one) if isinstance(one, Range) else _fitting(where, slot, one, "allowed value") for one in allowed]
        if not domain["allowedValues"]:
            raise DeclarationError(f"{where} has an empty list of allowed values.")
    return domain


def _range(where, slot, one):
    if slot.type == "boolean":
        raise DeclarationError(f"{where} is a boolean and cannot have a range.")
    wire = {}
    for name in ("minimum", "maximum"):
        value = getattr(one, name)
        if value is not None:
            wire[name] = _fitting(where, slot, value, name)
    if not wire:
        raise DeclarationError(f"{where} has a range with neither minimum nor maximum.")
    if len(wire) == 2 and wire["minimum"] > wire["maximum"]:
        raise DeclarationError(f"{where} has a range whose minimum {wire['minimum']} is above its maximum {wire['maximum']}.")
    if one.spacing is not None:
        if slot.type not in _NUMBERS or not _is_number(one.spacing) or one.spacing <= 0 or one.minimum is None:
            raise DeclarationError(f"{where} has a spacing of {one.spacing!r}; it needs a number above 0 and a range of numbers with a minimum.")
        wire["spacing"] = one.spacing
    if one.closure is not None:
        if one.closure not in _CLOSURES:
            raise DeclarationError(f"{where} has the closure {one.closure!r}, which is none of {', '.join(_CLOSURES)}.")
        wire["closure"] = one.closure
    return wire


def _fitting(where, slot, value, what):
    """A default or allowed value as JSON; it must fit the data type."""
    if slot.type == "boolean":
        fits = isinstance(value, bool)
    elif slot.type in _WHOLE:
        fits = _is_whole(value) and value >= {"positiveInteger": 1, "nonNegativeInteger": 0}.get(slot.type, value)
    elif slot.type in _NUMBERS:
        fits = _is_number(value)
        if not fits and isinstance(value, slot.hint) and slot.type == "decimal":
            return str(value)
    else:
        fits = isinstance(value, str)
        if not fits and isinstance(value, slot.hint) and hasattr(value, "isoformat"):
            return value.isoformat()
    if not fits:
        raise DeclarationError(f"{where} has the {what} {value!r}, which is no {slot.type}.")
    return value


def _check_default(where, described):
    allowed = described.get("allowedValues")
    if allowed is None or any(_admits(one, described["default"]) for one in allowed):
        return
    raise DeclarationError(f"{where} has the default {described['default']!r}, which is not an allowed value.")


def _admits(allowed, value):
    if not isinstance(allowed, dict):
        return allowed == value
    closure = allowed.get("closure", "closed")
    least, most = allowed.get("minimum"), allowed.get("maximum")
    if least is not None and (value < least or (value == least and closure in ("open", "open-closed"))):
        return False
    if most is not None and (value > most or (value == most and closure in ("open", "closed-open"))):
        return False
    spacing = allowed.get("spacing")
    steps = 0 if spacing is None else (value - least) / spacing
    return math.isclose(steps, round(steps), abs_tol=1e-9)


def _limits(where, limits):
    for name, value in limits.items():
        if name not in LIMITS:
            raise DeclarationError(f"{where} has the limit {name!r}, which is none of {', '.join(LIMITS)}.")
        if not _is_number(value) or value <= 0 or (name != "cpus" and not _is_whole(value)):
            raise DeclarationError(f"{where} has the limit {name} {value!r}; it must be a {'' if name == 'cpus' else 'whole '}number above 0.")
    return dict(limits)


def _check_unique(where, name, ids):
    twice = [one for one in ids if ids.count(one) > 1]
    if twice:
        raise DeclarationError(f"{where} has the id {twice[0]} twice among its {name}.")


def _text(where, name, value):
    if not isinstance(value, str) or not value.strip():
        raise DeclarationError(f"{where}: {name} must be a text that is not empty, not {value!r}.")
    return value


def _is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
