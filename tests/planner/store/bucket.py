"""An object storage that speaks as much of S3 as the store asks for, on a port of this machine."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

MOMENT = datetime(2027, 6, 1, 4, tzinfo=UTC)


class Bucket(BaseHTTPRequestHandler):
    """Answers the requests for one bucket; `objects` are its contents by key."""

    protocol_version = "HTTP/1.1"
    objects: dict[str, bytes]

    def do_PUT(self) -> None:
        """Keep an object."""
        self.objects[self._key()] = self._body()
        self._answer(200, b"", ETag='"1"')

    def do_GET(self) -> None:
        """An object, or the list of all."""
        address = urlsplit(self.path)
        if "list-type" in address.query:
            self._answer(200, self._list(parse_qs(address.query).get("prefix", [""])[0]))
        else:
            self._send_object()

    def do_HEAD(self) -> None:
        """What is known of an object."""
        self._send_object()

    def do_POST(self) -> None:
        """Delete the objects that are named."""
        keys = re.findall(r"<Key>(.*?)</Key>", self._body().decode())
        for key in keys:
            self.objects.pop(key, None)
        # What is not there counts as deleted too.
        deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._answer(200, f"<DeleteResult>{deleted}</DeleteResult>".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/planner/")

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _list(self, prefix: str) -> bytes:
        contents = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(body)}</Size><ETag>1</ETag>"
            f"<LastModified>{MOMENT:%Y-%m-%dT%H:%M:%S.000Z}</LastModified></Contents>"
            for key, body in self.objects.items()
            if key.startswith(prefix)
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{contents}</ListBucketResult>".encode()

    def _send_object(self) -> None:
        body = self.objects.get(self._key())
        if body is None:
            self._answer(404, b"")
        else:
            self._answer(200, body, ETag='"1"', **{"Last-Modified": f"{MOMENT:%a, %d %b %Y %H:%M:%S GMT}"})

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def serve_bucket(objects: dict[str, bytes]) -> Iterator[str]:
    """The address of a bucket `planner` with these objects, as long as it is open."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OneBucket", (Bucket,), {"objects": objects}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
