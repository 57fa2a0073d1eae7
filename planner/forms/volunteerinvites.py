"""Who of the file is asked for a shift, and the answer on the own page."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, ValidationError

from planner.forms.choices import TickField, as_choices
from planner.forms.signing import VisitorForm

ASK, AGREED = "ask", "agreed"


class AskForm(FlaskForm):
    """How those who are ticked are put on the shift; who they are is read beside it."""

    shift = HiddenField()
    way = RadioField(
        "怎么请",
        choices=as_choices([(ASK, "发消息问，名额最多留 48 小时"), (AGREED, "已经问过，都说来")]),
        validate_choice=False,
    )

    def validate_way(self, field: RadioField) -> None:
        if field.data not in (ASK, AGREED):
            raise ValidationError("选一项：发消息问，还是已经问过。")

    @property
    def is_agreed(self) -> bool:
        """Whether they said yes already."""
        return bool(self.way.data == AGREED)


class AcceptForm(VisitorForm):
    """The yes of whoever was asked, with the texts that everybody who serves agrees to."""

    risk = TickField("服务须知与风险说明")
    behaviour = TickField("与孩子相处的约定")

    @property
    def agrees(self) -> bool:
        """Whether both were ticked."""
        return bool(self.risk.data and self.behaviour.data)
