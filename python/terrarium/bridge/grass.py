"""A GRASS session for a process with a `grass_location`, in the three forms that PyWPS knows.

PyWPS itself begins the session before the location exists, which GRASS from 8.2 on refuses; here it is the other way round.
"""

import os
import random
import string
import sys


def prepare(gisbase):
    """Puts GRASS into the environment, as PyWPS does for all processes where its configuration names a gisbase."""
    if not gisbase or not os.path.isdir(gisbase):
        return False
    python = os.path.join(gisbase, "etc", "python")
    os.environ["GISBASE"] = gisbase
    os.environ.setdefault("USER", "job")  # the uid of a sandbox has no name that GRASS could look up
    _add("PATH", os.path.join(gisbase, "bin"), os.path.join(gisbase, "scripts"))
    _add("LD_LIBRARY_PATH", os.path.join(gisbase, "lib"))
    _add("PYTHONPATH", python)
    if python not in sys.path:
        sys.path.insert(0, python)
    return True


def _add(name, *folders):
    known = [one for one in os.environ.get(name, "").split(os.pathsep) if one]
    os.environ[name] = os.pathsep.join([*known, *folders])


def begin(process, request):
    """Replaces Process._set_grass."""
    if not process.grass_location:
        return
    if "GISBASE" not in os.environ:
        raise RuntimeError(f"The process {process.identifier} needs GRASS GIS, which is not installed (Debian's package grass-core).")
    from grass.script import core as grass

    os.environ["HOME"] = process.workdir
    os.environ["GIS_LOCK"] = str(os.getpid())  # who holds a mapset
    mapset = f"pywps_ms_{_letters()}"
    said = process.grass_location
    if said.startswith("complexinput:"):
        base, location = process.workdir, f"pywps_loc_{_letters()}"
        _enter(process, base, location, "PERMANENT")
        grass.create_location(dbase=base, location=location, filename=request.inputs[said.split(":")[1]][0].file)
    elif said.lower().startswith("epsg:"):
        base, location = process.workdir, f"pywps_loc_{_letters()}"
        _enter(process, base, location, "PERMANENT")
        grass.create_location(dbase=base, location=location, epsg=said.lower().replace("epsg:", ""))
    elif os.path.isdir(said):
        base, location = os.path.split(os.path.abspath(said))
        # What others made is read-only here: the mapset is made in a location of links to theirs.
        base = _linked(base, location, process.workdir)
    else:
        raise RuntimeError(f"The GRASS location {said} is neither a folder nor of the form epsg:NUMBER or complexinput:IDENTIFIER.")
    _enter(process, base, location, "PERMANENT")
    grass.run_command("g.mapset", mapset=mapset, flags="c", dbase=base, location=location, quiet=True)
    _enter(process, base, location, mapset)
    process._grass_mapset = mapset


def _enter(process, base, location, mapset):
    """What a session is to GRASS: a file that names where it works."""
    os.environ["GISRC"] = os.path.join(process.workdir, "GISRC")
    with open(os.environ["GISRC"], "w", encoding="utf-8") as file:
        file.write(f"GISDBASE: {base}\nLOCATION_NAME: {location}\nMAPSET: {mapset}\nGUI: text\n")


def _linked(base, location, workdir):
    if os.access(os.path.join(base, location), os.W_OK):
        return base
    own = os.path.join(workdir, "grassdata")
    os.makedirs(os.path.join(own, location))
    for name in os.listdir(os.path.join(base, location)):
        os.symlink(os.path.join(base, location, name), os.path.join(own, location, name))
    return own


def _letters():
    return "".join(random.sample(string.ascii_letters, 5))
