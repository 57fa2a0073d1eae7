"""What the rooms of rows have in common: the noun of the address, who is let in, what may be kept by a browser."""

from typing import Any

from flask import Blueprint, abort, request

from planner.models import Event
from planner.nouns import NOUNS
from planner.permissions import can_change_rows
from planner.views.guard import load_event
from planner.views.privacy import mark_private


def open_rows(bp: Blueprint) -> None:
    """Let a blueprint under /rows/<noun> answer for the nouns of the house alone, and nothing private be kept."""
    bp.url_value_preprocessor(_mark_private_noun)
    bp.before_request(_check_noun)


def _mark_private_noun(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Before the form can be refused or have expired: what is typed of a child is as private as what is read."""
    noun = NOUNS.get((values or {}).get("noun", ""))
    if noun is not None and noun.private:
        mark_private()


def _check_noun() -> None:
    """Only the nouns of the house have rows."""
    if (request.view_args or {}).get("noun") not in NOUNS:
        abort(404)


def load_rows(event_id: int, noun: str) -> Event:
    """The event, for whoever may change rows of the noun; a writing request locks the aggregate that they belong to."""
    found = NOUNS[noun]
    return load_event(event_id, can_change_rows(found), changes=found.aggregate)[0]
