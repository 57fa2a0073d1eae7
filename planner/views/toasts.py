"""The line that says what happened, with an undo where there is one."""

from dataclasses import dataclass
from typing import Any

from flask import flash, get_flashed_messages

_UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Toast:
    """What happened; `undo_href` is where a form is posted that takes it back, "" where nothing does."""

    sentence: str
    undo_href: str = ""


def offer_undo(sentence: str, href: str) -> None:
    """Say on the next page what happened, with a button that takes it back."""
    flash(f"{sentence}\t{href}", _UNDO)


def take_toasts() -> tuple[Toast, ...]:
    """What is to be said on this page; said once."""
    flashed: Any = get_flashed_messages(with_categories=True)
    return tuple(_toast(kind, message) for kind, message in flashed)


def _toast(kind: str, message: str) -> Toast:
    # The address comes last and has no tab in it; a sentence may have one.
    if kind != _UNDO:
        return Toast(message)
    parts = message.rpartition("\t")
    return Toast(parts[0], parts[2])
