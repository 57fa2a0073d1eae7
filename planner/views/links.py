"""Links that are handed out: their address as others see it, and as a QR code."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, current_app, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from planner.addresses import is_loopback, without_port
from planner.errors import BadInput
from planner.views.compression import mark_secret

NO_ADDRESS = (
    "还没有设置大家打开的网址，链接生成不了。请管服务器的人把 PLANNER_PUBLIC_URL 设成它，"
    "例如 https://plan.example.edu.cn，重新启动后再来。"
)


def init_links(app: Flask) -> None:
    """Keep the host that a request names, which may be forged, out of what it is answered."""
    app.after_request(stay_here)


def public_root() -> str:
    """What the address of every page begins with for others: as it is set, or this machine for whoever sits at it.

    Raises BadInput with what is to be set for a request from elsewhere.
    """
    if root := _root_as_set():
        return root
    if not is_at_this_machine():
        raise BadInput(NO_ADDRESS)
    return request.host_url.rstrip("/")


def require_address() -> None:
    """Refuse before a link is made that could not be shown; raises like `public_root`."""
    public_root()


def public_url(endpoint: str, **values: Any) -> str:
    """The whole address of a page as others open it; raises like `public_root`.

    Whoever has it gets in, so the answer that shows it is marked as holding a secret.
    """
    mark_secret()
    return f"{public_root()}{url_for(endpoint, **values)}"


def own_host() -> str:
    """The host that calendar entries carry: of the public address, or this machine; never one that a request names."""
    if root := _root_as_set():
        return urlsplit(root).netloc
    return request.host if is_at_this_machine() else "localhost"


def _root_as_set() -> str:
    return str(current_app.config["PUBLIC_URL"]).rstrip("/")


def is_at_this_machine() -> bool:
    """Whether the request comes from this machine and is meant for it by name."""
    return is_loopback(request.remote_addr or "") and is_loopback(without_port(request.host))


def stay_here(response: Response) -> Response:
    """Cut an address to go on to down to its path: nothing here leads elsewhere, and the router names the host."""
    if response.location and (parts := urlsplit(response.location)).netloc:
        response.location = urlunsplit(("", "", "/" + parts.path.lstrip("/"), parts.query, parts.fragment))
    return response


def qr_code(address: str) -> Markup:
    """The address as an inline picture to be scanned."""
    import segno

    return Markup(segno.make(address, error="m").svg_inline(scale=5, border=2, light="#fff"))
