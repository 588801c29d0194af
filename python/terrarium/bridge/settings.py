"""pywps.configuration as a process of a job sees it: the administrator's file, with the places and addresses of the sandbox put over it."""

import glob
import logging
import os
import sys


def configure(file, url, folder):
    """Loads the configuration. `url` is the address of the server, `folder` that of the job; results that the process stores are published below `url`/outputs."""
    from pywps import configuration

    os.environ.pop("PYWPS_CFG", None)
    configuration.load_configuration([file or os.devnull])
    config = configuration.CONFIG
    lay_over(url, folder)
    stated = file is not None and _states(file, "logging", "level")
    _log(config.get("logging", "level").upper() if stated else "INFO", config.get("logging", "format", raw=True))


def lay_over(url, folder):
    """Puts the values of the sandbox over those that are there: a module of the project may have loaded a file of its own."""
    from pywps import configuration

    config = configuration.CONFIG
    for section, values in _inside(url, folder).items():
        for name, value in values.items():
            config.set(section, name, value.replace("%", "%%"))
    if not config.get("grass", "gisbase"):
        config.set("grass", "gisbase", next(iter(sorted(glob.glob("/usr/lib/grass*"), reverse=True)), ""))


def network():
    """The hosts that all processes of the project ask for: `network = host:port, host:port` in [terrarium]."""
    from pywps import configuration

    config = configuration.CONFIG
    told = config.get("terrarium", "network") if config.has_option("terrarium", "network") else ""
    return [one.strip() for one in told.replace("\n", ",").split(",") if one.strip()]


def stored_folder(folder):
    """Where PyWPS puts what is to have an address of its own."""
    return os.path.join(folder, "out", "stored")


def _inside(url, folder):
    work = os.path.join(folder, "work")
    return {
        "server": {
            "url": f"{url}/wps",
            "outputurl": f"{url}/outputs",
            "outputpath": stored_folder(folder),
            "workdir": work,
            "temp_path": "/tmp",
            "allowedinputpaths": os.path.join(folder, "in"),
            # The server has looked at sizes and counts before.
            "maxsingleinputsize": "0",
            "maxrequestsize": "0",
            "maxprocesses": "-1",
            "parallelprocesses": "-1",
            "storagetype": "file",
            "cleantempdir": "false",
        },
        "processing": {"mode": "default", "path": work},
        "logging": {"file": "", "database": "sqlite:///:memory:"},
    }


def _states(file, section, option):
    import configparser

    own = configparser.RawConfigParser()
    own.read(file, encoding="utf-8")
    return own.has_option(section, option)


def _log(level, format):
    """What processes say to PyWPS's logger goes to the log of the job."""
    logger = logging.getLogger("PYWPS")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(format))
    logger.handlers[:] = [handler]
    logger.propagate = False
    logger.setLevel(level if isinstance(logging.getLevelName(level), int) else "INFO")
