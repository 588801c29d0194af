# The service to compare with: Debian's PyWPS with the same say_hello, as its documentation sets it up (gunicorn, sync workers).
import os

from pywps import LiteralInput, LiteralOutput, Process, Service


class SayHello(Process):
    def __init__(self):
        super().__init__(
            self.handle,
            identifier="say_hello",
            title="Process Say Hello",
            version="1.3.3.7",
            inputs=[LiteralInput("name", "Input name", data_type="string")],
            outputs=[LiteralOutput("response", "Output response", data_type="string")],
            store_supported=True,
            status_supported=True,
        )

    def handle(self, request, response):
        response.outputs["response"].data = "Hello " + request.inputs["name"][0].data
        return response


application = Service([SayHello()], [os.environ["BENCH_PYWPS_CFG"]])
