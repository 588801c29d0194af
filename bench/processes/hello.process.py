"""The Python twin of the demo process say_hello, for the bench."""

from terrarium import Outputs, process


class Said(Outputs):
    response: str


@process("say_hello_python", version="1", title="Say hello in Python", limits={"diskBytes": 16 * 2**20})
def say_hello(name: str) -> Said:
    return Said(response=f"Hello {name}")
