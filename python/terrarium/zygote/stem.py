"""The stem: does what the spawner asks. Makes the namespaces and the init of each sandbox, has the parent fork the sapling, tells of every end."""

import json
import marshal
import os
import select
import signal
import socket
import time

import box
import host
import init
import kernel
import parent

_CHECK_SECONDS = 1.0
_TRIES = 8
_STATE = "/var/lib/dpkg/status"


class _Box:
    """A sandbox in the making or alive."""

    def __init__(self, id, gate):
        self.id, self.gate = id, gate
        self.init = self.sapling = self.sapling_gate = None
        self.is_ended = False


class Stem:
    def __init__(self, orders, title):
        self._orders, self._title = orders, title
        self._own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY)
        self._boxes, self._waiting = {}, []
        self._parent_pid = self._line = None
        self._watched, self._checked = {}, 0.0
        self._input = b""
        self._filter = bytes.fromhex(orders["filter"])

    def start_parent(self):
        """Has the libraries imported. In a sapling, much later, gives what it is to do; else None."""
        skipped, left = [], []
        for _ in range(_TRIES):
            self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            pid = os.fork()
            if pid == 0:
                self._line.detach()
                self._become_parent(theirs)
                return parent.run(self._orders, theirs, self._own_pids, self._title, skipped)
            theirs.close()
            self._parent_pid = pid
            report = json.loads(self._line.recv(1 << 20) or b'{"failed": "it died"}')
            if "poisoned" not in report:
                break
            os.waitpid(pid, 0)
            self._line.close()
            skipped.append(report["poisoned"])
            left.append(f"{report['poisoned']} {report['reason']}")
        if "imported" not in report:
            raise RuntimeError(f"the libraries could not be imported: {report.get('failed', 'too many cannot be shared')}")
        bound = box.Plan(self._orders["view"]).bound()
        self._watched = {path: host.signature(path) for path in (*(host.path_of(one, bound) for one in report["files"]), _STATE)}
        host.say({"ready": {"imported": report["imported"], "left": left}})
        return None

    def _become_parent(self, theirs):
        """Leaves nothing open in it but the line to the stem, and its name among pids."""
        high = os.dup2(theirs.detach(), 100, inheritable=False)
        own = os.dup2(self._own_pids, 101, inheritable=False)
        kernel.close_all(3, 99)
        kernel.to_null(0)
        os.dup2(2, 1)
        theirs.__init__(fileno=os.dup2(high, 3, inheritable=False))
        self._own_pids = os.dup2(own, 4, inheritable=False)
        kernel.close_all(5)

    def serve(self):
        """Until the spawner goes away. Gives something to do only in a sapling."""
        woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake)
        self._poll = select.poll()
        for descriptor in (0, woken, self._line.fileno()):
            self._poll.register(descriptor, select.POLLIN)
        self._gates = {}
        while True:
            for descriptor, _ in self._poll.poll():
                if descriptor == 0:
                    self._hear()
                elif descriptor == woken:
                    os.read(woken, 4096)
                    self._reap()
                elif self._line is not None and descriptor == self._line.fileno():
                    self._hear_parent()
                elif descriptor in self._gates:
                    self._hear_gate(descriptor)

    def _hear(self):
        part = os.read(0, 1 << 20)
        if not part:
            os._exit(0)  # all that it has made ends with it
        *lines, self._input = (self._input + part).split(b"\n")
        for line in lines:
            order = json.loads(line)
            if "make" in order:
                self._make(order["make"])
            elif "go" in order and order["go"] in self._boxes:
                host.send(self._boxes[order["go"]].gate, b"g")
            elif "drop" in order and order["drop"] in self._boxes:
                self._drop(self._boxes[order["drop"]])

    def _make(self, order):
        if self._line is None:
            host.say({"id": order["id"], "failed": "its parent has died"})
            return
        if self._is_stale():
            host.say({"stale": True})
        gate, init_gate = socket.socketpair()
        sapling_gate, far_gate = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        bond, far_bond = socket.socketpair()
        one = _Box(order["id"], gate)
        pipes = []
        try:
            plan = box.Plan(order["words"])
            order["filter"] = self._filter
            kernel.unshare(kernel.NEWPID)
            one.init = os.fork()
            if one.init == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                init.run(order, plan, init_gate.detach(), bond.detach(), self._title)
            pids = os.open("/proc/self/ns/pid_for_children", os.O_RDONLY)
            kernel.setns(self._own_pids, kernel.NEWPID)
            pipes = [host.connect(order["socket"], f"{order['token']} {number}\n") for number in range(3)]
            told = (order["uid"], order["limits"], order["filter"], plan.folder, plan.environment, plan.command)
            sapling_gate.send(marshal.dumps(told))
            socket.send_fds(self._line, [b"f"], [pids, far_gate.fileno(), far_bond.fileno(), *(pipe.fileno() for pipe in pipes)])
            os.close(pids)
        except Exception as error:
            host.say({"id": one.id, "failed": f"{type(error).__name__}: {error}"})
            if one.init:
                os.kill(one.init, signal.SIGKILL)
            kernel.setns(self._own_pids, kernel.NEWPID)
            gate.close()
            sapling_gate.close()
            return
        finally:
            for each in (init_gate, far_gate, bond, far_bond, *pipes):
                each.close()
        one.sapling_gate = sapling_gate
        self._boxes[one.id] = one
        self._waiting.append(one)
        for each in (gate, sapling_gate):
            self._gates[each.fileno()] = (one, each)
            self._poll.register(each, select.POLLIN)

    def _hear_parent(self):
        said = self._line.recv(65536)
        if not said:
            self._poll.unregister(self._line)
            self._line.close()
            self._line = None
            for one in self._waiting[:]:
                self._drop(one, "its parent has died")
            host.say({"orphaned": True})
            return
        report = json.loads(said)
        if "status" in report:
            self._end_sapling(report["pid"], report["status"])
            return
        one = self._waiting.pop(0)
        if "refused" in report:
            self._drop(one, "a child could not be forked")
            return
        one.sapling = report["pid"]
        try:
            host.say({"id": one.id, "born": [host.pid_of(one.init), host.pid_of(one.sapling)]})
        except OSError:
            self._drop(one, "it died at once")

    def _hear_gate(self, descriptor):
        one, gate = self._gates[descriptor]
        said = gate.recv(4096)
        if said == b"sealed":
            host.say({"id": one.id, "sealed": True})
        elif said:
            self._drop(one, said[1:].decode(errors="replace"))
        self._close_gate(descriptor)

    def _close_gate(self, descriptor):
        one, gate = self._gates.pop(descriptor)
        self._poll.unregister(descriptor)
        if gate is not one.gate:
            gate.close()

    def _drop(self, one, reason=None):
        """Ends what could not be made; its ends are told no more."""
        if reason is not None:
            host.say({"id": one.id, "failed": reason})
        one.is_ended = True
        if one in self._waiting and self._line is None:
            self._waiting.remove(one)
        if one.init:
            try:
                os.kill(one.init, signal.SIGKILL)
            except ProcessLookupError:
                pass
            return
        self._forget(one)

    def _reap(self):
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self._parent_pid:
                continue
            one = next((each for each in self._boxes.values() if each.init == pid), None)
            if one is None:
                self._end_sapling(pid, status)  # an orphan of the parent
                continue
            one.init = None
            if one.sapling is None or one.is_ended:
                self._forget(one)

    def _end_sapling(self, pid, status):
        one = next((each for each in self._boxes.values() if each.sapling == pid), None)
        if one is None:
            return
        one.sapling = None
        if not one.is_ended:
            one.is_ended = True
            code = os.waitstatus_to_exitcode(status)
            host.say({"id": one.id, "ended": code if code >= 0 else 128 - code})
        if one.init is None:
            self._forget(one)

    def _forget(self, one):
        for descriptor in [each for each, (owner, _) in self._gates.items() if owner is one]:
            self._close_gate(descriptor)
        one.gate.close()
        self._boxes.pop(one.id, None)

    def _is_stale(self):
        """Has anything that was loaded, or the state of the host's packages, changed since."""
        now = time.monotonic()
        if now - self._checked < _CHECK_SECONDS:
            return False
        self._checked = now
        return any(host.signature(path) != known for path, known in self._watched.items())


def run(orders, title):
    """Never returns in the stem; in each sapling, gives what it is to do."""
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_SLAVE)
    # The numbers of the parent and of a sapling must differ: libraries see by it that they were forked.
    for _ in range(3):
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
    stem = Stem(orders, title)
    return stem.start_parent() or stem.serve()
