"""say_hello of a process that needs GDAL: what such a process waits for is the import."""

from osgeo import gdal, ogr
from terrarium import Outputs, process

gdal.UseExceptions()
ogr.UseExceptions()


class Said(Outputs):
    response: str


@process("say_hello_gdal", version="1", title="Say hello with GDAL loaded", limits={"diskBytes": 16 * 2**20})
def say_hello(name: str) -> Said:
    return Said(response=f"Hello {name}")
