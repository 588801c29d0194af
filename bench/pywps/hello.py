# The process that PyWPS and the bridge run in the bench.
from pywps import LiteralInput, LiteralOutput, Process


class SayHello(Process):
    def __init__(self, identifier="say_hello"):
        super().__init__(
            self.handle,
            identifier=identifier,
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
