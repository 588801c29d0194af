# The service to compare with: Debian's PyWPS with the same say_hello, as its documentation sets it up (gunicorn, sync workers).
import os

from hello import SayHello
from pywps import Service

application = Service([SayHello()], [os.environ["BENCH_PYWPS_CFG"]])
