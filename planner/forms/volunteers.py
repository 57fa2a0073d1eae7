"""How an event takes volunteers, and what the organiser settles of one of them."""

import re
from datetime import date, datetime, time
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from planner import clock
from planner.enums import Sex
from planner.forms.choices import ChoiceField, EnumField, TickField
from planner.forms.fields import ClockField, CountField, FullDateField, LongTextField, Required, TextField
from planner.forms.shifts import MOST_PLACES
from planner.forms.signing import MobileField
from planner.models import SignUpDesk
from planner.people import MonthOfBirth
from planner.services.signupdesk import MOST_LEAVE_HOURS

_MONTH = re.compile(r"(\d{4})\D+(\d{1,2})\D*")
OLDEST_YEAR = 1920


class DeskForm(FlaskForm):
    """From when until when volunteers are taken, and what they are told."""

    version = HiddenField()
    opens_on = FullDateField("哪天开始报名", description="不写就是现在")
    opens_time = ClockField("几点开始")
    closes_on = FullDateField("哪天截止", description="不写就到每一班开始为止")
    closes_time = ClockField("几点截止")
    leave_hours = CountField(
        "开始前几小时内请假要你同意",
        [
            InputRequired("写几小时，随时能请就写 0。"),
            NumberRange(max=MOST_LEAVE_HOURS, message=f"最多 {MOST_LEAVE_HOURS} 小时。"),
        ],
    )
    benefits = TextField("报名的人有什么", most=200, description="比如“服务时长、意外险、午餐、接送车”")
    bring = TextField("要带什么", most=200, description="比如“水杯、雨衣、身份证”")
    shows_phone = TickField(
        "在报名页上写出联系电话", description="岗位联系人的；没有号码的，用总负责人的，再用本单位联系人的。先问过本人"
    )

    @classmethod
    def of(cls, desk: SignUpDesk) -> Self:
        """The form as the desk stands."""
        given: dict[str, Any] = {
            name: getattr(desk, name) for name in ("version", "leave_hours", "benefits", "bring", "shows_phone")
        }
        return cls(data=given | fields_of("opens", desk.opens_at) | fields_of("closes", desk.closes_at))

    def values(self) -> dict[str, Any]:
        """What `set_desk` is given; call after `validate`."""
        return {
            "opens_at": moment_of(self.opens_on.data, self.opens_time.data or time(0)),
            "closes_at": moment_of(self.closes_on.data, self.closes_time.data or time(23, 59)),
            "leave_hours": self.leave_hours.data or 0,
            "benefits": self.benefits.data or "",
            "bring": self.bring.data or "",
            "shows_phone": bool(self.shows_phone.data),
        }


def moment_of(day: date | None, hour: time) -> datetime | None:
    """A day and an hour in Shanghai as a moment; None without the day."""
    return clock.off_the_wall(datetime.combine(day, hour)) if day else None


def fields_of(name: str, moment: datetime | None) -> dict[str, Any]:
    """What stands in the fields of the day and the hour of a moment: `name`_on and `name`_time; nothing without one."""
    if moment is None:
        return {}
    there = clock.local(moment)
    return {f"{name}_on": there.date(), f"{name}_time": there.time().replace(second=0)}


class ByHandForm(FlaskForm):
    """Somebody whom the organiser signs up; what is not known is told later, on the person's own page."""

    shift = ChoiceField("哪一班")
    name = TextField("姓名", [Required("写姓名。")], most=40)
    phone = MobileField("手机号", [Required("写 11 位手机号。")])
    sex = EnumField(Sex, "性别", blank="不知道")
    born = TextField("出生年月", most=20, description="比如 2009-05，未成年的要监护人同意")
    unit = TextField("单位、班级", most=80)
    skills = TextField("会什么", most=120)

    def validate_born(self, field: TextField) -> None:
        if field.data and self.month is None:
            raise ValidationError("写年和月，比如 2009-05，不能晚于这个月。")

    @property
    def month(self) -> MonthOfBirth | None:
        """Year and month of birth, as far as they can be."""
        found = _MONTH.fullmatch((self.born.data or "").strip())
        if found is None:
            return None
        year, month = int(found[1]), int(found[2])
        today = clock.today()
        could_be = 1 <= month <= 12 and year >= OLDEST_YEAR and (year, month) <= (today.year, today.month)
        return (year, month) if could_be else None


class MoveForm(FlaskForm):
    """The shift that somebody is moved to."""

    shift = ChoiceField("移到哪一班")


class ConfirmForm(FlaskForm):
    """Whether somebody gets a place although none is free."""

    over = TickField("名额满了也补上")


class RefusalForm(FlaskForm):
    """What somebody is told who can't come."""

    word = TextField("写给本人的话", [Required("写一句为什么，比如“这个岗位要满 18 岁”。")], most=200)


class LeaveAnswerForm(FlaskForm):
    """What somebody is told who asked to leave."""

    word = TextField("写给本人的话", most=200)


class StandingForm(FlaskForm):
    """What is known of a volunteer: has served before, training, record check."""

    experienced = TickField("老志愿者")
    trained_until = FullDateField("培训到哪天有效")
    checked_until = FullDateField("无犯罪记录查询到哪天有效", description="查过才写，凭证自己留好")

    def values(self) -> dict[str, Any]:
        """What `set_standing` is given; call after `validate`."""
        return {
            "experienced": bool(self.experienced.data),
            "trained_until": self.trained_until.data,
            "checked_until": self.checked_until.data,
        }


class LowerForm(FlaskForm):
    """How many places a shift is to have."""

    places = CountField(
        "减到几个名额",
        [InputRequired("写减到几个名额。"), NumberRange(min=1, message="至少要 1 个人。")],
        most=MOST_PLACES,
    )


class GroupTextForm(FlaskForm):
    """A text for the group chat, which may be changed before it is copied."""

    group_text = LongTextField("改几个字再发", most=2000)
