"""A whole plan: the text or the file that is sent, what is decided of its proposals, and the event that it makes."""

from collections.abc import Iterable, Mapping

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict

from planner.forms.choices import ChoiceField
from planner.forms.fields import LongTextField, Required, TextField
from planner.intake.proposals.decisions import PlanDecisions
from planner.numerals import read_number

MOST_CHARACTERS = 60_000
TAKE, SHOWN, ANSWER, SAID = "take", "shown", "answer-", "said-"
_DIGITS = 5
_LONGEST_WORD = 40


class PlanTextForm(FlaskForm):
    """What somebody has: a text, or a file."""

    text = LongTextField("方案文字", most=MOST_CHARACTERS)
    file = FileField("选文件")


class PlanEventForm(FlaskForm):
    """What the event needs beside the proposals: its name and its unit."""

    title = TextField("活动名称", [Required("写活动名称，比如“六一慰问”。")], most=120)
    organisation_id = ChoiceField("所属单位", coerce=int)

    def offer_units(self, units: Iterable[tuple[int, str]]) -> None:
        """Set the units that the event may belong to."""
        self.organisation_id.offer(units)


def read_decided(posted: MultiDict[str, str]) -> tuple[PlanDecisions, frozenset[int]]:
    """What a page says of its proposals, and which of them it showed."""
    decided = PlanDecisions(
        ticked=_numbers(posted.getlist(TAKE)),
        answers=_named(posted, ANSWER),
        said={number: text for name, text in _named(posted, SAID).items() if (number := _number(name)) is not None},
        title=posted.get("title", "").strip(),
    )
    return decided, _numbers(posted.getlist(SHOWN))


def _named(posted: Mapping[str, str], start: str) -> dict[str, str]:
    return {name.removeprefix(start): text[:_LONGEST_WORD] for name, text in posted.items() if name.startswith(start)}


def _numbers(texts: Iterable[str]) -> frozenset[int]:
    return frozenset(number for text in texts if (number := _number(text)) is not None)


def _number(text: str) -> int | None:
    return read_number(text, most_digits=_DIGITS)
