"""The network as it is in schools: slow, gone, or gone just after the server has heard."""

from collections.abc import Callable
from typing import Any

POSTS = "**/*"


def hold_posts(page: Any) -> Callable[[], None]:
    """Let posts of this page wait on their way; call what comes back to let them go on."""
    held: list[Any] = []

    def take(route: Any) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route(POSTS, take)

    def let_go() -> None:
        for route in held:
            route.continue_()
        page.unroute(POSTS, take)

    return let_go


def lose_answers(page: Any) -> Callable[[], None]:
    """The server gets the posts of this page, but its answers don't come through; call what comes back to end that."""

    def take(route: Any) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route(POSTS, take)
    return lambda: page.unroute(POSTS, take)


def lose_posts(page: Any) -> Callable[[], None]:
    """Posts of this page get nowhere, though the browser believes to be online; call what comes back to end that."""

    def take(route: Any) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    page.route(POSTS, take)
    return lambda: page.unroute(POSTS, take)
