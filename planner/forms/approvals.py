"""Submitting, and an approver's word."""

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import ValidationError

from planner.enums import Decision
from planner.forms.choices import EnumField
from planner.forms.fields import LongTextField, Required
from planner.numerals import read_number

MOST_WORDS = 2000


class SubmitForm(FlaskForm):
    """What the organiser tells the approver."""

    remark = LongTextField("给审批人的话", most=MOST_WORDS, description="比如这次改了哪里、什么时候要定下来")


class TakeBackForm(FlaskForm):
    """Why a yes is taken back."""

    words = LongTextField("为什么收回", [Required("写一句为什么收回。")], most=MOST_WORDS)


class DecisionForm(FlaskForm):
    """同意 / 退回修改 / 不同意 on the revision of that number; a refusal needs words."""

    number = HiddenField()
    decision = EnumField(Decision, "决定", blank="")
    words = LongTextField("审批意见", most=MOST_WORDS)

    def validate_decision(self, field: EnumField) -> None:
        if field.data is None:
            raise ValidationError("按“同意”“退回修改”“不同意”里的一个。")

    def validate_words(self, field: LongTextField) -> None:
        if self.decision.data in (Decision.RETURN, Decision.REJECT) and not field.data:
            raise ValidationError("退回或不同意，要写一句意见，组织者才知道改哪里。")

    def read_decision(self) -> Decision:
        """The decision; call after `validate`."""
        return Decision(str(self.decision.data))

    def revision_number(self) -> int:
        """The number that the form was made for; 0 when it was tampered with."""
        return read_number(self.number.data, most_digits=6) or 0
