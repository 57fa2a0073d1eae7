"""Which addresses only this machine can reach."""

import pytest

from planner.addresses import is_loopback, neighbourhood, read_root, without_port


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("::ffff:127.0.0.1", True),
        ("::ffff:203.0.113.9", False),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("", False),
        ("a.b", False),
        ("localhost.a.b", False),
    ],
)
def test_is_loopback(host: str, only_here: bool) -> None:
    assert is_loopback(host) == only_here


@pytest.mark.parametrize(
    ("host", "name"),
    [("a.b:8000", "a.b"), ("a.b", "a.b"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("1.2.3.4:5", "1.2.3.4")],
)
def test_without_port(host: str, name: str) -> None:
    assert without_port(host) == name


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://plan.example.org", "https://plan.example.org"),
        ("https://plan.example.org/", "https://plan.example.org"),
        ("http://192.168.1.5:8000", "http://192.168.1.5:8000"),
        ("http://[2001:db8::1]:8000/", "http://[2001:db8::1]:8000"),
        ("https://x", "https://x"),
        ("plan.example.org", None),
        ("//plan.example.org", None),
        ("ftp://plan.example.org", None),
        ("https://plan.example.org/planner", None),
        ("https://plan.example.org/?a=1", None),
        ("https://plan.example.org/#a", None),
        ("https://me:secret@plan.example.org", None),
        ("https://plan.example.org:port", None),
        ("https://plan example.org", None),
        ("https://", None),
    ],
)
def test_read_root(url: str, root: str | None) -> None:
    assert read_root(url) == root


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unix", "unix"),
    ],
)
def test_neighbourhood(address: str, counted_as: str) -> None:
    assert neighbourhood(address) == counted_as
