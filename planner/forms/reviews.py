"""Handing money to finance, what finance says, remarks on single lines, vouchers."""

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from planner.enums import ReviewDecision
from planner.forms.choices import EnumField
from planner.forms.fields import LongTextField, Required
from planner.services.reviews import MOST_WORDS


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

    def read_decision(self) -> ReviewDecision:
        """The decision; call after `validate`."""
        return ReviewDecision(str(self.decision.data))


class ReopenForm(FlaskForm):
    """Why the accounts of a settled event are opened again."""

    words = LongTextField("为什么重新打开", [Required("写一句为什么。")], most=MOST_WORDS)
