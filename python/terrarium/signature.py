"""Reads the signature of a declared function: one Slot per input and output. Both describing and running start from here.

Looks at hints without importing typing or inspect: a waiting runner loads as little as it can.
"""

import sys

from .context import Context
from .declare import DeclarationError, Declared, Field, Format, Outputs
from .values import BoundingBox, Complex

# The XML Schema type of a hint, by the name of its class. datetime and decimal are not imported only to be compared.
_LITERAL_TYPES = {
    "builtins.str": "string",
    "builtins.bool": "boolean",
    "builtins.int": "integer",
    "builtins.float": "float",
    "decimal.Decimal": "decimal",
    "datetime.date": "date",
    "datetime.time": "time",
    "datetime.datetime": "dateTime",
}


class Slot:
    """One input or output as declared: `kind` is literal, complex or bbox; `name` the parameter or attribute; `hint` the bare class."""

    __slots__ = ("name", "id", "kind", "hint", "natural", "type", "many", "optional", "has_default", "default", "choices", "field", "formats", "uoms", "crs")

    def __init__(self, name, hint, scope, what):
        self.name = name
        self.has_default = False
        self.default = None
        self._read(_resolve(hint, scope, what), what)
        field = self.field
        self.id = name if field.id is None else field.id
        # A handle that knows what is in it brings its formats along.
        formats = getattr(self.hint, "FORMATS", None) if field.formats is None and self.kind == "complex" else field.formats
        self.formats = tuple(one if isinstance(one, Format) else Format(one) for one in _items(formats, what, "formats"))
        self.uoms = _items(field.uoms, what, "uoms")
        self.crs = _items(field.crs, what, "crs")

    def _read(self, hint, what):
        self.many = self.optional = False
        self.field = self.choices = None
        while True:
            origin = getattr(hint, "__origin__", None)
            if hasattr(hint, "__metadata__"):
                self.field = self.field or next((one for one in hint.__metadata__ if isinstance(one, Field)), None)
                hint = origin
            elif _is_union(hint):
                rest = [one for one in hint.__args__ if one is not type(None)]
                if len(rest) != 1:
                    raise DeclarationError(f"{what} has several types; give it one, or Optional of one.")
                self.optional = self.optional or len(rest) < len(hint.__args__)
                hint = rest[0]
            elif origin is list and not self.many:
                self.many = True
                hint = hint.__args__[0]
            elif _is_from_typing(origin, "Literal"):
                self.choices = hint.__args__
                hint = type(self.choices[0])
            else:
                break
        self.field = self.field or Field()
        self.hint = hint
        self.natural = self.type = None
        if isinstance(hint, type) and issubclass(hint, Complex):
            self.kind = "complex"
        elif hint is BoundingBox:
            self.kind = "bbox"
        else:
            self.kind = "literal"
            known = _LITERAL_TYPES.get(f"{getattr(hint, '__module__', '')}.{getattr(hint, '__qualname__', '')}")
            if known is None:
                raise DeclarationError(
                    f"{what} has the type {getattr(hint, '__name__', hint)!s}, which is none of str, bool, int, float, Decimal, date, time, datetime, Vector, Raster, Table, File, Complex, BoundingBox."
                )
            self.natural = known
            self.type = self.field.type or known


class Signature:
    """All that the function's code says: input slots, output slots, the parameter for the Context (or None).

    `single` tells that the function returns the value of its one output itself.
    """

    __slots__ = ("inputs", "outputs", "context", "single")

    def __init__(self, declared):
        function = declared.function
        scope = getattr(function, "__globals__", {})
        self.inputs, self.context = _parameters(function, scope)
        self.outputs, self.single = _outputs(function, declared.facts["outputs"], scope)


def find_process(module, name):
    """The one declared process of a module. Throws DeclarationError if there is none, or more than one."""
    found = {id(one): one for one in vars(module).values() if isinstance(one, Declared)}
    if len(found) != 1:
        raise DeclarationError(f"{name} declares {len(found) or 'no'} processes with @process; it must declare one.")
    return next(iter(found.values()))


def _parameters(function, scope):
    code = getattr(function, "__code__", None)
    if code is None:
        raise DeclarationError("@process decorates something that is not a plain function.")
    if code.co_flags & 0x0C:  # CO_VARARGS, CO_VARKEYWORDS
        raise DeclarationError(f"The function {function.__name__} takes *args or **kwargs; each input needs a parameter of its own.")
    if code.co_posonlyargcount:
        raise DeclarationError(f"The function {function.__name__} has positional-only parameters; inputs are given by name.")
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    defaults = function.__defaults__ or ()
    given = dict(zip(names[code.co_argcount - len(defaults) : code.co_argcount], defaults))
    given.update(function.__kwdefaults__ or {})
    slots = []
    context = None
    for name in names:
        if name not in function.__annotations__:
            raise DeclarationError(f"The parameter {name} of {function.__name__} has no type hint.")
        hint = _resolve(function.__annotations__[name], scope, f"The parameter {name}")
        if hint is Context or _is_optional_context(hint):
            context = name
            continue
        slot = Slot(name, hint, scope, f"The parameter {name}")
        if name in given:
            slot.has_default = True
            slot.default = given[name]
        slots.append(slot)
    return slots, context


def _outputs(function, declared, scope):
    if declared is not None:
        return [Slot(name, hint, scope, f"The output {name}") for name, hint in declared.items()], False
    if "return" not in function.__annotations__:
        raise DeclarationError(f"The function {function.__name__} has no return hint, and @process no outputs.")
    hint = _resolve(function.__annotations__["return"], scope, "The return hint")
    if isinstance(hint, type) and issubclass(hint, Outputs):
        scope = getattr(sys.modules.get(hint.__module__), "__dict__", scope)
        hints = {}
        for base in reversed(hint.__mro__):
            hints.update(base.__dict__.get("__annotations__", {}))
        return [Slot(name, one, scope, f"The output {name}") for name, one in hints.items()], False
    return [Slot("result", hint, scope, "The return hint")], True


def _resolve(hint, scope, what):
    """A hint as an object: `from __future__ import annotations` leaves its source text."""
    if not isinstance(hint, str):
        return hint
    try:
        return eval(hint, scope)  # the author's own code, as typing.get_type_hints does it
    except Exception as error:
        raise DeclarationError(f"{what} has the hint {hint!r}, which cannot be read: {error}.") from error


def _is_union(hint):
    return type(hint).__name__ == "UnionType" or _is_from_typing(getattr(hint, "__origin__", None), "Union")


def _is_optional_context(hint):
    return _is_union(hint) and any(one is Context for one in hint.__args__)


def _is_from_typing(origin, name):
    typing = sys.modules.get("typing")
    return typing is not None and origin is getattr(typing, name)


def _items(value, what, name):
    if value is None:
        return ()
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        raise DeclarationError(f"{what}: {name} must be a list.")
    return tuple(value)
