"""Answers that show something of a child: neither the browser nor anybody on the way keeps a copy."""

from flask import g


def mark_private() -> None:
    """Send the answer of this request as `no-store`; called wherever something of a private noun is read or typed."""
    g.is_private = True


def is_private() -> bool:
    """Whether this request has touched something of a private noun."""
    return bool(g.get("is_private"))
