"""Handing money to finance, what finance says, remarks on single lines, vouchers."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from planner.enums import RemarkKind, ReviewDecision, VoucherKind
from planner.forms.choices import EnumField
from planner.forms.fields import LongTextField, Required, clean_text

MOST_WORDS = 2000
MOST_REMARK = 400
REMARK_PREFIX = "remark-"


class HandInForm(FlaskForm):
    """What the organiser tells finance."""

    remark = LongTextField("给财务的话", most=MOST_WORDS, description="比如改了哪几条、哪些票还在路上")


class ReviewForm(FlaskForm):
    """通过 / 退回, with words for the whole and a remark for each line."""

    decision = EnumField(ReviewDecision, "决定", blank="")
    words = LongTextField("审核意见", most=MOST_WORDS)

    def validate_decision(self, field: EnumField) -> None:
        if field.data is None:
            raise ValidationError("按“通过”“退回”里的一个。")

    def chosen(self) -> ReviewDecision:
        """The decision; call after `validate`."""
        return ReviewDecision(str(self.decision.data))


class RemarkForm(FlaskForm):
    """One thing said of one line."""

    kind = EnumField(RemarkKind, "种类")
    text = LongTextField("写什么", [Required("写一句话。")], most=MOST_REMARK)


class ReopenForm(FlaskForm):
    """Why the accounts of a settled event are opened again."""

    words = LongTextField("为什么重新打开", [Required("写一句为什么。")], most=MOST_WORDS)


class VoucherUploadForm(FlaskForm):
    """What the uploaded files prove."""

    kind = EnumField(VoucherKind, "种类")


def line_remarks(form: Mapping[str, str]) -> dict[str, str]:
    """The remarks of a review by line key, as far as something was written."""
    typed = ((name.removeprefix(REMARK_PREFIX), text) for name, text in form.items() if name.startswith(REMARK_PREFIX))
    return {key: clean_text(text)[:MOST_REMARK] for key, text in typed if text.strip()}
