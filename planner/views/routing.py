"""How the addresses of routes are compiled."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class HouseRule(Rule):
    """As Werkzeug's, but what writes its addresses is compiled when the first of them is asked for.

    At the start that is a tenth of all work: two functions for each of three hundred routes, most of which no page of
    the next hours leads to.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compile_now, compiled = super()._compile_builder, None

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            nonlocal compiled
            if compiled is None:
                compiled = compile_now(append_unknown)
            return compiled(rule, **values)

        return build
