"""The ProcessDescription of a pywps.Process: what its own DescribeProcess says, without the places where that is wrong.

What differs is listed in docs/pywps-differences.md.
"""

_TYPES = {"scale": "float", "angle": "float", None: "string"}
_WITHOUT_END = 1_000_000
# A process needs an output (05-007r7, table 23), which PyWPS does not ask for.
FINISHED = {"id": "finished", "title": "Finished", "abstract": "The process has no outputs of its own: true when it has ended well.", "kind": "literal", "dataType": "boolean"}


def describe(process, network=()):
    """Plain data of the contract (description.ts). `network`: what all processes of the project ask for; its own are in its attribute of that name."""
    description = _described(process)
    description["version"] = str(process.version)
    description["inputs"] = [_input(one) for one in process.inputs]
    description["outputs"] = [_output(one) for one in process.outputs] or [FINISHED]
    description["storeSupported"] = process.store_supported == "true"
    description["statusSupported"] = process.status_supported == "true"
    profiles = [process.profile] if isinstance(process.profile, str) else process.profile or []
    if any(profiles):
        description["profiles"] = [str(one) for one in profiles if one]
    own = getattr(process, "network", None)
    hosts = [*network, *(own if isinstance(own, (list, tuple)) else ())]
    if hosts:
        description["network"] = {"kind": "allow-list", "hosts": [str(one) for one in hosts]}
    return description


def _described(one):
    identifier = str(one.identifier)
    described = {"id": identifier, "title": str(one.title or identifier)}
    if one.abstract:
        described["abstract"] = str(one.abstract)
    keywords = [one.keywords] if isinstance(one.keywords, str) else one.keywords or []
    if any(keywords):
        described["keywords"] = [str(word) for word in keywords if word]
    metadata = [_metadata(link) for link in getattr(one, "metadata", None) or [] if getattr(link, "title", None)]
    if metadata:
        described["metadata"] = metadata
    translations = _translations(getattr(one, "translations", None))
    if translations:
        described["translations"] = translations
    return described


def _metadata(link):
    wire = {"title": link.title, "href": link.href, "role": link.role}
    return {name: str(value) for name, value in wire.items() if value}


def _translations(given):
    """By language tag: only the texts that a description has."""
    result = {}
    for language, texts in (given or {}).items():
        kept = {name: str(texts[name]) for name in ("title", "abstract") if texts.get(name)}
        if kept:
            result[language] = kept
    return result


def _input(one):
    described = {**_described(one), **_domain(one)}
    if described["kind"] == "literal":
        reference = one.values_reference
        if reference is not None and getattr(reference, "reference", None):
            link = {"title": "Allowed values", "href": str(reference.reference)}
            described["metadata"] = [*described.get("metadata", []), link]
        default = _plain(one.data if one.data_set else None, described["dataType"])
        if default is not None:
            described["default"] = default
    least = max(0, one.min_occurs)
    most = _WITHOUT_END if one.max_occurs is None else one.max_occurs
    return {**described, "minOccurs": least, "maxOccurs": max(1, least, most)}


def _output(one):
    described = {**_described(one), **_domain(one)}
    if described["kind"] == "complex" and one.as_reference:
        described["byReference"] = True
    return described


def _domain(one):
    if hasattr(one, "supported_formats"):
        return {"kind": "complex", "formats": _formats(one)}
    if hasattr(one, "crss"):
        return {"kind": "bbox", "crs": list(dict.fromkeys(str(crs) for crs in one.crss))}
    domain = {"kind": "literal", "dataType": _TYPES.get(one.data_type, one.data_type)}
    if one.uoms:
        domain["uoms"] = list(dict.fromkeys(unit.uom for unit in one.uoms))
    allowed = _allowed(one, domain["dataType"])
    if allowed:
        domain["allowedValues"] = allowed
    return domain


def _formats(one):
    """The default first. PyWPS takes a process that names none, and prints an empty format."""
    given = [*([one.data_format] if one.data_format else []), *one.supported_formats]
    formats = []
    for each in given:
        format = {"mediaType": each.mime_type, "schema": each.schema, "encoding": each.encoding}
        format = {name: value for name, value in format.items() if value}
        if format not in formats:
            formats.append(format)
    return formats or [{"mediaType": "application/octet-stream"}]


def _allowed(one, data_type):
    values = getattr(one, "allowed_values", None)
    if not values or one.any_value or one.values_reference:
        return []
    allowed = [_allowed_value(each, data_type) for each in values if hasattr(each, "allowed_type")]
    return allowed if len(allowed) == len(values) else []


def _allowed_value(each, data_type):
    if each.allowed_type != "range":
        return _plain(each.value, data_type)
    bounds = {"minimum": _bound(each.minval), "maximum": _bound(each.maxval), "closure": each.range_closure}
    if each.spacing:
        bounds["spacing"] = abs(each.spacing)
    return {name: value for name, value in bounds.items() if value is not None}


def _bound(value):
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _plain(value, data_type):
    """A default or allowed value as JSON; None for what has no such form."""
    if value is None or isinstance(value, (list, dict, set)):
        return None
    if hasattr(value, "geturl"):
        return value.geturl()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if data_type == "boolean":
        return bool(value)
    if data_type in ("string", "anyURI", "date", "time", "dateTime"):
        return str(value)
    number = value if isinstance(value, (int, float)) else float(value)
    return str(number) if number != number or abs(number) == float("inf") else number
