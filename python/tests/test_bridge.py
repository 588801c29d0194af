"""The bridge to PyWPS beyond what is compared with PyWPS itself: projects with faults, odd outputs, stored files. Real children, no sandbox."""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest

RUNNER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "terrarium", "bridge", "runner.py")
HEAD = "from pywps import *\nfrom pywps.app.exceptions import ProcessError\nTEXT = Format('text/plain')\n"
ONE = """
class One(Process):
    def __init__(self):
        super().__init__(self._handler, "one", "One", inputs=[{inputs}], outputs=[{outputs}])

    def _handler(self, request, response):
"""


@unittest.skipUnless(importlib.util.find_spec("pywps"), "PyWPS is not installed")
class Bridge(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        for name in ("in", "out", "work", "project"):
            os.mkdir(self.path(name))

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path("project", name)), exist_ok=True)
        with open(self.path("project", name), "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))

    def call(self, *words, told=b""):
        """The last message, the log."""
        done = subprocess.run(
            [sys.executable, "-I", "-B", RUNNER, "--url", "http://server", *words],
            input=told,
            capture_output=True,
            cwd=self.path("work"),
            env={"PATH": os.environ["PATH"], "LANG": "C", "HOME": self.path("work"), "TERRARIUM_JOB": self.folder},
            timeout=60,
        )
        return json.loads(done.stdout.splitlines()[-1]), done.stderr.decode("utf-8")

    def described(self, look="."):
        message, _ = self.call("--describe", self.path("project"), look)
        return [one["description"]["id"] for one in message["processes"]], message["problems"]

    def run_one(self, body, outputs="LiteralOutput('out', 'Out')", inputs="", job=None):
        self.write("one.py", HEAD + ONE.format(inputs=inputs, outputs=outputs) + textwrap.indent(textwrap.dedent(body), " " * 8))
        wanted = {"jobId": "job1", "processId": "one", "inputs": [], "outputs": [{"id": "out"}], "limits": {"diskBytes": 1000}}
        with open(self.path("job.json"), "w", encoding="utf-8") as file:
            json.dump({**wanted, **(job or {})}, file)
        return self.call("--entry", "one:One", "--id", "one", self.path("project"), "one", told=b"start\n")[0]

    def test_a_module_with_a_fault_hides_no_other(self):
        self.write("good.py", HEAD + ONE.format(inputs="", outputs="") + "        pass\n")
        self.write("broken.py", "import no_such_library")
        self.write("leaving.py", "import sys\nsys.exit(3)")
        ids, problems = self.described()
        self.assertEqual(ids, ["one"])
        self.assertEqual(len(problems), 2)
        self.assertIn("broken: The Python module no_such_library is not installed.", problems)
        self.assertTrue(any(one.startswith("leaving: SystemExit: 3") for one in problems), problems)

    def test_a_base_class_that_needs_arguments_is_no_process(self):
        self.write("base.py", HEAD + "class Base(Process):\n    def __init__(self, name):\n        super().__init__(None, name, name)\nclass Own(Base):\n    def __init__(self):\n        super().__init__('own')\n")
        self.assertEqual(self.described(), (["own"], []))

    def test_a_class_that_cannot_be_made_is_told_with_its_line(self):
        self.write("bad.py", HEAD + "class Bad(Process):\n    def __init__(self):\n        raise ValueError('no data')\n")
        ids, problems = self.described()
        self.assertEqual(ids, [])
        self.assertEqual(problems, ["bad:Bad: ValueError: no data (bad.py, line 6)"])

    def test_a_list_called_processes_goes_before_classes(self):
        self.write("pack/__init__.py", "from .inner import One\nprocesses = [One()]\n")
        self.write("pack/inner.py", HEAD + ONE.format(inputs="", outputs="") + "        pass\nclass Two(Process):\n    def __init__(self):\n        super().__init__(None, 'two', 'Two')\n")
        self.assertEqual(self.described("pack"), (["one"], []))

    def test_a_folder_without_processes_says_so(self):
        self.write("plain.py", "x = 1\n")
        self.assertEqual(self.described(), ([], ["It has neither a list called processes nor a class of pywps.Process."]))

    def test_a_project_that_loads_its_own_configuration_still_sees_the_sandbox(self):
        self.write("own.cfg", "[server]\nworkdir = /elsewhere\nurl = http://elsewhere/wps\n[mine]\nkey = kept\n")
        self.write("setting.py", "import os\nfrom pywps import configuration\nconfiguration.load_configuration(os.path.join(os.path.dirname(__file__), 'own.cfg'))\n")
        keys = (("server", "url"), ("server", "workdir"), ("mine", "key"))
        body = f"""
        import setting
        response.outputs['out'].data = ' '.join(setting.configuration.get_config_value(*key) for key in {keys})
        """
        # With the module, as a wsgi module does: loaded by the handler it would be what the file says.
        self.run_one(body)
        with open(self.path("project", "one.py"), "r+", encoding="utf-8") as file:
            source = file.read()
            file.seek(0)
            file.write("import setting\n" + source)
        message, _ = self.call("--entry", "one:One", "--id", "one", self.path("project"), "one", told=b"start\n")
        self.assertEqual(message["outputs"][0]["value"], f"http://server/wps {self.path('work')} kept")

    def test_an_unset_text_is_empty_and_an_unset_number_an_error(self):
        self.assertEqual(self.run_one("pass")["outputs"][0]["value"], "")
        message = self.run_one("pass", outputs="LiteralOutput('out', 'Out', data_type='float')")
        self.assertEqual(message["message"], "The process gave no value for the output out.")

    def test_numbers_that_json_cannot_hold_are_texts(self):
        for value, said in (("float('inf')", "INF"), ("float('nan')", "NaN"), ("-float('inf')", "-INF")):
            message = self.run_one(f"response.outputs['out'].data = {value}", outputs="LiteralOutput('out', 'Out', data_type='float')")
            self.assertEqual(message["outputs"][0]["value"], said)
        # PyWPS itself takes whole numbers through a double.
        message = self.run_one("response.outputs['out'].data = 2 ** 60", outputs="LiteralOutput('out', 'Out', data_type='integer')")
        self.assertEqual(message["outputs"][0]["value"], str(2**60))

    def test_an_address_elsewhere_is_no_output(self):
        job = {"outputs": [{"id": "out", "format": {"mediaType": "text/plain"}}]}
        message = self.run_one("response.outputs['out'].url = 'http://example.org/x'", outputs="ComplexOutput('out', 'Out', [TEXT])", job=job)
        self.assertEqual(message["terrarium"], "error")
        self.assertIn("only files of its own can be published", message["message"])

    def test_stored_files_of_one_name_get_two(self):
        body = """
        from pywps.inout.outputs import MetaFile, MetaLink4
        links = MetaLink4('all', workdir=self.workdir)
        for text in ('a', 'b'):
            file = MetaFile(text, text, fmt=Format('text/plain', extension='.txt'))
            path = f'{self.workdir}/{text}/same.txt'
            os.makedirs(os.path.dirname(path))
            open(path, 'w').write(text)
            file.file = path
            links.append(file)
        response.outputs['out'].data = links.xml
        """
        job = {"outputs": [{"id": "out", "format": {"mediaType": "application/metalink+xml; version=4.0"}}]}
        message = self.run_one("import os\n" + textwrap.dedent(body), outputs="ComplexOutput('out', 'Out', [FORMATS.META4])", job=job)
        self.assertEqual([one["name"] for one in message["attachments"]], ["same-2.txt", "same.txt"])
        with open(self.path("out", message["outputs"][0]["file"]), encoding="utf-8") as file:
            links = file.read()
        self.assertIn("http://server/outputs/job1/same-2.txt", links)

    def test_a_large_input_is_a_link_and_a_small_one_a_copy(self):
        for length, is_link in ((100, False), (900, True)):
            with open(self.path("in", "0"), "w", encoding="utf-8") as file:
                file.write("x" * length)
            given = {"id": "data", "kind": "complex", "file": "in/0", "byteLength": length, "format": {"mediaType": "text/plain"}}
            body = "import os\nresponse.outputs['out'].data = str(os.path.islink(request.inputs['data'][0].file))"
            message = self.run_one(body, inputs="ComplexInput('data', 'Data', [TEXT])", job={"inputs": [given]})
            self.assertEqual(message["outputs"][0]["value"], str(is_link))
            for name in os.listdir(self.path("work")):
                os.unlink(self.path("work", name))

    def test_one_file_may_be_two_outputs(self):
        wanted = [{"id": name, "format": {"mediaType": "text/plain"}} for name in ("out", "copy")]
        body = "open('f.txt', 'w').write('x')\nresponse.outputs['out'].file = response.outputs['copy'].file = 'f.txt'"
        outputs = "ComplexOutput('out', 'Out', [TEXT]), ComplexOutput('copy', 'Copy', [TEXT])"
        message = self.run_one(body, outputs=outputs, job={"outputs": wanted})
        names = [one["file"] for one in message["outputs"]]
        self.assertEqual(len(set(names)), 2)
        for name in names:
            with open(self.path("out", name), encoding="utf-8") as file:
                self.assertEqual(file.read(), "x")

    def test_the_database_of_pywps_is_not_there_and_none_of_its_libraries(self):
        message = self.run_one("import sys\nresponse.outputs['out'].data = str('sqlalchemy' in sys.modules)")
        self.assertEqual(message["outputs"][0]["value"], "False")
        message = self.run_one("from pywps import dblog\ndblog.get_session()")
        self.assertIn("does not exist here", message["message"])


if __name__ == "__main__":
    unittest.main()
