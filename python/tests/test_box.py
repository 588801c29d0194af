"""How the zygote understands a command line of bubblewrap."""

import importlib.util
import os
import sys
import unittest

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "terrarium", "zygote")


def load_box():
    sys.path.insert(0, FOLDER)
    try:
        spec = importlib.util.spec_from_file_location("zygote_box", os.path.join(FOLDER, "box.py"))
        box = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(box)
        return box
    finally:
        sys.path.remove(FOLDER)
        sys.modules.pop("kernel", None)


SEALED = (
    "bwrap --unshare-user --unshare-pid --unshare-net --unshare-ipc --unshare-uts --unshare-cgroup --die-with-parent --uid 65534 --gid 65534 "
    "--hostname box --new-session --clearenv --setenv LANG C.UTF-8 --ro-bind /usr /usr --ro-bind-try /etc/none /etc/none "
    "--size 4096 --tmpfs /tmp --tmpfs /run --bind /data/out /job/out --chdir /job --remount-ro / --cap-drop ALL --seccomp 3"
).split()


class ACommandLine(unittest.TestCase):
    def setUp(self):
        self.box = load_box()

    def test_is_understood_word_by_word(self):
        plan = self.box.Plan([*SEALED, "--", "/usr/bin/python3", "-I", "/process/a.py", "--uid"])
        self.assertEqual(plan.environment, {"LANG": "C.UTF-8"})
        self.assertEqual(plan.command, ["/usr/bin/python3", "-I", "/process/a.py", "--uid"])
        self.assertEqual((plan.uid, plan.gid, plan.hostname, plan.folder), (65534, 65534, "box", "/job"))
        self.assertEqual(
            plan.steps,
            [
                ("--ro-bind", "/usr", "/usr"),
                ("--ro-bind-try", "/etc/none", "/etc/none"),
                ("--tmpfs", "/tmp", 4096),
                ("--tmpfs", "/run", None),
                ("--bind", "/data/out", "/job/out"),
                ("--remount-ro", "/"),
            ],
        )
        self.assertEqual(plan.bound(), [("/etc/none", "/etc/none"), ("/job/out", "/data/out"), ("/usr", "/usr")])

    def test_is_refused_with_a_word_that_is_not_known(self):
        for word in ("--overlay", "--share-net", "--cap-add", "--as-pid-1"):
            with self.assertRaisesRegex(self.box.Unknown, f"{word} is not known"):
                self.box.Plan([*SEALED, word, "x", "--", "true"])

    def test_is_refused_if_it_seals_less(self):
        for word in ("--unshare-net", "--unshare-pid", "--unshare-user", "--die-with-parent", "--new-session", "--clearenv"):
            with self.assertRaisesRegex(self.box.Unknown, f"{word} is missing"):
                self.box.Plan([one for one in SEALED if one != word])
        with self.assertRaisesRegex(self.box.Unknown, "not for all"):
            self.box.Plan([*SEALED, "--cap-drop", "CAP_KILL"])
