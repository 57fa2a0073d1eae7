"""A visitor of a running server: signs in to a sample account and reads pages."""

import http.client
import re
from urllib.parse import urlencode

PASSWORD = "huodong2026"
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Visitor:
    """A connection with the cookies that the server gave; what was not expected raises RuntimeError."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def sign_in(self, account: str) -> None:
        """Enter as that sample account."""
        token = _TOKEN.search(self.read("/sign-in"))
        if token is None:
            raise RuntimeError("the sign-in page has no form")
        form = {"csrf_token": token[1], "account": account, "password": PASSWORD}
        self._send("POST", "/sign-in", 302, urlencode(form))

    def read(self, path: str) -> str:
        """The page or file at that address."""
        return self._send("GET", path, 200)

    def _send(self, method: str, path: str, expected: int, body: str | None = None) -> str:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        if answer.status != expected:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return text
