"""What a describe run names as libraries of the host."""

import os
import sys
import tempfile
import unittest
from unittest import mock

from terrarium.libraries import Libraries


class LibrariesOfAProcess(unittest.TestCase):
    def setUp(self):
        for name in ("this_is_of_the_process", "wave", "aifc", "this"):
            sys.modules.pop(name, None)

    def test_are_those_of_the_interpreter_that_were_loaded_since(self):
        libraries = Libraries()
        import wave  # noqa: F401

        self.assertIn("wave", libraries.names())
        self.assertNotIn("os", libraries.names())

    def test_are_not_modules_of_the_process(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(sys, "path", list(sys.path)):
            with open(os.path.join(folder, "this_is_of_the_process.py"), "w") as file:
                file.write("import wave")
            libraries = Libraries()
            sys.path.insert(0, folder)
            import this_is_of_the_process  # noqa: F401

            self.assertEqual([name for name in libraries.names() if name.startswith("this")], [])
            self.assertIn("wave", libraries.names())

    def test_are_none_for_a_process_that_changes_the_environment_they_read(self):
        libraries = Libraries()
        import wave  # noqa: F401

        with mock.patch.dict(os.environ, {"OMP_NUM_THREADS": "1"}):
            self.assertEqual(libraries.names(), [])
