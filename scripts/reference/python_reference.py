"""Prints docs/reference-python.md: every name that `terrarium` exports, its signature and its docstring."""

import inspect
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "python"))

import terrarium
from terrarium import describe
from terrarium.context import Output
from terrarium.signature import _LITERAL_TYPES

SECTIONS = (
    ("A process", ("process", "Field", "Outputs")),
    ("Values around them", ("Format", "Metadata", "Range")),
    ("The job", ("Context", "Output")),
    ("Files", ("Complex", "Vector", "Raster", "Table", "File")),
    ("Other values", ("BoundingBox",)),
    ("Errors", ("UserError", "ToolError", "Dismissed", "DeclarationError")),
)


def words(thing):
    return inspect.cleandoc(thing.__doc__ or "").replace("|", "\\|")


def parameters(function):
    """As one would write them, without self."""
    names = [one for one in inspect.signature(function).parameters.values() if one.name != "self"]
    parts, starred = [], False
    for one in names:
        if one.kind is one.KEYWORD_ONLY and not starred:
            parts.append("*")
        starred = starred or one.kind in (one.KEYWORD_ONLY, one.VAR_POSITIONAL)
        parts.append(str(one.replace(annotation=one.empty)))
    return ", ".join(parts)


def paragraphs(thing):
    """A docstring, its indented examples as code that nobody runs: they are left out, for the guides have those that are run."""
    lines = words(thing).split("\n\n")
    kept = ["\n".join(line for line in part.split("\n") if not line.startswith(("    ", "class ", "...", "return "))) for part in lines]
    return "\n\n".join(part for part in kept if part.strip())


def members(kind):
    rows = []
    for name, one in vars(kind).items():
        if name.startswith("_"):
            continue
        text = " ".join(words(one).split()) if inspect.isfunction(one) or isinstance(one, (property, classmethod)) else ""
        if inspect.isfunction(one):
            rows.append(f"| `{name}({parameters(one)})` | {text} |")
        elif isinstance(one, property):
            rows.append(f"| `{name}` | {text} |")
        elif name == "FORMATS":
            rows.append(f"| formats, unless others are named | {', '.join(f'`{each}`' for each in one)} |")
    return rows


def section(name):
    thing = getattr(terrarium, name, None) or {"Output": Output}[name]
    lines = [f"### {name}", "", paragraphs(thing), ""]
    if inspect.isfunction(thing):
        lines += [f"`{name}({parameters(thing)})`", ""]
    elif "__init__" in vars(thing) and name not in ("Context", "Output", "Complex", "Outputs"):
        lines += [f"`{name}({parameters(thing.__init__)})`", ""]
    rows = members(thing) if inspect.isclass(thing) else []
    slots = [one for one in vars(thing).get("__slots__", ()) if not one.startswith("_")] if name in ("Complex", "Output", "BoundingBox") else []
    if slots:
        lines += [f"It has {', '.join(f'`{one}`' for one in slots)}.", ""]
    if rows:
        lines += ["| member | meaning |", "|---|---|", *rows, ""]
    bases = [base.__name__ for base in getattr(thing, "__bases__", ()) if base.__name__ == "Complex"]
    if bases:
        lines += [f"Also what {bases[0]} has.", ""]
    return "\n".join(lines)


def main():
    named = {name for _, names in SECTIONS for name in names}
    missing = set(terrarium.__all__) - named
    if missing:
        raise SystemExit(f"scripts/reference/python_reference.py says nothing of {', '.join(sorted(missing))}.")
    print(
        "# Reference: processes in Python\n\n"
        "Made from the signatures and docstrings of the SDK by `node scripts/reference-docs.mjs`; do not edit by hand. How a process is written is told in\n"
        "[first-process-python.md](first-process-python.md) and [write-processes.md](write-processes.md).\n"
    )
    for heading, names in SECTIONS:
        print(f"## {heading}\n\n" + "\n".join(section(name) for name in names))
    hints = [f"| `{hint.removeprefix('builtins.')}` | `{xml}` |" for hint, xml in _LITERAL_TYPES.items()]
    print("## Hints of literals\n\n| hint | XML Schema type |\n|---|---|\n" + "\n".join(hints))
    print("\n## Names of limits\n\n" + ", ".join(f"`{name}`" for name in describe.LIMITS) + ": in milliseconds, bytes or numbers, as their names end.")


main()
