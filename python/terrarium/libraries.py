"""Names the libraries that a process has loaded, so that a zygote can import them ahead of its jobs. Only used by a describe run."""

import os
import re
import sys

_NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)


class Libraries:
    """Begun before the process is loaded."""

    def __init__(self):
        self._known = set(sys.modules)
        self._environment = dict(os.environ)
        # Where the interpreter's own modules and those that are installed for it lie; what the runner adds later is not among them.
        self._folders = tuple(f"{one}/" for one in sys.path if os.path.isabs(one) and os.path.isdir(one) and one != _runner_folder())

    def names(self):
        """What was loaded since from the interpreter's own folders, in the order in which it was. A process that sets its environment first gets none."""
        if dict(os.environ) != self._environment:
            return []
        found = [name for name, module in list(sys.modules.items()) if name not in self._known and self._is_library(name, module)]
        return found[:1000]

    def _is_library(self, name, module):
        file = getattr(getattr(module, "__spec__", None), "origin", None)
        return isinstance(file, str) and file.startswith(self._folders) and bool(_NAME.fullmatch(name)) and len(name) <= 200


def _runner_folder():
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
