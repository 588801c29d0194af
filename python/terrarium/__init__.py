"""The door of the Python SDK: what a process imports.

    from typing import Annotated
    from terrarium import Context, Field, process
"""

from .context import Context, UserError
from .declare import DeclarationError, Field, Format, Metadata, Outputs, Range, process
from .values import BoundingBox, Complex

__all__ = [
    "BoundingBox",
    "Complex",
    "Context",
    "DeclarationError",
    "Field",
    "Format",
    "Metadata",
    "Outputs",
    "Range",
    "UserError",
    "process",
]
