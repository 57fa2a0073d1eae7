"""Forms of an event's team."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from planner.days import Day
from planner.enums import TeamRole
from planner.forms.choices import ChoiceField
from planner.forms.fields import DayField, Required, TextField
from planner.forms.until import UntilForm

_ROLES = [(TeamRole.PLANNER.value, TeamRole.PLANNER.label), (TeamRole.READER.value, TeamRole.READER.label)]


class MemberForm(FlaskForm):
    """A member of the organisation, and what they are in the team."""

    user_id = ChoiceField("姓名", coerce=int)
    role = ChoiceField("角色", choices=_ROLES)

    def __init__(self, *args: Any, members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user_id.offer(members)


class InviteForm(FlaskForm):
    """Somebody from outside, until a day."""

    name = TextField("姓名", [Required("写姓名。")], most=40)
    organisation = TextField("单位", most=80)
    role = ChoiceField("角色", choices=_ROLES)
    ends_on = DayField("有效到", [Required("写有效到哪一天，比如 2027-08-31。")])

    def validate_ends_on(self, field: DayField) -> None:
        if field.data is not None and field.data.date is None:
            raise ValidationError("有效期要写年份，比如 2027-08-31。")

    @property
    def last_day(self) -> date:
        """The day until which the link works; call after `validate`."""
        last = self.ends_on.data
        assert isinstance(last, Day)
        assert last.date is not None
        return last.date


class NamesForm(UntilForm):
    """Who of those that only read may see the whole names of children, until when and why."""

    holder = ChoiceField("谁")
    reason = TextField("为什么", [Required("写一句为什么要看全名，比如“随队照看，要按名字叫人”。")], most=200)

    def __init__(self, *args: Any, readers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holder.offer(readers)
