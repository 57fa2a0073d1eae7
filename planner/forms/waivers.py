"""Waiving what a settlement lacks, and asking for it."""

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField

from planner.forms.fields import LongTextField, Required, TextField
from planner.money.gaps import CODES_APART

MOST_WORDS = 400


class GapsForm(FlaskForm):
    """Which of the gaps it is about, by their codes; `reason` says in which list they were chosen."""

    reason = TextField()
    gaps = SelectMultipleField("哪几笔", validate_choice=False)

    @property
    def codes(self) -> list[str]:
        """The codes that were chosen, one by one or all at once."""
        return [code for chosen in self.gaps.data or () for code in chosen.split(CODES_APART)]


class WaiverForm(GapsForm):
    """Which gaps are waived, and why; the words are printed."""

    words = LongTextField("为什么可以豁免", [Required("写一句为什么可以豁免，会印在决算说明里。")], most=MOST_WORDS)
