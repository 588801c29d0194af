"""A client of OGC API - Processes, of Terrarium and of other servers. Nothing but Python's library is needed (3.9 or newer).

    from terrarium.client import connect

    t = connect("http://localhost:5000")
    job = t.say_hello(name="Ada")
    print(job.get().response)
"""

from .client import Client, connect
from .errors import JobFailed, ServerError
from .job import Job
from .values import Link

__all__ = ["Client", "Job", "JobFailed", "Link", "ServerError", "connect"]
