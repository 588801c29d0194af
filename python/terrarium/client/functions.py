"""Makes a function of a process: its signature, annotations and docstring say what the description says."""

import inspect
import textwrap
import typing

from .documents import alternatives
from .outputs import python_name

_TYPES = {"string": str, "integer": int, "number": float, "boolean": bool, "object": dict, "array": list}
OPTIONS = {
    "wait": (True, "False: do not wait for the end; the job is returned at once"),
    "outputs": (None, "which outputs, and how: a list of names, or a dict as OGC API - Processes writes it; all if left out"),
    "progress": (None, "called with the job whenever something of it has changed"),
    "response": ("document", '"raw": the bytes of the outputs as they are'),
}


def _annotation(parameter):
    if parameter.kind == "bbox":
        one = typing.Sequence[float]
    elif parameter.kind == "complex":
        one = typing.Any
    else:
        ways = alternatives(parameter.schema)
        allowed = [value for way in ways for value in way.get("enum") or []]
        is_choice = allowed and all("enum" in way for way in ways)
        types = {_TYPES[way["type"]] for way in ways if way.get("type") in _TYPES}
        one = typing.Literal[tuple(allowed)] if is_choice else typing.Union[tuple(types)] if types else typing.Any
    return typing.List[one] if parameter.max_occurs > 1 else one


def _default(parameter):
    return next((way["default"] for way in [parameter.schema, *alternatives(parameter.schema)] if "default" in way), None)


def input_names(process):
    """Names of the language for the inputs, by identifier."""
    names = {}
    for parameter in process.inputs:
        names[parameter.id] = python_name(parameter.id, names.values())
    return names


def _options(process):
    """Those that no input has the name of: such a process is executed with options by `execute`."""
    return [name for name in OPTIONS if name not in input_names(process).values()]


def _signature(process, result):
    required, optional = [], []
    for parameter in process.inputs:
        given = {"annotation": _annotation(parameter)}
        is_required = parameter.min_occurs > 0 and _default(parameter) is None
        if not is_required:
            given["default"] = _default(parameter)
        name = input_names(process)[parameter.id]
        (required if is_required else optional).append(inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, **given))
    options = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=OPTIONS[name][0]) for name in _options(process)]
    return inspect.Signature([*required, *optional, *options], return_annotation=result)


def _line(name, parameter):
    words = [parameter.title if parameter.title != parameter.id else "", parameter.description]
    formats = ", ".join(dict.fromkeys(one.media_type for one in parameter.formats))
    said = ". ".join(word.rstrip(".") for word in words if word)
    text = f"{name}: {said or 'no description'}{f' ({formats})' if formats else ''}"
    return textwrap.fill(text, 110, initial_indent="    ", subsequent_indent="        ")


def _docstring(process):
    names = input_names(process)
    paragraphs = [process.title, process.description]
    if process.inputs:
        paragraphs.append("\n".join(["Args:", *[_line(names[one.id], one) for one in process.inputs]]))
    options = [f"    {name}: {OPTIONS[name][1]}" for name in _options(process)]
    paragraphs.append("\n".join(["Options:", *options]))
    outputs = [_line(python_name(one.id), one) for one in process.outputs]
    paragraphs.append("\n".join(["Returns:", "    the job; its get() has", *outputs]))
    return "\n\n".join(one for one in paragraphs if one)


def make_function(process, execute, result):
    """The function. execute: takes the inputs by identifier, and options. result: the class of what is returned."""
    signature = _signature(process, result)
    ids = {name: identifier for identifier, name in input_names(process).items()}

    def function(*args, **kwargs):
        try:
            given = signature.bind(*args, **kwargs).arguments
        except TypeError as error:
            raise TypeError(f"{function.__name__}() {error}") from None
        inputs = {ids[name]: value for name, value in given.items() if name in ids and value is not None}
        return execute(process, inputs, **{name: value for name, value in given.items() if name not in ids})

    function.__name__ = function.__qualname__ = python_name(process.id)
    function.__doc__ = _docstring(process)
    function.__signature__ = signature
    function.process = process
    return function
