"""Buffers features with GRASS GIS: v.import, v.buffer and v.out.ogr in a temporary location of EPSG:3857.

The database of GRASS lives and dies in the job's working folder. Published only where GRASS is installed.
"""

import os
import re
import subprocess
import sys
from typing import Annotated

from terrarium import Complex, Context, Field, Outputs, Range, UserError, process
from terrarium.vectors import FORMATS, driver_of, output_options

GRASS = "/usr/bin/grass"
LOCATION = "grassdata/location"
SIZES = [0, 1, 10, Range(10, 100, spacing=10), Range(100, 1000, spacing=100)]


class Buffered(Outputs):
    buff_out: Annotated[Complex, Field("Buffered", translations={"cs": {"title": "Obalové zóny"}}, formats=FORMATS)]


@process(
    "grassbuffer",
    version="0.1",
    title="GRASS v.buffer",
    abstract="Returns buffers of the given size around the features of a vector layer, made by GRASS GIS in EPSG:3857",
    translations={
        "cs": {
            "title": "Obalová zóna (GRASS v.buffer)",
            "abstract": "Vrátí obalové zóny zadané velikosti kolem prvků vektorové vrstvy, vytvořené v GRASS GIS v EPSG:3857",
        }
    },
    requires={GRASS: "GRASS GIS (Debian's package grass-core)"},
)
def grassbuffer(
    poly_in: Annotated[Complex, Field("Input1", translations={"cs": {"title": "Vstup"}}, formats=FORMATS)],
    buffer: Annotated[float, Field("Buffer", translations={"cs": {"title": "Velikost obalové zóny"}}, allowed=SIZES)],
    context: Context,
) -> Buffered:
    if buffer == 0:
        raise UserError("GRASS buffers by distances above 0 only.", "buffer")
    link = staged(context, poly_in)
    start_session(context)
    context.progress(10, "Importing")
    imported = grass(context, "v.import", f"input={link}", "output=poly_in")
    if imported:
        raise UserError(f"GRASS cannot import the input poly_in: {imported}", "poly_in")
    if not os.path.isdir(os.path.join(context.workdir, LOCATION, "PERMANENT", "vector", "poly_in")):
        raise UserError("The input poly_in has no features with a geometry.", "poly_in")
    context.progress(40, "Buffering")
    need(grass(context, "v.buffer", "input=poly_in", "output=poly_in_buffer", f"distance={buffer}"))
    context.progress(80, "Exporting")
    driver, ending, creation, layer_options = output_options(context.output("buff_out").format.media_type)
    path = context.out(f"buffered.{ending}")
    options = [f"{name}={','.join(values)}" for name, values in (("dsco", creation), ("lco", layer_options)) if values]
    need(grass(context, "v.out.ogr", "input=poly_in_buffer", f"output={path}", f"format={driver}", *options))
    return Buffered(buff_out=path)


def start_session(context):
    """Makes the location and puts the environment of a GRASS session into this process; modules started from here work in it."""
    os.environ.setdefault("USER", "job")  # the uid of a sandbox has no name that GRASS could look up
    location = os.path.join(context.workdir, LOCATION)
    os.makedirs(os.path.dirname(location))
    # The location must exist before the session begins: GRASS 8.2 refuses the other order.
    need(call(context, [GRASS, "-c", "EPSG:3857", "-e", location]))
    base = subprocess.run([GRASS, "--config", "path"], check=True, capture_output=True, text=True).stdout.strip()
    sys.path.append(os.path.join(base, "etc", "python"))
    from grass.script import setup

    setup.init(os.path.join(location, "PERMANENT"), grass_path=base)


def staged(context, value):
    """The input below a name in the working folder: GDAL tells formats also by names, and GRASS writes beside its input."""
    link = os.path.join(context.workdir, "poly_in.gml" if driver_of(value) == "GML" else "poly_in.json")
    os.symlink(value.path, link)
    return link


def grass(context, module, *arguments):
    return call(context, [module, "--overwrite", *arguments])


def call(context, command):
    """Runs a program, its words to the log. Gives what GRASS says was wrong as one line, "" if all went well."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    context.log(done.stdout)
    if done.returncode == 0:
        return ""
    # What follows the first error only says that therefore other things failed too.
    _, _, problem = done.stdout.partition("ERROR: ")
    problem = re.split("ERROR: |WARNING: ", problem)[0].replace(f"{context.workdir}/", "")
    return " ".join(problem.split()).rstrip(".") + "." if problem else f"{command[0]} ended with code {done.returncode}."


def need(problem):
    if problem:
        raise RuntimeError(problem)
