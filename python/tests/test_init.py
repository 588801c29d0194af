"""What the first child of a sandbox keeps of what the zygote has open."""

import os
import socket
import subprocess
import sys
import unittest

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "terrarium", "zygote")

# As when very many are made at one time: what is kept has the numbers that it is to get, in another order.
CHILD = """
import os, sys
sys.path.insert(0, sys.argv[1])
import init
gate, bond = (int(one) for one in sys.argv[2:])
os.dup2(gate, 101)
os.dup2(bond, 100)
os.dup2(os.open("/proc/self/", os.O_PATH | os.O_DIRECTORY), 102)
gate, bond, own = init._keep_only(101, 100, 102)
gate.send(b"gate")
bond.send(b"bond")
os.stat("status", dir_fd=own)
"""


class TheFirstChild(unittest.TestCase):
    def test_keeps_each_descriptor_whatever_its_number_is(self):
        pairs = [socket.socketpair() for _ in range(2)]
        theirs = [str(other.fileno()) for _, other in pairs]
        words = [sys.executable, "-I", "-c", CHILD, FOLDER, *theirs]
        done = subprocess.run(words, pass_fds=[int(one) for one in theirs], check=False)
        self.assertEqual(done.returncode, 0)
        self.assertEqual([own.recv(10) for own, _ in pairs], [b"gate", b"bond"])
        for pair in pairs:
            for one in pair:
                one.close()


if __name__ == "__main__":
    unittest.main()
