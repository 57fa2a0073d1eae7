"""Requests as nobody's browser sends them: odd numbers, odd text, odd methods, odd headers, odd files."""

import io
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_from_bytes

from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "FOO")
NUMBERS = ("0", "1", "2", "3", "-1", "2147483648", "9223372036854775808", "1" + "0" * 30, "1.5", "²", "x")
ODD = (
    "",
    " ",
    "x",
    "-1",
    "0",
    "9" * 5000,
    "²",
    "\0",
    "a\0b",
    "\ud800",
    "好\udfff",
    "💥" * 300,
    "1e309",
    "NaN",
    "<script>alert(1)</script>",
    "'; DROP TABLE event --",
    "%",
    "%s%n{}{0}{{7*7}}",
    "\u202e\ufffd\u2028",
    "../../etc/passwd",
    "\x01\x07\x1b[31m",
    "a" * 70_000,
    "行\r\n\t行",
    "2027-02-30",
    "0000-00-00",
    "2027-13",
    "8月9日",
    "25:61",
    "０",
    "true",
    "null",
    "[1,2]",
    '{"a":1}',
    "一\t二\n三\t四" * 50,
)
ARGUMENTS = (
    "page month status kind unit text view mine nobody place duty section sort old new day start end title next "
    "version undo count source role name year group category figure of until before after"
).split()
TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nothere",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/html; charset=\xff",
    "",
)
HEADERS = {
    "If-None-Match": ("*", '"x"', 'W/"', "\xff", '"' * 99, ","),
    "If-Modified-Since": ("x", "Thu, 99 Jan 9999 99:99:99 GMT", "0"),
    "Range": ("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=a-b", "bytes=0-0,1-1", "lines=1", "bytes=" + "9" * 40 + "-"),
    "If-Range": ('"x"', "x"),
    "Accept": ("*/*", "x", "application/json", ""),
    "Accept-Encoding": ("gzip", "br", "gzip;q=x", "*;q=0", "identity;q=0"),
    "Accept-Language": ("zh", ";;;", "\xff"),
    "Referer": ("x", "http://[", "javascript:alert(1)"),
    "X-Forwarded-For": ("1.2.3.4", "x", "\xff,", "::1"),
    "X-Requested-With": ("fetch", "XMLHttpRequest"),
    "Authorization": ("Basic x", "Bearer \xff", ""),
    "Cookie": ("planner=", "planner=x.y.z", "a=\xff; b", ";=;"),
    "Content-Type": TYPES,
    "Content-Length": ("0", "-1", "x", "99999999999"),
    "Host": ("x", "localhost:99999", "[::1", ""),
}
FILE_NAMES = ("方案.pdf", "", ".", "../x.docx", "a" * 400 + ".jpg", "x\0y.png", "图.heic", "\ud800.xls", "x.exe")
FILE_STARTS = (
    b"",
    b"%PDF-1.7\n",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\0",
)
PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
WORDS = ("duties", "budget", "participants", "expenses", "nothere", "settlement", "calendar", "plan", "notes")


@dataclass(frozen=True)
class Sent:
    """A request, whole; `repr` is enough to send it again."""

    method: str
    path: str
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    kind: str = ""

    def __str__(self) -> str:
        said = f"{self.method} {self.path}?{self.query}"[:300]
        return f"{said} {self.kind} {list(self.headers)} {self.body[:600]!r}"

    def environ(self, headers: Headers) -> dict[str, Any]:
        """The request as the server hands it on."""
        builder = EnvironBuilder(
            path="/", method=self.method, input_stream=io.BytesIO(self.body), content_length=len(self.body)
        )
        environ = builder.get_environ()
        environ["PATH_INFO"] = self.path.encode("utf-8", "surrogatepass").decode("latin-1")
        environ["QUERY_STRING"] = self.query
        environ["REQUEST_METHOD"] = self.method
        environ["CONTENT_TYPE"] = self.kind
        for name, value in headers:
            key = name.upper().replace("-", "_")
            environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
        return environ


def mutate(
    dice: random.Random,
    rule: str,
    places: Mapping[str, list[str]],
    fields: Mapping[str, Mapping[str, str]],
    methods: Sequence[str],
) -> Sent:
    """A request to an address of the rule, odd in some way; `methods` are those that it takes."""
    path = PLACE.sub(lambda found: _place(dice, found[1] or "", found[2], places), rule)
    method = dice.choice(METHODS if dice.random() < 0.08 else methods)
    known = fields.get(rule) or dice.choice([*fields.values()] or [{}])
    query = _urlencode(dice, _pairs(dice, dict.fromkeys(ARGUMENTS, "1"), dice.choice((0, 0, 1, 3))))
    headers = tuple(
        (name, dice.choice(HEADERS[name])) for name in dice.sample([*HEADERS], dice.choice((0, 0, 0, 1, 2)))
    )
    if method == "GET":
        return Sent(method, path, query, headers)
    pairs = _pairs(dice, known, len(known) if dice.random() < 0.6 else dice.randrange(4))
    if dice.random() < 0.2:
        return Sent(method, path, query, headers, _multipart(dice, pairs), "multipart/form-data; boundary=fuzz")
    body = dice.randbytes(200) if dice.random() < 0.03 else _urlencode(dice, pairs).encode("ascii")
    return Sent(method, path, query, headers, body, TYPES[0])


def fill_in(rule: str, places: Mapping[str, list[str]]) -> str:
    """An address of the rule with what is there."""
    return PLACE.sub(lambda found: _known(found[1] or "", found[2], places)[0], rule)


def _known(kind: str, name: str, places: Mapping[str, list[str]]) -> list[str]:
    return places.get(name) or (["1", "2"] if kind == "int" else list(WORDS))


def _place(dice: random.Random, kind: str, name: str, places: Mapping[str, list[str]]) -> str:
    """Something for a place of an address, mostly what is there."""
    there = _known(kind, name, places)
    if dice.random() < 0.85:
        return dice.choice(there)
    return dice.choice(NUMBERS if kind == "int" else ODD[:20])


def _pairs(dice: random.Random, known: Mapping[str, str], count: int) -> list[tuple[str, str]]:
    """Names with what is to be filled in, one of them odd, missing or there twice; all of them odd now and then."""
    names = dice.sample([*known], min(count, len(known)))
    share = dice.choice((0.0, 0.15, 0.15, 1.0))
    pairs = [(name, dice.choice(ODD) if dice.random() < share else known[name]) for name in names]
    turn = dice.random()
    if pairs and turn < 0.15:
        pairs.append((dice.choice(names), dice.choice(ODD)))
    elif pairs and turn < 0.25:
        pairs.pop(dice.randrange(len(pairs)))
    elif turn < 0.3:
        pairs.append((dice.choice(ODD[:20]), dice.choice(ODD)))
    return pairs


def _urlencode(dice: random.Random, pairs: list[tuple[str, str]]) -> str:
    """The pairs as a form sends them; lone surrogates as the bytes that no browser would send."""
    parts = [
        (quote_from_bytes(n.encode("utf-8", "surrogatepass")), quote_from_bytes(v.encode("utf-8", "surrogatepass")))
        for n, v in pairs
    ]
    text = "&".join(f"{name}={value}" for name, value in parts)
    return text + dice.choice(("", "", "", "&", "&=", "&%ff=%fe", "%"))


def _multipart(dice: random.Random, pairs: list[tuple[str, str]]) -> bytes:
    """The pairs with a file or two, whole or cut off."""
    parts = [
        f'name="{quote(name, errors="replace")}"\r\n\r\n'.encode() + value.encode("utf-8", "surrogatepass")
        for name, value in pairs
    ]
    for _ in range(dice.randrange(3)):
        name = dice.choice(("file", "files", "photo", "rows", "x"))
        head = f'name="{name}"; filename="{dice.choice(FILE_NAMES)}"\r\nContent-Type: application/pdf\r\n\r\n'
        parts.append(
            head.encode("utf-8", "surrogatepass")
            + dice.choice(FILE_STARTS)
            + dice.randbytes(dice.choice((0, 20, 3000)))
        )
    whole = b"".join(b"--fuzz\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--fuzz--\r\n"
    return whole[: dice.randrange(len(whole))] if dice.random() < 0.1 else whole
