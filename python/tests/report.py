"""Lists the unit tests of this folder, or runs them and tells the outcome of each as a line of JSON, for the project's own test run."""

import json
import os
import sys
import unittest

FOLDER = os.path.dirname(os.path.abspath(__file__))


def cases(suite):
    for one in suite:
        yield from cases(one) if isinstance(one, unittest.TestSuite) else [one]


class Report(unittest.TestResult):
    """Subtests count with their test; the first problem is the one that is told."""

    def startTest(self, test):
        super().startTest(test)
        self.outcome = {"id": test.id(), "outcome": "passed"}

    def addFailure(self, test, error):
        self._problem(test, error)

    def addError(self, test, error):
        self._problem(test, error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self._problem(subtest, error)

    def addSkip(self, test, reason):
        self.outcome = {"id": test.id(), "outcome": "skipped", "text": reason}

    def stopTest(self, test):
        super().stopTest(test)
        print(json.dumps(self.outcome), flush=True)

    def _problem(self, test, error):
        if self.outcome["outcome"] != "failed":
            self.outcome.update(outcome="failed", text=self._exc_info_to_string(error, test))


if __name__ == "__main__":
    found = unittest.defaultTestLoader.discover(FOLDER)
    if sys.argv[1:] == ["--list"]:
        print(json.dumps([one.id() for one in cases(found)]))
    else:
        found.run(Report())
