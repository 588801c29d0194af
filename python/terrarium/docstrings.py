"""Reads docstrings: what an author has said of a function already need not be said again. Only loaded by a describe run."""


class Words:
    """What a docstring says: its first line, the paragraphs after it, and a sentence for each parameter."""

    __slots__ = ("title", "abstract", "parameters")

    def __init__(self, title, abstract, parameters):
        self.title = title
        self.abstract = abstract
        self.parameters = parameters


def words_of(doc):
    """Reads a docstring: `Args:` with `name: sentence` lines (Google's way), or `:param name: sentence` (Sphinx's)."""
    lines = [line.strip() for line in (doc or "").strip().split("\n")]
    parameters = {}
    paragraphs = []
    inside = False
    last = None
    for line in lines[1:]:
        head, colon, rest = line.partition(":")
        if line in ("Args:", "Arguments:", "Parameters:"):
            inside, last = True, None
        elif line in ("Returns:", "Raises:", "Yields:", "Examples:", "Example:", "Note:", "Notes:"):
            inside, last = None, None
        elif line.startswith(":param "):
            head, _, rest = line[len(":param ") :].partition(":")
            last = head.split()[-1] if head.split() else None
            parameters[last] = rest.strip()
        elif line.startswith(":"):
            inside, last = None, None
        elif inside and colon and head.partition(" ")[0].isidentifier():
            last = head.partition(" ")[0]
            parameters[last] = rest.strip()
        elif last is not None and line:
            parameters[last] = f"{parameters[last]} {line}".strip()
        elif inside is False:
            last = None
            paragraphs.append(line)
    text = " ".join(" ".join(line or "\n\n" for line in paragraphs).split(" ")).strip()
    abstract = "\n\n".join(part.strip() for part in text.split("\n\n") if part.strip())
    return Words(lines[0].rstrip(".") or None, abstract or None, parameters)
