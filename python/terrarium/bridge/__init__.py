"""The bridge that runs PyWPS processes as they are: their classes, by the real pywps package, inside a job's sandbox.

    /usr/bin/python3 -I -B bridge/runner.py [--describe] [--config FILE] [--url URL] [--entry ENTRY --id ID] FOLDER LOOK

The parsing of requests, the queue and the storage of PyWPS are left out: those are the server's.
"""
