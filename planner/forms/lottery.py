"""When sign-up opens and when its places are drawn by lot."""

from datetime import datetime, time
from typing import Self

from flask_wtf import FlaskForm

from planner.forms.fields import ClockField, FullDateField, Required
from planner.forms.volunteers import fields_of, moment_of
from planner.models import SignUpDesk


class LotteryForm(FlaskForm):
    """From when on one may sign up, and when the lots are drawn; both are told before."""

    opens_on = FullDateField("哪天开始报名", [Required("写哪天开始报名，像 2027-07-25。")], description="要在现在以后")
    opens_time = ClockField("几点开始")
    draws_on = FullDateField("哪天抽签", [Required("写哪天抽签，像 2027-07-30。")], description="登记到这个时候为止")
    draws_time = ClockField("几点抽签", [Required("写几点抽签，像 18:30。")])

    @classmethod
    def of(cls, desk: SignUpDesk | None) -> Self:
        """The form as it was chosen so far."""
        lottery = desk.lottery if desk else None
        opens, draws = desk.opens_at if desk else None, lottery.draws_at if lottery else None
        return cls(data=fields_of("opens", opens) | fields_of("draws", draws))

    def moments(self) -> tuple[datetime, datetime]:
        """When sign-up opens and when lots are drawn; call after `validate`."""
        opens = moment_of(self.opens_on.data, self.opens_time.data or time(0))
        draws = moment_of(self.draws_on.data, self.draws_time.data or time(0))
        assert opens is not None, "the day is required"
        assert draws is not None, "the day is required"
        return opens, draws
