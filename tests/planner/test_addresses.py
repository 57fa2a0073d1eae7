"""Which addresses only this machine can reach."""

import pytest

from planner.addresses import is_loopback


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
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
