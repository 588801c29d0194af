"""The runner of PyWPS processes: speaks the same contract as the Python runner, and describes all processes of a project at once."""

import os
import sys

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[0:0] = [os.path.dirname(_PACKAGE)]

from terrarium.bridge import dblog  # noqa: E402  (-I leaves the package's folder out of the path)
from terrarium.runner import Channel, end, error_message, one_line, open_way_out  # noqa: E402


def _options(arguments):
    named, plain = {}, []
    words = iter(arguments)
    for word in words:
        if word == "--describe":
            named["describe"] = True
        elif word.startswith("--"):
            named[word[2:]] = next(words)
        else:
            plain.append(word)
    return named, plain


def _describe(libraries, project, look):
    """Gives the message that describes all processes and says what is wrong with the others."""
    from terrarium.bridge import job, settings  # noqa: F401  (what each job loads is to be loaded ahead)
    from terrarium.bridge.describe import describe
    from terrarium.bridge.sources import find

    found = find(project, look)
    modules = libraries.names()
    network = settings.network()
    processes = []
    for process, entry in found.processes:
        try:
            processes.append({"description": describe(process, network), "entry": entry})
        except Exception as error:
            found.problem(entry, error)
    problems = [f"{name}: {_problem(error)}" for name, error in found.problems]
    if not processes and not problems:
        problems = ["It has neither a list called processes nor a class of pywps.Process."]
    return {"terrarium": "descriptions", "processes": processes, "problems": problems, "modules": modules}


def _problem(error):
    import traceback

    traceback.print_exception(type(error), error, error.__traceback__)
    if isinstance(error, ModuleNotFoundError):
        return f"The Python module {error.name} is not installed."
    text = getattr(error, "description", None) or str(error)
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" ({os.path.basename(last[0].filename)}, line {last[0].lineno})" if last else ""
    return one_line(f"{type(error).__name__}: {text}{where}")


def _libraries():
    """Begun before PyWPS is loaded: a zygote is to hold that too."""
    from terrarium.context import UserError
    from terrarium.libraries import Libraries

    libraries = Libraries()
    try:
        import pywps  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name != "pywps":
            raise
        raise UserError("PyWPS is not installed (Debian's package python3-pywps).") from error
    return libraries


def main(arguments):
    named, (project, look) = _options(arguments)
    look = "" if look == "." else look  # where the processes are is to be found out
    folder = os.environ.get("TERRARIUM_JOB", "/job")
    channel = Channel()
    dblog.install()
    try:
        sys.argv = [os.path.join(project, "bridge")]
        libraries = _libraries() if "describe" in named else None
        from terrarium.bridge import settings

        settings.configure(named.get("config"), named["url"], folder)
        if libraries is not None:
            end(channel, folder, _describe(libraries, project, look))
        from terrarium.bridge import job, sources

        open_way_out(folder)

        process = sources.make(project, named["entry"], named["id"])
        settings.lay_over(named["url"], folder)
        channel.say({"terrarium": "ready"})
        if not channel.wait():
            os._exit(0)
        message = job.run(process, named["url"], folder, channel.say)
    except BaseException as error:  # SystemExit of the process too
        message = error_message(error)
    end(channel, folder, message)


if __name__ == "__main__":
    main(sys.argv[1:])
