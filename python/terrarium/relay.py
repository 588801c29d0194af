"""The way out of a job that has an allow-list: a listener on its own loopback that hands every connection to the socket in its folder, and the
variables by which HTTP clients find it. Who judges is on the other side of the socket.

A child of its own, so that code which holds the interpreter does not stop it. Loaded only where that socket is: no other job has it.
"""

import os
import selectors
import socket

# As HTTP clients look for a proxy; some know the small names only.
_NAMES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
_MOST = 65536
_WORDS = b"The server is away, and with it the way out of this job"
_AWAY = (
    b"HTTP/1.1 503 %b\r\ncontent-type: text/plain\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%b.\n" % (_WORDS, len(_WORDS) + 2, _WORDS)
)


def open_way_out(path):
    """Begins to listen and says where in the environment; the child that serves is nobody's to wait for."""
    listener = socket.create_server(("127.0.0.1", 0))
    child = os.fork()
    if child == 0:
        try:
            if os.fork() == 0:
                _serve(listener, path)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()
    os.environ.update(dict.fromkeys(_NAMES, address))


class _End:
    """One of the two sockets of a connection, and what is still to be written to it."""

    def __init__(self, own):
        self.socket, self.wanted = own, 0
        self.other = self.speaker = None
        self.rest = b""
        self.is_read = self.is_told = False

    def events(self):
        """It is read only while the other end takes what it gave."""
        reading = not self.is_read and not self.other.rest
        return (selectors.EVENT_READ if reading else 0) | (selectors.EVENT_WRITE if self.rest else 0)


class _Relay:
    def __init__(self, listener, path):
        self._path = path
        self._selector = selectors.DefaultSelector()
        listener.setblocking(False)
        self._listener = listener
        self._selector.register(listener, selectors.EVENT_READ)

    def run(self):
        while True:
            for key, events in self._selector.select():
                if key.data is None:
                    self._accept()
                elif key.data.socket.fileno() >= 0:
                    self._move(key.data, events)

    def _accept(self):
        try:
            near, _ = self._listener.accept()
        except OSError:
            return  # it has gone, or there are too many: those that are there go on
        far = socket.socket(socket.AF_UNIX)
        ends = [_End(near), _End(far)]
        try:
            far.connect(self._path)
        except OSError:
            far.close()
            ends[1].socket, ends[1].speaker = socket.socketpair()
            ends[1].speaker.send(_AWAY)
            ends[1].speaker.shutdown(socket.SHUT_WR)
        ends[0].other, ends[1].other = ends[1], ends[0]
        for end in ends:
            end.socket.setblocking(False)
        self._watch(*ends)

    def _watch(self, *ends):
        for end in ends:
            wanted = end.events()
            if wanted == end.wanted:
                continue
            if not end.wanted:
                self._selector.register(end.socket, wanted, end)
            elif not wanted:
                self._selector.unregister(end.socket)
            else:
                self._selector.modify(end.socket, wanted, end)
            end.wanted = wanted

    def _move(self, end, events):
        try:
            if events & selectors.EVENT_READ:
                part = end.socket.recv(_MOST)
                end.is_read = not part
                end.other.rest += part
            for each in (end, end.other):
                self._write(each)
        except BlockingIOError:
            pass
        except OSError:
            return self._close(end)
        if all(each.is_told for each in (end, end.other)):
            return self._close(end)
        self._watch(end, end.other)

    def _write(self, end):
        if end.rest:
            try:
                end.rest = end.rest[end.socket.send(end.rest) :]
            except BlockingIOError:
                return
        if end.other.is_read and not end.rest and not end.is_told:
            end.is_told = True
            end.socket.shutdown(socket.SHUT_WR)

    def _close(self, end):
        for each in (end, end.other):
            if each.wanted:
                self._selector.unregister(each.socket)
                each.wanted = 0
            each.socket.close()


def _serve(listener, path):
    """Holds nothing of the runner but the listener, above all not its standard streams. Ends with the sandbox."""
    os.setsid()
    kept = os.dup2(listener.detach(), 100, inheritable=False)
    os.closerange(0, 100)
    os.closerange(101, 4096)
    for _ in range(3):
        os.open(os.devnull, os.O_RDWR)
    _Relay(socket.socket(fileno=kept), path).run()
