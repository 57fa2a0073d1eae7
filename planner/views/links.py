"""Links that are handed out: their address as others see it, and as a QR code."""

from typing import Any

from flask import current_app, url_for
from markupsafe import Markup

from planner.views.compression import mark_secret


def public_url(endpoint: str, **values: Any) -> str:
    """The whole address of a page, at the public address of the installation where it is set.

    Whoever has it gets in, so the answer that shows it is marked as holding a secret.
    """
    mark_secret()
    root = current_app.config["PUBLIC_URL"].rstrip("/")
    return root + url_for(endpoint, **values) if root else url_for(endpoint, _external=True, **values)


def qr_code(address: str) -> Markup:
    """The address as an inline picture to be scanned."""
    import segno

    return Markup(segno.make(address, error="m").svg_inline(scale=5, border=2, light="#fff"))
