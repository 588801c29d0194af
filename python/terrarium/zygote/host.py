"""What the stem does on the host: speaks with the spawner, connects pipes, tells how the host calls a child, and sees whether files have changed."""

import json
import os
import socket


def say(message):
    data = memoryview(json.dumps(message).encode() + b"\n")
    try:
        while data:
            data = data[os.write(1, data) :]
    except OSError:
        os._exit(0)  # the spawner is gone


def send(gate, data):
    try:
        gate.send(data)
    except OSError:
        pass  # it has died, which is told elsewhere


def connect(path, greeting):
    """By way of its folder: a path may be longer than what the address of a socket takes."""
    folder = os.open(os.path.dirname(path), os.O_PATH | os.O_DIRECTORY)
    try:
        pipe = socket.socket(socket.AF_UNIX)
        pipe.connect(f"/proc/self/fd/{folder}/{os.path.basename(path)}")
        pipe.sendall(greeting.encode())
        return pipe
    finally:
        os.close(folder)


def pid_of(pid):
    """What the host calls a child: its /proc is the one that is mounted here."""
    descriptor = os.pidfd_open(pid)
    try:
        with open(f"/proc/self/fdinfo/{descriptor}") as file:
            found = next(line for line in file if line.startswith("Pid:"))
        return int(found.split()[1])
    finally:
        os.close(descriptor)


def path_of(path, bound):
    """Where on the host a file of the parent's root is."""
    for target, source in bound:
        if path == target or path.startswith(f"{target}/"):
            return source + path[len(target) :]
    return path


def signature(path):
    try:
        found = os.stat(path)
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)
