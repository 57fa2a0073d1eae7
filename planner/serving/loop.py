"""The loop of one process that serves: waitress on sockets that are open already."""

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.adjustments import Adjustments

from planner.collector import spare_what_stays
from planner.requestqueues import queues_of
from planner.serving.background import start_background
from planner.serving.connections import MOST_IN_ALL, Listener
from planner.serving.memory import share_heaps
from planner.serving.turns import TurnDispatcher

LOOP_SECONDS = 1.0
# So long requests that are under way have when the server is to stop.
GRACE_SECONDS = 10.0
_HAS_POLL = hasattr(select, "poll")


def open_sockets(host: str, port: int) -> list[socket.socket]:
    """Bound sockets, one for each address of the host; raises OSError when one is taken or isn't of this machine."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    opened: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in dict.fromkeys(found):
            opened.append(socket.socket(family, kind, protocol))
            if os.name == "posix":
                # After a restart the old connections still linger; on Windows this would share the port with others.
                opened[-1].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                opened[-1].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            opened[-1].bind(address)
    except OSError:
        for each in opened:
            each.close()
        raise
    return opened


def serve_until(app: Flask, sockets: Sequence[socket.socket], *, threads: int, is_over: Callable[[], bool]) -> None:
    """Answer requests until `is_over`, which is asked about once a second; those under way are then finished."""
    share_heaps()
    spare_what_stays()
    background = start_background(app)
    watched: dict[int, Any] = {}
    dispatcher = TurnDispatcher()
    dispatcher.set_thread_count(threads)
    listeners = [_listen_at(app, each, watched, dispatcher, threads) for each in sockets]
    while not is_over():
        _go_round(watched, listeners, LOOP_SECONDS)
    for listener in listeners:
        listener.accepting = False
    until = time.monotonic() + GRACE_SECONDS
    while any(_busy_channels(listeners)) and time.monotonic() < until:
        is_over()
        _go_round(watched, listeners, LOOP_SECONDS / 10)
    for each in background:
        each.stop()
    dispatcher.shutdown(timeout=1)
    wasyncore.close_all(watched)


def serve_alone(app: Flask, sockets: Sequence[socket.socket], *, threads: int) -> None:
    """Serve in this process until it is asked to end (SIGTERM, Ctrl-C); a second Ctrl-C ends it at once."""
    asked: list[int] = []

    def stop(number: int, _frame: object) -> None:
        asked.append(number)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    with contextlib.suppress(KeyboardInterrupt):
        serve_until(app, sockets, threads=threads, is_over=lambda: bool(asked))


def _listen_at(app: Flask, sock: socket.socket, watched: dict[int, Any], dispatcher: Any, threads: int) -> Listener:
    largest = app.config["MAX_CONTENT_LENGTH"] * 5 // 4  # what is a little too large gets a page of ours
    settings = Adjustments(
        sockets=[sock],
        threads=threads,
        ident="planner",
        # `planner.believe_proxies` reads them; without a proxy nobody does.
        clear_untrusted_proxy_headers=not app.config["PROXY_COUNT"],
        connection_limit=MOST_IN_ALL * 2,
        max_request_body_size=largest,
        # An answer waits here, not in its thread, for whoever is slow to take it.
        outbuf_high_watermark=largest,
    )
    about = (sock.family, sock.type, sock.proto, sock.getsockname())
    listener = Listener(
        app, watched, True, sock, dispatcher=dispatcher, adj=settings, sockinfo=about, bind_socket=False
    )
    listener.name_queue = queues_of(app)
    return listener


def _go_round(watched: dict[int, Any], listeners: Sequence[Listener], seconds: float) -> None:
    wasyncore.loop(timeout=seconds, use_poll=_HAS_POLL, map=watched, count=1)
    now = time.time()
    for listener in listeners:
        listener.tidy(now)


def _busy_channels(listeners: Sequence[Listener]) -> Iterator[bool]:
    return (channel.is_busy for listener in listeners for channel in listener.active_channels.values())
