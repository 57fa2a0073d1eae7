"""What is asked wherever something holds until a day."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from planner.days import Day
from planner.forms.fields import DayField, Required


class UntilForm(FlaskForm):
    """Until a day, with its year."""

    until = DayField("到哪一天", [Required("写到哪一天，比如 2027-08-31。")])

    def validate_until(self, field: DayField) -> None:
        if field.data is not None and field.data.date is None:
            raise ValidationError("要写年份，比如 2027-08-31。")

    @property
    def last_day(self) -> date:
        """The last day; call after `validate`."""
        last = self.until.data
        assert isinstance(last, Day)
        assert last.date is not None
        return last.date
