"""What an author writes to declare a process: the decorator, fields, formats, ranges, outputs.

Only keeps what was written. signature.py reads it, describe.py checks it and turns it into a ProcessDescription.
Imports nothing: every waiting runner loads this file.
"""


class DeclarationError(Exception):
    """A process is declared wrongly; the message tells its author where and what."""


class _Record:
    """Plain readable values with a repr; subclasses name them in __slots__."""

    __slots__ = ()

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"

    def __eq__(self, other):
        return type(other) is type(self) and all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self):
        return hash(repr(self))


class Format(_Record):
    """A data format. `encoding` is "base64" where the data travels as base64 text; files are raw bytes in any case."""

    __slots__ = ("media_type", "encoding", "schema")

    def __init__(self, media_type, encoding=None, schema=None):
        self.media_type = media_type
        self.encoding = encoding
        self.schema = schema


class Metadata(_Record):
    """A link to more information."""

    __slots__ = ("title", "href", "role")

    def __init__(self, title, href=None, role=None):
        self.title = title
        self.href = href
        self.role = role


class Range(_Record):
    """A permitted interval; `spacing` counts from `minimum`; `closure` is closed, open, open-closed or closed-open."""

    __slots__ = ("minimum", "maximum", "spacing", "closure")

    def __init__(self, minimum=None, maximum=None, spacing=None, closure=None):
        self.minimum = minimum
        self.maximum = maximum
        self.spacing = spacing
        self.closure = closure


class Field(_Record):
    """What a type hint cannot say of an input or output: `Annotated[float, Field(title="Size", allowed=[0, 1, Range(10, 100)])]`.

    `id` defaults to the name of the parameter and `title` to the id. `type` is an XML Schema name where the hint's own is not
    meant ("double" for a float). `translations` are dicts of title, abstract and keywords by language tag. `formats` are Formats or media types and `uoms` units, the default first, as is `crs`.
    """

    __slots__ = (
        "title",
        "id",
        "abstract",
        "keywords",
        "metadata",
        "translations",
        "type",
        "allowed",
        "uoms",
        "formats",
        "maximum_megabytes",
        "crs",
        "min_occurs",
        "max_occurs",
    )

    def __init__(
        self,
        title=None,
        *,
        id=None,
        abstract=None,
        keywords=None,
        metadata=None,
        translations=None,
        type=None,
        allowed=None,
        uoms=None,
        formats=None,
        maximum_megabytes=None,
        crs=None,
        min_occurs=None,
        max_occurs=None,
    ):
        self.title = title
        self.id = id
        self.abstract = abstract
        self.keywords = keywords
        self.metadata = metadata
        self.translations = translations
        self.type = type
        self.allowed = allowed
        self.uoms = uoms
        self.formats = formats
        self.maximum_megabytes = maximum_megabytes
        self.crs = crs
        self.min_occurs = min_occurs
        self.max_occurs = max_occurs


class Outputs:
    """Base of a class that names the outputs of a process, one annotated attribute each, and carries their values.

    class Buffered(Outputs):
        buffered: Annotated[Complex, Field(formats=["application/geo+json"])]
    ...
    return Buffered(buffered=path)
    """

    def __init__(self, **values):
        self.__dict__.update(values)


class Declared:
    """A function and what its decorator said. Still callable as the plain function, e.g. from a test."""

    def __init__(self, function, facts):
        self.function = function
        self.facts = facts
        self.__name__ = getattr(function, "__name__", "process")
        self.__doc__ = getattr(function, "__doc__", None)
        self.__module__ = getattr(function, "__module__", None)

    def __call__(self, *args, **named):
        return self.function(*args, **named)


def process(
    id=None,
    *,
    version,
    title=None,
    abstract=None,
    keywords=None,
    metadata=None,
    translations=None,
    store=True,
    status=True,
    profiles=None,
    limits=None,
    network=None,
    outputs=None,
    requires=None,
    examples=None,
):
    """Publishes the decorated function. Its parameters are the inputs; its return hint, or `outputs` (id -> hint), the outputs.

    `id` defaults to the function's name. `limits` uses the names of the contract, e.g. {"wallMs": 60_000}. `network` lists the hosts
    that it must reach, each as "host:port": it reaches those that the administrator grants. `requires` maps
    paths of programs to the words that tell an administrator what to install; without them the process is not published.
    `examples` are dicts of title, inputs and expect, as in OGC API requests; {"file": NAME} is a file beside the process.
    `translations` are dicts of title, abstract and keywords by language tag: {"cs": {"title": "..."}}.
    `store` and `status` say whether results may be kept and progress is told (WPS storeSupported, statusSupported).
    """
    facts = {
        "id": id,
        "version": version,
        "title": title,
        "abstract": abstract,
        "keywords": keywords,
        "metadata": metadata,
        "translations": translations,
        "store": store,
        "status": status,
        "profiles": profiles,
        "limits": limits,
        "network": network,
        "outputs": outputs,
        "requires": requires or {},
        "examples": examples,
    }
    return lambda function: Declared(function, facts)
