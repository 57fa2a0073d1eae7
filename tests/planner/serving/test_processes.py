"""`planner serve` as a real process: over one process and over several."""

import http.client
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from planner.services.samples import SAMPLE_PASSWORD
from tests.planner.serving.servers import ServedApp, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedApp]:
    """A new instance served by two processes."""
    with serving(tmp_path_factory.mktemp("two") / "new", "--workers", "2") as server:
        yield server


everywhere = pytest.mark.parametrize("workers", [1, 2])


def pids_below(pid: int) -> list[int]:
    """The child processes of a process (proc(5))."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for it, half a minute at most."""
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@everywhere
def test_new_instance_is_served_and_ends_cleanly(tmp_path: Path, workers: int) -> None:
    with serving(tmp_path / "new", "--workers", str(workers)) as server:
        statuses = [server.get("/setup")[0] for _ in range(8)]
        code = re.findall(r"设置码 (\w{8})", server.printed)
        children = pids_below(server.process.pid)

        assert statuses == [200] * 8
        assert len(code) == 1
        assert len(children) == (workers if workers > 1 else 0)
        assert server.stop() == 0
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def set_up(server: ServedApp) -> str:
    """Fill in the first page with the code of the console; the cookies of the administrator."""
    code = re.search(r"设置码 (\w{8})", server.printed)
    assert code
    words = {"code": code[1], "organisation": "小学", "name": "管理员", "account": "13800000001"}
    return send_form(server, "/setup", words | {"password": "correct-horse-2026", "again": "correct-horse-2026"})


def send_form(server: ServedApp, path: str, words: dict[str, str]) -> str:
    """Fetch the form, send it, and be led on; the cookies that come with that."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.read().decode())
    assert token
    headers = {"Cookie": cookies_of(answer), "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, urlencode(words | {"csrf_token": token[1]}), headers)
    answer = connection.getresponse()
    connection.close()
    assert answer.status == 302
    return cookies_of(answer)


def cookies_of(answer: http.client.HTTPResponse) -> str:
    """The cookies that an answer sets, as the next request sends them back."""
    return "; ".join(text.partition(";")[0] for text in answer.msg.get_all("Set-Cookie", []))


def test_processes_share_the_code_and_the_secret(two: ServedApp) -> None:
    cookie = set_up(two)

    # Each connection goes to whichever process takes it; several at once to both.
    with ThreadPoolExecutor(8) as threads:
        pages = list(threads.map(lambda _: two.get("/users", Cookie=cookie), range(24)))

    assert {status for status, _ in pages} == {200}
    assert all("管理员" in text for _, text in pages)


def test_people_sign_in_after_the_parent_has_hashed_passwords(tmp_path: Path) -> None:
    with serving(tmp_path / "new", "--workers", "2", "--sample-data") as server:
        cookies = send_form(server, "/sign-in", {"account": "13800000001", "password": SAMPLE_PASSWORD})

        assert "周老师" in server.get("/me", Cookie=cookies)[1]


def test_process_that_dies_is_replaced(two: ServedApp) -> None:
    wait_until(lambda: len(pids_below(two.process.pid)) == 2)
    first = pids_below(two.process.pid)[0]

    os.kill(first, signal.SIGKILL)

    wait_until(lambda: len(set(pids_below(two.process.pid)) - {first}) == 2)
    assert [two.get("/sign-in")[0] for _ in range(4)] == [200] * 4


@everywhere
def test_request_that_is_under_way_is_finished(tmp_path: Path, workers: int) -> None:
    with serving(tmp_path / "new", "--workers", str(workers)) as server:
        server.get("/setup")
        with ThreadPoolExecutor(8) as threads:
            pages = [threads.submit(server.get, "/sign-in") for _ in range(40)]
            wait_until(lambda: any(page.done() for page in pages))
            code = server.stop()
            ended = [page.result()[0] for page in pages if page.exception() is None]

    assert code == 0
    # Whoever had not been let in yet is refused the connection, nobody gets half an answer.
    assert set(ended) == {200}
    refused = [page.exception() for page in pages if page.exception() is not None]
    assert all(isinstance(fault, ConnectionError) for fault in refused), refused


def test_what_a_proxy_says_reaches_the_app(tmp_path: Path) -> None:
    said = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    with serving(tmp_path / "new", PROXY_COUNT="1", HTTPS="1", RATELIMIT_ENABLED="1") as server:
        statuses = [server.get("/password/x", **said)[0] for _ in range(31)]
        other = server.get("/password/x", **said | {"X-Forwarded-For": "203.0.113.10"})[0]

    # Thirty a minute of one address: counted is the one that the proxy names.
    assert statuses == [404] * 30 + [429]
    assert other == 404
