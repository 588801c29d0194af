"""What a process can and cannot do to its runner: real children, beyond what the golden bundles hold for every language."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest

RUNNER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "terrarium", "runner.py")


class Runner(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        for name in ("in", "out", "work", "process"):
            os.mkdir(self.path(name))

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def start(self, body, head="", stderr=subprocess.PIPE):
        source = f"from terrarium import Context, UserError, process\n{textwrap.dedent(head)}\n@process('p', version='1', outputs={{'out': str}})\ndef p(context: Context):\n"
        with open(self.path("process", "p.process.py"), "w", encoding="utf-8") as file:
            file.write(source + textwrap.indent(textwrap.dedent(body), "    "))
        with open(self.path("job.json"), "w", encoding="utf-8") as file:
            json.dump({"jobId": "j", "processId": "p", "inputs": [], "outputs": [{"id": "out"}], "limits": {}}, file)
        child = subprocess.Popen(
            [sys.executable, "-I", "-B", RUNNER, self.path("process", "p.process.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=self.path("work"),
            env={"PATH": os.environ["PATH"], "LANG": "C", "TERRARIUM_JOB": self.folder},
        )
        self.addCleanup(child.kill)
        return child

    def run_process(self, body, head=""):
        """The last message, the log."""
        child = self.start(body, head)
        out, log = child.communicate(b"start\n", timeout=60)
        return json.loads(out.splitlines()[-1]), log.decode("utf-8")

    def value(self, body, head=""):
        message, log = self.run_process(body, head)
        self.assertEqual(message["terrarium"], "results", (message, log))
        return message["outputs"][0]["value"]

    def test_children_of_the_process_do_not_inherit_the_channel(self):
        body = "import subprocess\nreturn {'out': subprocess.run(['ls', '/proc/self/fd'], stdout=subprocess.PIPE, close_fds=False, text=True).stdout}"
        self.assertEqual(self.value(body).split()[:3], ["0", "1", "2"])
        self.assertEqual(len(self.value(body).split()), 4, "0, 1, 2 and the folder that ls itself opened")

    def test_what_children_of_the_process_print_is_log(self):
        message, log = self.run_process("import os\nos.system('echo from a child')\nreturn {'out': 'x'}")
        self.assertIn("from a child", log)
        self.assertEqual(message["terrarium"], "results")

    def test_code_that_reads_its_standard_input_finds_it_empty_and_the_start_line_stays(self):
        self.assertEqual(self.value("import sys\nreturn {'out': repr((early, sys.stdin.read()))}", "import sys\nearly = sys.stdin.read()"), "('', '')")

    def test_ready_is_said_after_the_code_is_loaded_and_before_the_job_is_read(self):
        child = self.start("return {'out': 'x'}", "open('loaded', 'w').close()")
        os.rename(self.path("job.json"), self.path("later.json"))
        self.assertEqual(json.loads(child.stdout.readline()), {"terrarium": "ready"})
        self.assertTrue(os.path.exists(self.path("work", "loaded")))
        os.rename(self.path("later.json"), self.path("job.json"))
        out, _ = child.communicate(b"start\n", timeout=60)
        self.assertEqual(json.loads(out)["terrarium"], "results")

    def test_a_log_that_nobody_reads_does_not_fail_the_job(self):
        reading, writing = os.pipe()
        child = self.start("import os\nfor n in range(5):\n    print('x' * 100_000)\nos.write(1, b'raw')\ncontext.log('y')\nreturn {'out': 'done'}", stderr=writing)
        os.close(writing)
        os.close(reading)
        out, _ = child.communicate(b"start\n", timeout=60)
        self.assertEqual(json.loads(out.splitlines()[-1])["terrarium"], "results")

    def test_closed_standard_streams_do_not_fail_the_job(self):
        self.assertEqual(self.value("import os, sys\nsys.stdout.close()\nos.close(1)\nos.close(2)\nreturn {'out': 'done'}"), "done")

    def test_threads_left_behind_do_not_hold_the_end(self):
        self.assertEqual(self.value("import threading\nthreading.Thread(target=threading.Event().wait).start()\nreturn {'out': 'done'}"), "done")

    def test_text_that_is_no_ascii_is_logged_whatever_the_locale(self):
        _, log = self.run_process("print('žluťoučký \\ud800')\nreturn {'out': 'x'}")
        self.assertIn("žluťoučký \\ud800", log)

    def test_modules_beside_the_process_can_be_imported(self):
        with open(self.path("process", "beside.py"), "w", encoding="utf-8") as file:
            file.write("word = 'found'\n")
        self.assertEqual(self.value("return {'out': word}", "from beside import word"), "found")

    def test_dataclasses_and_future_annotations_work_in_a_process(self):
        head = "from __future__ import annotations\nfrom terrarium import Context, process\nfrom dataclasses import dataclass\n@dataclass\nclass Pair:\n    a: int\n"
        with open(self.path("process", "q.process.py"), "w", encoding="utf-8") as file:
            file.write(head + "@process('q', version='1')\ndef q(context: Context) -> str:\n    return str(Pair(1).a)\n")
        done = subprocess.run([sys.executable, "-I", "-B", RUNNER, "--describe", self.path("process", "q.process.py")], capture_output=True, timeout=60)
        self.assertEqual(json.loads(done.stdout)["description"]["outputs"], [{"id": "result", "title": "result", "kind": "literal", "dataType": "string"}])

    def test_the_traceback_in_the_log_begins_in_the_code_of_the_process(self):
        message, log = self.run_process("raise ValueError('first\\nsecond')")
        self.assertEqual(message["message"], "The process failed with ValueError: first second")
        self.assertIn("p.process.py", log)
        self.assertNotIn("runner.py", log)

    def test_failures_of_every_kind_are_one_sentence(self):
        for body, words in (
            ("raise MemoryError", "The process ran out of memory."),
            ("def f(): f()\nf()", "RecursionError"),
            ("import sys\nsys.exit()", "The process ended itself before it gave its results."),
            ("raise KeyboardInterrupt", "KeyboardInterrupt."),
            ("raise ValueError('x' * 5000)", "xxx..."),
            ("return 5", "The process returned int, not its outputs."),
            ("return None", "The process returned NoneType, not its outputs."),
        ):
            with self.subTest(words):
                message, _ = self.run_process(body)
                self.assertEqual((message["terrarium"], message["kind"]), ("error", "process"))
                self.assertIn(words, message["message"])
                self.assertLess(len(message["message"]), 1100)

    def dismissed(self, body, head="import time"):
        """Exit code and log of a process that is dismissed as soon as it has told progress."""
        child = self.start(body, head)
        child.stdin.write(b"start\n")
        child.stdin.flush()
        while b"progress" not in child.stdout.readline():
            pass
        for _ in range(2):
            child.terminate()
        out, log = child.communicate(timeout=60)
        return json.loads(out.splitlines()[-1]), child.returncode, log.decode("utf-8")

    def test_a_dismissal_is_an_exception_in_its_code_once(self):
        body = """
            try:
                context.progress(1)
                time.sleep(60)
            except Exception:
                print("taken for an error")
            finally:
                sum(range(100_000))
                print("tidied up")
        """
        message, code, log = self.dismissed(body)
        self.assertEqual((message["message"], code, log), ("The job was dismissed.", 1, "tidied up\n"))

    def test_forks_of_the_process_are_ended_as_ever(self):
        body = """
            import os
            born, here = os.pipe()
            child = os.fork()
            if child == 0:
                os.write(here, b"!")
                time.sleep(60)
                os._exit(0)
            os.read(born, 1)
            os.kill(child, 15)
            return {"out": str(os.waitpid(child, 0)[1])}
        """
        self.assertEqual(self.value(body, "import time"), "15")

    def test_a_user_error_carries_its_detail(self):
        message, _ = self.run_process("raise UserError('No.', input='x', detail={'line': 3})")
        self.assertEqual(message, {"terrarium": "error", "kind": "user", "message": "No.", "input": "x", "detail": {"line": 3}})

    def test_a_detail_that_json_cannot_hold_is_told_as_text(self):
        message, _ = self.run_process("raise UserError('No.', detail={1, })")
        self.assertEqual(message["detail"], "{1}")

    def test_a_job_without_job_json_fails_in_words(self):
        child = self.start("return {'out': 'x'}")
        os.unlink(self.path("job.json"))
        out, _ = child.communicate(b"start\n", timeout=60)
        self.assertIn("job.json", json.loads(out.splitlines()[-1])["message"])

    def test_an_out_that_is_full_or_gone_still_answers_on_the_channel(self):
        os.rmdir(self.path("out"))
        self.assertEqual(self.value("return {'out': 'x'}"), "x")

    def test_the_last_word_in_out_is_whole_and_alone(self):
        message, _ = self.run_process("return {'out': 'x'}")
        self.assertEqual(os.listdir(self.path("out")), ["results.json"])
        with open(self.path("out", "results.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file), message)


if __name__ == "__main__":
    unittest.main()
