"""Who decides for somebody while they are away."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from planner import clock
from planner.days import Day
from planner.forms.choices import ChoiceField
from planner.forms.fields import DayField, Required


class DeputyForm(FlaskForm):
    """A colleague, in which unit, and the days; a day without a year is the next one."""

    deputy = ChoiceField("谁来代", validators=[Required("选一位同事。")])
    first_day = DayField("从哪天起", [Required("写第一天，比如 7月26日。")], description="比如 7月26日")
    last_day = DayField("到哪天止", [Required("写最后一天，比如 8月2日。")], description="比如 8月2日")

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        """`colleagues` by the ids of unit and user, joined by a dash; none of them is chosen beforehand."""
        super().__init__(*args, **kwargs)
        self.deputy.offer([("", "选一位"), *colleagues])

    def validate_first_day(self, field: DayField) -> None:
        _check_day(field)

    def validate_last_day(self, field: DayField) -> None:
        _check_day(field)

    @property
    def unit_and_person(self) -> tuple[int, int]:
        """The ids of the unit and of the colleague; call after `validate`."""
        unit, _, person = str(self.deputy.data).partition("-")
        return int(unit), int(person)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day; call after `validate`."""
        first, last = (find_next(field.data) for field in (self.first_day, self.last_day))
        assert first is not None, "validated"
        assert last is not None, "validated"
        return first, last


def _check_day(field: DayField) -> None:
    if field.data is not None and find_next(field.data) is None:
        raise ValidationError("这一年没有这一天，连年份一起写，比如 2028-02-29。")


def find_next(day: Any) -> date | None:
    """The date of a day; without a year the next one, None where neither this year nor the next has it."""
    assert isinstance(day, Day)
    today = clock.today()
    if day.year is not None:
        return day.date
    dates = (day.in_year(year).date for year in (today.year, today.year + 1))
    return next((found for found in dates if found is not None and found >= today), None)
