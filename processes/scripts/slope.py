"""Three steps of GRASS for slope.process.toml, run inside a session: import, r.slope.aspect, export."""

import subprocess
import sys

dem, slope, unit = sys.argv[1:]
for command in (
    ["r.in.gdal", f"input={dem}", "output=dem"],
    ["g.region", "raster=dem"],
    ["r.slope.aspect", "elevation=dem", "slope=slope", f"format={unit}"],
    ["r.out.gdal", "input=slope", f"output={slope}", "format=GTiff", "type=Float32"],
):
    ended = subprocess.run(command)
    if ended.returncode != 0:
        sys.exit(f"{command[0]} ended with code {ended.returncode}")
