"""Finds the pywps.Process instances of a project: a list called `processes`, or else all classes that its modules define.

An entry names where one was found, so that a job imports no more than it needs: "module" for a list, "module:Class" for a class.
"""

import importlib
import os
import pkgutil
import sys

_NOT_PROCESSES = {"wsgi", "cli", "setup", "conftest", "tests", "test", "docs", "__main__"}


class Found:
    """Processes with their entries, and the reasons why something is not among them, by module."""

    def __init__(self):
        self.processes = []
        self.problems = []

    def problem(self, module, error):
        self.problems.append((module, error))


def find(folder, look):
    """Looks in the module or package `look`, or where it is "" in all of the folder."""
    sys.path.insert(0, folder)
    found = Found()
    names = [look] if look else _top(folder)
    lists = [name for name in names if look == "" and name.rpartition(".")[2] == "processes"]
    for name in lists or names:
        _look(name, found, look != "")
    return found


def make(folder, entry, identifier):
    """The one process of a job."""
    from pywps import Process

    sys.path.insert(0, folder)
    name, _, class_name = entry.partition(":")
    module = importlib.import_module(name)
    if class_name:
        return getattr(module, class_name)()
    for one in module.processes:
        if isinstance(one, Process) and str(one.identifier) == identifier:
            return one
    raise LookupError(f"The list of processes in {name} has no {identifier} any more.")


def _top(folder):
    """The modules and packages directly in a folder; "processes" in one of them is meant before all others."""
    names = [one.name for one in pkgutil.iter_modules([folder]) if one.name not in _NOT_PROCESSES]
    plain = os.path.join(folder, "processes")
    if "processes" not in names and os.path.isdir(plain):
        names.append("processes")
    inner = [f"{one}.processes" for one in names if _has_processes(os.path.join(folder, one))]
    return (["processes"] if "processes" in names else []) or inner or names


def _has_processes(package):
    return os.path.isfile(os.path.join(package, "processes.py")) or os.path.isdir(os.path.join(package, "processes"))


def _look(name, found, is_named):
    module = _import(name, found)
    if module is None:
        return
    if _take_list(module, name, found):
        return
    paths = list(getattr(module, "__path__", ()))
    if is_named and any(_has_processes(path) for path in paths):
        return _look(f"{name}.processes", found, False)
    _take_classes(module, name, found)
    for inner in pkgutil.iter_modules(paths):
        if inner.name not in _NOT_PROCESSES:
            _look(f"{name}.{inner.name}", found, False)


def _import(name, found):
    try:
        return importlib.import_module(name)
    except BaseException as error:  # SystemExit of a script too
        found.problem(name, error)
        return None


def _take_list(module, name, found):
    from pywps import Process

    listed = getattr(module, "processes", None)
    if not isinstance(listed, (list, tuple)):
        return False
    processes = [one for one in listed if isinstance(one, Process)]
    found.processes.extend((one, name) for one in processes)
    return bool(processes)


def _take_classes(module, name, found):
    from pywps import Process

    for class_name, value in sorted(vars(module).items()):
        if not isinstance(value, type) or not issubclass(value, Process) or value.__module__ != name or class_name.startswith("_"):
            continue
        if _needs_arguments(value):
            continue
        try:
            found.processes.append((value(), f"{name}:{class_name}"))
        except BaseException as error:
            found.problem(f"{name}:{class_name}", error)


def _needs_arguments(value):
    """A base of other classes, which nobody publishes as it is."""
    import inspect

    parameters = list(inspect.signature(value.__init__).parameters.values())[1:]
    return any(one.default is one.empty and one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY) for one in parameters)
