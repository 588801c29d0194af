# The same process for the bridge, under a name that no demo process has.
from hello import SayHello


class Bridged(SayHello):
    def __init__(self):
        super().__init__("say_hello_bridged")
