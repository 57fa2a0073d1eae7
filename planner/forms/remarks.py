"""What is said of single lines of the budget."""

from collections.abc import Mapping

from flask_wtf import FlaskForm

from planner.enums import RemarkKind
from planner.forms.choices import EnumField
from planner.forms.fields import LongTextField, Required, clean_text
from planner.services.remarks import MOST_REMARK

REMARK_PREFIX = "remark-"


class RemarkForm(FlaskForm):
    """One thing said of one line."""

    kind = EnumField(RemarkKind, "种类", default=RemarkKind.OPINION)
    text = LongTextField("写什么", [Required("写一句话。")], most=MOST_REMARK)


def line_remarks(form: Mapping[str, str]) -> dict[str, str]:
    """The remarks of a review by line key, as far as something was written."""
    typed = ((name.removeprefix(REMARK_PREFIX), text) for name, text in form.items() if name.startswith(REMARK_PREFIX))
    return {key: clean_text(text)[:MOST_REMARK] for key, text in typed if text.strip()}
