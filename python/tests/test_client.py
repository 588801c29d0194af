"""The client against documents as other servers write them. Against Terrarium itself: test/e2e/python-client.test.ts."""

import contextlib
import datetime
import http.server
import inspect
import json
import os
import pathlib
import pydoc
import sys
import tempfile
import threading
import types
import typing
import unittest
import unittest.mock

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from terrarium.client import JobFailed, Link, ServerError, connect
from terrarium.client.documents import read_process
from terrarium.client.values import encode

GEOJSON = {"type": "object", "contentMediaType": "application/geo+json"}
GML = {"type": "string", "contentMediaType": "application/gml+xml"}
PNG = {"type": "string", "contentMediaType": "image/png", "contentEncoding": "binary"}
BOX = {"allOf": [{"format": "ogc-bbox"}, {"type": "object", "properties": {"bbox": {"type": "array"}}}]}


def described(**inputs):
    return {"id": "p", "title": "Do it", "jobControlOptions": ["async-execute"], "inputs": inputs, "outputs": {"out": {"schema": {"type": "string"}}}}


class Server(contextlib.AbstractContextManager):
    """Gives the answers, by method and path, one after the other and the last of them for ever. An answer: (status, headers, body)."""

    def __init__(self, answers):
        self.answers, self.heard = {name: list(all_of_it) for name, all_of_it in answers.items()}, []
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                name = f"{self.command} {self.path.split('?')[0]}"
                server.heard.append((name, dict(self.headers), json.loads(body) if body else None, self.path))
                known = server.answers.get(name) or [(404, {}, {"title": f"no answer to {name}"})]
                status, headers, content = known.pop(0) if len(known) > 1 else known[0]
                data = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                for key, value in {"Content-Type": "application/json", "Content-Length": len(data), **headers}.items():
                    self.send_header(key, str(value))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_DELETE = answer

            def log_message(self, *_words):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/ogc"

    def __exit__(self, *_error):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def names(self):
        return [name for name, *_ in self.heard]


def server(execution=None, process=None, **more):
    answers = {
        "GET /ogc/processes": [(200, {}, {"processes": [{"id": "p"}], "links": []})],
        "GET /ogc/processes/p": [(200, {}, process or described())],
        "POST /ogc/processes/p/execution": [execution or (200, {}, {"out": "done"})],
    }
    return Server({**answers, **more})


class Functions(unittest.TestCase):
    def test_a_process_is_a_function_whose_signature_and_help_say_what_it_takes(self):
        number = {"title": "Size", "description": "In metres", "schema": {"type": "number"}}
        choice = {"schema": {"type": "string", "enum": ["a", "b"], "default": "a"}, "minOccurs": 0}
        several = {"schema": {"type": "integer"}, "minOccurs": 0, "maxOccurs": "unbounded"}
        layer = {"schema": {"oneOf": [GEOJSON, GML]}}
        with server(process=described(**{"way": choice, "my-size": number, "class": several, "layer": layer})) as here:
            t = connect(here.url)
            self.assertIn("p", dir(t))
            signature = inspect.signature(t.p)
            self.assertEqual(list(signature.parameters)[:4], ["my_size", "layer", "way", "class_"])
            self.assertEqual(signature.parameters["way"].default, "a")
            self.assertEqual(signature.parameters["way"].annotation, typing.Literal["a", "b"])
            self.assertEqual(signature.parameters["class_"].annotation, typing.List[int])
            text = pydoc.plain(pydoc.render_doc(t.p))
            for words in ("my_size: float", "Do it", "my_size: Size. In metres", "layer: no description (application/geo+json", "out:"):
                self.assertIn(words, text)
            with self.assertRaisesRegex(TypeError, r"^p\(\) missing a required argument: 'my_size'"):
                t.p()
            t.p(1.5, {"type": "Point", "coordinates": [1, 2]}, class_=[1, 2])
            sent = here.heard[-1][2]["inputs"]
            point = {"value": {"type": "Point", "coordinates": [1, 2]}, "mediaType": "application/geo+json"}
            self.assertEqual(sent, {"my-size": 1.5, "layer": point, "class": [1, 2]})

    def test_an_input_keeps_its_name_where_an_option_has_the_same(self):
        with server(process=described(wait={"schema": {"type": "integer"}})) as here:
            connect(here.url).p(wait=3)
            self.assertEqual(here.heard[-1][2]["inputs"], {"wait": 3})

    def test_what_is_not_offered_is_no_attribute(self):
        with server() as here:
            t = connect(here.url)
            with self.assertRaisesRegex(AttributeError, "has no process nonesuch"):
                t.nonesuch()
            asked = len(here.heard)
            self.assertFalse(hasattr(t, "_repr_html_"))
            self.assertEqual(len(here.heard), asked)

    def test_processes_come_from_all_pages_and_from_drafts(self):
        pages = [
            (200, {}, {"processes": [{"id": "a b"}], "links": [{"rel": "next", "href": "processes?page=2"}]}),
            (200, {}, {"processes": [{"id": "a-b"}]}),
        ]
        with server(**{"GET /ogc/processes": pages}) as here:
            self.assertEqual(connect(here.url).names(), {"a_b": "a b", "a_b_": "a-b"})
        draft = read_process({"process": {"id": "p", "inputs": [{"id": "x", "schema": {}, "minOccurs": "0"}]}})
        self.assertEqual((draft.inputs[0].id, draft.inputs[0].min_occurs), ("x", 0))


class Inputs(unittest.TestCase):
    def setUp(self):
        schemas = {"layer": {"oneOf": [GEOJSON, GML]}, "picture": PNG, "box": BOX, "day": {"type": "string"}}
        inputs = {name: {"schema": schema, "maxOccurs": 3 if name == "box" else 1} for name, schema in schemas.items()}
        self.inputs = {one.id: one for one in read_process(described(**inputs)).inputs}

    def check(self, name, value, expected):
        self.assertEqual(encode(self.inputs[name], value), expected)

    def test_text_is_data_in_the_format_that_it_shows(self):
        self.check("layer", '{"type": "Point"}', {"value": {"type": "Point"}, "mediaType": "application/geo+json"})
        self.check("layer", "<a/>", {"value": "<a/>", "mediaType": "application/gml+xml"})
        self.check("layer", "http://here/", {"value": "http://here/", "mediaType": "application/gml+xml"})

    def test_files_are_read_and_bytes_are_base64(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.gml")
            path.write_text("<a/>")
            self.check("layer", path, {"value": "<a/>", "mediaType": "application/gml+xml"})
            with open(path, "rb") as file:
                self.check("layer", file, {"value": "<a/>", "mediaType": "application/gml+xml"})
        self.check("picture", b"\x89\xff", {"value": "if8=", "encoding": "base64", "mediaType": "image/png"})

    def test_addresses_boxes_dates_and_objects_with_a_geometry(self):
        self.check("layer", Link("http://here/", "text/xml"), {"href": "http://here/", "type": "text/xml"})
        self.check("box", [1, 2, 3, 4], {"bbox": [1, 2, 3, 4]})
        self.check("box", [[1, 2, 3, 4], {"bbox": [5, 6, 7, 8], "crs": "x"}], [{"bbox": [1, 2, 3, 4]}, {"bbox": [5, 6, 7, 8], "crs": "x"}])
        self.check("day", datetime.date(2026, 1, 2), "2026-01-02")
        feature = types.SimpleNamespace(__geo_interface__={"type": "Point", "coordinates": [0, 1]})
        self.check("layer", feature, {"value": {"type": "Point", "coordinates": [0, 1]}, "mediaType": "application/geo+json"})


class Results(unittest.TestCase):
    def outputs_of(self, execution, **options):
        asobj, several = options.pop("asobj", False), options.pop("several", False)
        process = {**described(), **({"outputs": {"table": {}, "tree": {}}} if several else {})}
        with server(execution, process, **options.pop("answers", {})) as here:
            return connect(here.url).execute("p", **options).get(asobj)._asdict()

    def test_every_shape_of_a_document_gives_the_same(self):
        shapes = [
            {"a": 1},
            {"a": {"value": 1, "mediaType": "application/json"}},
            {"id": "a", "value": 1},
            [{"id": "a", "value": 1}],
            {"outputs": [{"id": "a", "value": 1}]},
            {"outputs": {"a": {"data": 1}}, "links": []},
        ]
        for shape in shapes:
            with self.subTest(shape):
                self.assertEqual(self.outputs_of((200, {}, shape), outputs=["a"]), {"a": 1})

    def test_parts_links_and_raw_answers(self):
        head = b"--b\r\nContent-Type: text/plain\r\nContent-ID: <a>\r\n\r\none\r\n--not\r\n"
        parts = head + b"--b\r\nContent-ID: <b>\r\nContent-Type: image/png\r\n\r\n\0\r\r\n\n\r\n--b--\r\n"
        found = self.outputs_of((200, {"Content-Type": 'multipart/related; boundary="b"'}, parts), outputs=["a", "b"])
        self.assertEqual(found, {"a": "one\r\n--not", "b": b"\0\r\r\n\n"})
        self.assertEqual(self.outputs_of((200, {"Content-Type": "text/plain"}, b"word")), {"out": "word"})
        header = '<http://here/a>; rel="a"; type="text/xml", <http://here/>; rel="self"'
        self.assertEqual(self.outputs_of((204, {"Link": header}, b"")), {"a": Link("http://here/a", "text/xml")})

    def test_objects_are_made_by_media_type(self):
        document = {
            "table": {"value": "a,b\n1,2\n", "mediaType": "text/csv"},
            "tree": {"value": "<a><b/></a>", "mediaType": "application/gml+xml; version=3.2"},
            "broken": {"value": "<a>", "mediaType": "text/xml"},
            "data": {"value": '{"x": 1}', "mediaType": "application/json"},
            "image": {"value": "AAE=", "encoding": "base64", "mediaType": "image/png"},
            "shape": {"value": {"type": "Point", "coordinates": [1, 2]}, "mediaType": "application/geo+json"},
        }
        given = {"shapely": types.ModuleType("shapely"), "shapely.geometry": types.SimpleNamespace(shape=lambda one: ("shape", one["type"]))}
        without = self.outputs_of((200, {}, document), several=True, asobj=True)
        self.assertEqual(without["table"], [{"a": "1", "b": "2"}])
        self.assertEqual([one.tag for one in without["tree"]], ["b"])
        self.assertEqual((without["data"], without["image"], without["broken"]), ({"x": 1}, b"\0\1", "<a>"))
        with unittest.mock.patch.dict(sys.modules, given):
            self.assertEqual(self.outputs_of((200, {}, document), several=True, asobj=True)["shape"], ("shape", "Point"))
        with unittest.mock.patch.dict(sys.modules, {"shapely": None, "shapely.geometry": None}):
            self.assertEqual(self.outputs_of((200, {}, document), several=True, asobj=True)["shape"], document["shape"]["value"])

    def test_links_are_followed_for_objects(self):
        answers = {"GET /ogc/file": [(200, {"Content-Type": "text/csv"}, b"a\n1\n")]}
        document = {"out": {"href": "/ogc/file", "type": "text/csv"}}
        self.assertEqual(self.outputs_of((200, {}, document), answers=answers)["out"], Link("/ogc/file", "text/csv"))
        self.assertEqual(self.outputs_of((200, {}, document), answers=answers, asobj=True)["out"], [{"a": "1"}])


class Jobs(unittest.TestCase):
    STATES = [(200, {}, {"jobID": "j 1", "status": word, "progress": done}) for word, done in (("started", 5), ("started", 5), ("succeeded", 100))]

    def asynchronous(self, states, body, **more):
        execution = (201, {"Location": "/ogc/jobs/j%201"}, body)
        return server(execution, **{"GET /ogc/jobs/j%201": states, "GET /ogc/jobs/j%201/results": [(200, {}, {"out": 7})], **more})

    def test_are_waited_for_telling_each_change_once_even_where_only_their_address_is_told(self):
        for body in ({"jobID": "j 1", "status": "accepted"}, b"null"):
            told = []
            with self.asynchronous(list(self.STATES), body) as here:
                job = connect(here.url).p(progress=lambda job: told.append((job.status, job.progress)))
                self.assertEqual(job.get().out, 7)
                self.assertEqual(here.heard[2][1].get("Prefer"), "respond-async")
            self.assertEqual(told[-2:], [("running", 5), ("successful", 100)])
            self.assertEqual(len(told), len(set(told)))

    def test_are_waited_for_while_their_server_is_away(self):
        away = [(status, {}, b"") for status in (502, 503, 504)]
        with self.asynchronous([self.STATES[0], *away, self.STATES[2]], b"null") as here:
            self.assertEqual(connect(here.url).p().get().out, 7)
        with self.asynchronous([self.STATES[0], *away, (410, {}, {"detail": "It was removed."})], b"null") as here, self.assertRaisesRegex(ServerError, "removed"):
            connect(here.url).p()

    def test_are_waited_for_while_nobody_answers(self):
        with self.asynchronous([self.STATES[0]], b"null") as here:
            job = connect(here.url).submit.p()
        with self.assertRaises(TimeoutError):
            job.wait(timeout=0.3)

    def test_that_fail_are_errors_with_the_servers_sentence(self):
        failed = [(200, {}, {"jobID": "j 1", "status": "failed", "message": "No features."})]
        with self.asynchronous(failed, b"null") as here, self.assertRaisesRegex(JobFailed, "No features."):
            connect(here.url).p()

    def test_are_cancelled_and_so_are_those_that_nobody_waits_for_any_more(self):
        running = [(200, {}, {"jobID": "j 1", "status": "running"})]
        gone = {"DELETE /ogc/jobs/j%201": [(200, {}, {"jobID": "j 1", "status": "dismissed"})]}

        def interrupt(_job):
            raise KeyboardInterrupt

        with self.asynchronous(running, {"jobID": "j 1", "status": "accepted"}, **gone) as here:
            t = connect(here.url)
            self.assertEqual(t.submit.p().cancel().status, "dismissed")
            with self.assertRaises(TimeoutError):
                t.p(wait=False).wait(timeout=0.2)
            self.assertEqual(here.names().count("DELETE /ogc/jobs/j%201"), 1)
            with self.assertRaises(KeyboardInterrupt):
                t.p(progress=interrupt)
            self.assertEqual(here.names().count("DELETE /ogc/jobs/j%201"), 2)

    def test_are_listed_by_filters_over_all_pages(self):
        one = {"jobID": "j", "status": "successful"}
        pages = [(200, {}, {"jobs": [one], "links": [{"rel": "next", "href": "jobs?page=2"}]}), (200, {}, {"jobs": [one, one]})]
        with Server({"GET /ogc/jobs": pages}) as here:
            self.assertEqual(len(connect(here.url).jobs(status=["failed", "running"], process="p", limit=2)), 2)
            self.assertEqual(here.heard[0][3], "/ogc/jobs?limit=2&status=failed%2Crunning&processID=p")


class Requests(unittest.TestCase):
    def test_refusals_are_the_servers_sentence(self):
        shapes = [
            ({"type": "urn:x:y", "title": "t", "detail": "It is bad."}, "urn:x:y"),
            ({"code": "Bad", "description": "It is bad."}, "Bad"),
            ({"exception": {"detail": "It is bad."}}, "about:blank"),
            (b"It is bad.", "about:blank"),
        ]
        for body, kind in shapes:
            with self.subTest(body), Server({"GET /ogc/jobs/x": [(400, {}, body)]}) as here:
                with self.assertRaisesRegex(ServerError, r"^It is bad\.$") as caught:
                    connect(here.url).job("x")
                self.assertEqual((caught.exception.status, caught.exception.type), (400, kind))

    def test_a_busy_server_is_asked_again_as_often_as_it_may_be(self):
        busy, good = (503, {"Retry-After": "0"}, {"detail": "busy"}), (200, {}, {"jobID": "x", "status": "running"})
        with Server({"GET /ogc/jobs/x": [busy, busy, good]}) as here:
            self.assertEqual(connect(here.url).job("x").status, "running")
        with Server({"GET /ogc/jobs/x": [busy]}) as here, self.assertRaisesRegex(ServerError, "busy"):
            connect(here.url, retries=1).job("x")

    def test_nobody_there_is_said(self):
        with Server({}) as here:
            url = here.url
        with self.assertRaisesRegex(ServerError, "There is no answer from http://127.0.0.1"):
            connect(url).job("x")
        with self.assertRaisesRegex(ValueError, "no address"):
            connect("localhost:5000")

    def test_the_token_goes_to_the_server_and_to_nobody_to_whom_it_leads(self):
        with Server({"GET /file": [(200, {}, {})]}) as other:
            moved = {"GET /ogc/moved": [(302, {"Location": f"{other.url[:-4]}/file"}, b"")], "GET /ogc/here": [(200, {}, {})]}
            with Server(moved) as here:
                connection = connect(here.url, token="secret")._connection
                for path in ("here", "moved", f"{other.url[:-4]}/file"):
                    connection.ask(path)
                self.assertEqual([headers.get("Authorization") for _, headers, *_ in here.heard], ["Bearer secret"] * 2)
            self.assertEqual([headers.get("Authorization") for _, headers, *_ in other.heard], [None, None])


if __name__ == "__main__":
    unittest.main()
