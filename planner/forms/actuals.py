"""What is typed of an event after it: numbers and choices at the places of its plan, an impression, one button."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from werkzeug.datastructures import MultiDict

from budgets import format_quantity, parse_quantity
from planner.actualkinds import Outcome
from planner.errors import BadInput
from planner.forms.fields import clean_text
from planner.numerals import read_number
from planner.report import Actuals
from planner.report.actuals import ALL_INCIDENTS, WHOLE_SCHEDULE
from planner.services.actuals import ActualChange, ImpressionChange
from planner.telling import is_unknown

Typed = MultiDict[str, str]
# The names of fields: what is typed, and the version that was seen, each of a place.
NUMBER, OUTCOME, WORDS, SEEN = "number/", "outcome/", "words/", "seen/"
IMPRESSION = "impression"
_MOST_PLACES = 2500


@dataclass(frozen=True, slots=True)
class ActualsPress:
    """The button that was pressed: what it does, at which place, with which number."""

    verb: str = ""
    place: str = ""
    number: int | None = None

    @classmethod
    def read(cls, text: str) -> "ActualsPress":
        """Read the value of a button: more supplies/k, take head_counts/k 30; anything else does nothing."""
        verb, _, rest = text.partition(" ")
        place, _, number = rest.partition(" ")
        return cls(verb, place, read_number(number, most_digits=6))


def read_changes(typed: Typed, actuals: Actuals) -> list[ActualChange]:
    """What is said at each place that the form shows; raises BadInput, at its place, for what is no number."""
    shown = [name.removeprefix(SEEN) for name in typed if name.startswith(SEEN)][:_MOST_PLACES]
    changes = (_read_change(typed, place, actuals) for place in shown if place != IMPRESSION)
    return [change for change in changes if change is not None]


def _read_change(typed: Typed, place: str, actuals: Actuals) -> ActualChange | None:
    """What is said at a place; None where the form asks nothing of it, or only says again what holds for all."""
    asks = [name for name in (NUMBER, OUTCOME, WORDS) if f"{name}{place}" in typed]
    if not asks:
        return None
    version = read_number(typed.get(f"{SEEN}{place}"), most_digits=9) or 0
    outcome = _read_outcome(typed.get(f"{OUTCOME}{place}", ""))
    words = " ".join(clean_text(typed.get(f"{WORDS}{place}", "")).split())
    number = _read_quantity(typed.get(f"{NUMBER}{place}", ""), place)
    is_plain = outcome is Outcome.HELD and not words and version == 0
    if is_plain and actuals.said(WHOLE_SCHEDULE):
        return None
    is_unsaid = number is None and actuals.answer_at(place).is_unsaid
    return ActualChange(place=place, outcome=outcome, number=number, is_unsaid=is_unsaid, words=words, version=version)


def _read_outcome(text: str) -> Outcome | None:
    return Outcome(text) if text in set(Outcome) else None


def _read_quantity(text: str, place: str) -> Decimal | None:
    cleaned = unicodedata.normalize("NFKC", clean_text(text)).rstrip("人名个位件")
    if is_unknown(cleaned):
        return None
    try:
        return parse_quantity(cleaned)
    except ValueError as error:
        raise BadInput(str(error), field=place) from None


def press(changes: list[ActualChange], pressed: ActualsPress, typed: Typed) -> list[ActualChange]:
    """The changes with what the button adds: one more, one less, the offered number, all as planned."""
    place = {"held": WHOLE_SCHEDULE, "no_more": ALL_INCIDENTS}.get(pressed.verb, pressed.place)
    seen = read_number(typed.get(f"{SEEN}{place}"), most_digits=9) or 0
    before = next((change for change in changes if change.place == place), ActualChange(place=place, version=seen))
    changed = _press_one(before, pressed)
    if changed is None:
        return changes
    return [*(change for change in changes if change.place != place), changed]


def _press_one(before: ActualChange, pressed: ActualsPress) -> ActualChange | None:
    match pressed.verb:
        case "take" | "no_more":
            return replace(before, number=Decimal(pressed.number or 0), is_unsaid=False)
        case "unsaid":
            return replace(before, number=None, is_unsaid=True)
        case "held":
            return replace(before, outcome=Outcome.HELD)
        case "more":
            return replace(before, number=(before.number or Decimal(0)) + 1)
        case "less":
            return replace(before, number=max(Decimal(0), (before.number or Decimal(0)) - 1))
    return None


def read_impression(typed: Typed) -> ImpressionChange | None:
    """What was found good and bad; None where the form does not ask."""
    if f"{SEEN}{IMPRESSION}" not in typed:
        return None
    return ImpressionChange(
        well=_read_words(typed, "well"),
        badly=_read_words(typed, "badly"),
        sentence=" ".join(clean_text(typed.get("sentence", "")).split()),
        version=read_number(typed.get(f"{SEEN}{IMPRESSION}"), most_digits=9) or 0,
    )


def _read_words(typed: Typed, name: str) -> tuple[str, ...]:
    """The words that were ticked, each once; 、 parts them where they are kept."""
    words = (clean_text(word).replace("、", "，")[:12] for word in typed.getlist(name))
    return tuple(dict.fromkeys(filter(None, words)))


def show_number(typed: Mapping[str, str] | None, place: str, number: Decimal | None) -> str:
    """What stands in a field of a number: as it was typed and refused, else as it is kept."""
    if typed is not None and f"{NUMBER}{place}" in typed:
        return typed[f"{NUMBER}{place}"]
    return "" if number is None else format_quantity(number)
