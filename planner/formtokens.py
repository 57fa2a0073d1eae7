"""The token that proves a form to be ours, written differently in every answer."""

import base64
import binascii
import secrets

from flask_wtf import CSRFProtect
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError


class MaskedCSRFProtect(CSRFProtect):  # type: ignore[misc]
    """Takes tokens as `mask_token` writes them, and plain ones from pages that were opened before there were masks."""

    def _get_csrf_token(self) -> str | None:
        found = super()._get_csrf_token()
        return unmask_token(found) if found else None

    def check_token(self) -> None:
        """Raise CSRFError for a form without our token; of a page that sends no referrer nothing else can be asked."""
        try:
            validate_csrf(self._get_csrf_token())
        except ValidationError as error:
            self._error_response(error.args[0])


def mask_token(token: str) -> str:
    """The token under a mask that is never used again: a compressed page tells nothing of it (BREACH)."""
    plain = token.encode("ascii")
    pad = secrets.token_bytes(len(plain))
    return base64.urlsafe_b64encode(pad + _combine(plain, pad)).decode("ascii")


def unmask_token(text: str) -> str:
    """The token behind a mask; what is no masked token comes back as it is, to be judged as it is."""
    if "." in text:  # a plain token is signed, with dots before time and signature
        return text
    try:
        both = base64.b64decode(text, altchars=b"-_", validate=True)
        pad, masked = both[: len(both) // 2], both[len(both) // 2 :]
        return _combine(masked, pad).decode("ascii")
    except (binascii.Error, ValueError):
        return text


def _combine(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
