"""An invented event that is over, and what came of it, read from their data files."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from budgets import Money
from planner.actualkinds import MediaLevel, Outcome, TallyKind
from planner.dossier import Dossier
from planner.feedbackkinds import FeedbackAudience, SchoolYear
from planner.people.feedback import SaidFeedback
from planner.samples import PAST_SAMPLE, load_sample

Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEvent:
    """The plan, and what people wrote of it afterwards; groups, items and supplies by what the plan calls them.

    `rows` are values of new rows by noun; expenses name the line of the budget that they were paid for in `paid_for`,
    in the same order. `words` are paragraphs that the summary adds, by chapter.
    """

    dossier: Dossier
    approval: str
    came: dict[str, Decimal]
    changed: dict[str, tuple[Outcome, str]]
    left: dict[str, Decimal]
    well: tuple[str, ...]
    badly: tuple[str, ...]
    sentence: str
    rows: dict[str, list[Values]]
    paid_for: tuple[str, ...]
    feedback: tuple[SaidFeedback, ...]
    quotes: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


def load_past_event() -> PastEvent:
    """The one that there is."""
    with Path(__file__).with_name(f"{PAST_SAMPLE}_after.toml").open("rb") as file:
        data = tomllib.load(file)
    impression = data["impression"]
    return PastEvent(
        dossier=load_sample(PAST_SAMPLE),
        approval=data["approval"],
        came={row["group"]: Decimal(row["came"]) for row in data["groups"]},
        changed={row["title"]: (Outcome(row["outcome"]), row["words"]) for row in data["items"]},
        left={row["name"]: Decimal(row["left"]) for row in data["leftovers"]},
        well=tuple(impression["well"]),
        badly=tuple(impression["badly"]),
        sentence=impression["sentence"],
        rows={
            "tallies": [_tally(row) for row in data["tallies"]],
            "donations": [_typed(row, counted=("received", "stock")) for row in data["donations"]],
            "handouts": [_typed(row, counted=("each",)) for row in data["handouts"]],
            "incomes": [_typed(row) for row in data["incomes"]],
            "expenses": [_expense(row) for row in data["expenses"]],
        },
        paid_for=tuple(row["item"] for row in data["expenses"]),
        feedback=tuple(_said(row) for row in data["feedback"]),
        quotes=tuple(data["quotes"]),
        words=tuple((row["chapter"], row["text"]) for row in data["filed_words"]),
    )


def _tally(row: Values) -> Values:
    level = MediaLevel(row["level"]) if "level" in row else None
    return {**row, "kind": TallyKind(row["kind"]), "level": level}


def _typed(row: Values, *, counted: tuple[str, ...] = ()) -> Values:
    """Values as rows keep them: amounts are in fen, days in full."""
    values: Values = {name: Decimal(value) if name in counted else value for name, value in row.items()}
    for name in ("received_on", "handed_on", "paid_on"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    if "amount" in values:
        values["amount"] = Money(values["amount"])
    return values


def _expense(row: Values) -> Values:
    """What was paid for is its purpose as well."""
    values = _typed({name: value for name, value in row.items() if name != "item"})
    return {**values, "purpose": row["item"], "handler": "吴老师", "verifier": "李老师"}


def _said(row: Values) -> SaidFeedback:
    return SaidFeedback(
        audience=FeedbackAudience(row["audience"]),
        stars=row["stars"],
        words=row["words"],
        year=SchoolYear(row["year"]) if "year" in row else None,
    )
