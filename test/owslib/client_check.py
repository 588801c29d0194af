"""What OWSLib, the Python client of OGC services, gets from a running server: one line of JSON for each claim.

    /usr/bin/python3 client_check.py http://localhost:5000 [--with-grass] [--with-wfs] [--list] [CHECK ...]

Needs Debian's python3-owslib and the demo processes with their sample data. Exit code 1 if a claim does not hold. The checks
themselves are in checks_*.py beside this file; what they share is in claims.py.
"""

import contextlib
import json
import sys
import traceback

import checks_data
import checks_metadata
import checks_more
import checks_ogcapi
import checks_stored
from claims import Client, checks_of

MODULES = (checks_metadata, checks_data, checks_stored, checks_more, checks_ogcapi)


def main(arguments):
    options = [one for one in arguments if one.startswith("--")]
    words = [one for one in arguments if not one.startswith("--")]
    found = [one for module in MODULES for one in checks_of(module) if one.needs is None or f"--with-{one.needs}" in options]
    if "--list" in options:
        print(json.dumps([{"check": one.name, "claim": one.claim} for one in found]))
        return 0
    if not words:
        sys.exit(__doc__)
    client = Client(words[0].rstrip("/"))
    failed = 0
    for one in found:
        if words[1:] and one.name not in words[1:]:
            continue
        outcome = {"check": one.name, "claim": one.claim, "ok": True}
        try:
            with contextlib.redirect_stdout(sys.stderr):  # OWSLib prints the exceptions it reads
                one.function(client)
        except Exception as error:
            failed += 1
            outcome.update(ok=False, text="".join(traceback.format_exception(type(error), error, error.__traceback__)[-2:]))
        print(json.dumps(outcome), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
