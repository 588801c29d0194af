"""The door of the Python SDK: what a process imports.

    from typing import Annotated
    from terrarium import Context, Field, process
"""

from .context import Context, Dismissed, ToolError, UserError
from .declare import DeclarationError, Field, Format, Metadata, Outputs, Range, process
from .handles import File, Raster, Table, Vector
from .values import BoundingBox, Complex

__all__ = [
    "BoundingBox",
    "Complex",
    "Context",
    "DeclarationError",
    "Dismissed",
    "Field",
    "File",
    "Format",
    "Metadata",
    "Outputs",
    "Range",
    "Raster",
    "Table",
    "ToolError",
    "UserError",
    "Vector",
    "process",
]
