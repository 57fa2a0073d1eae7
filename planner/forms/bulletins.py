"""What is typed of newsletters: the red head of a unit, the number of one of them and its day."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from planner.days import Day
from planner.forms.fields import CountField, DayField, Required, TextField
from planner.forms.versioned import VersionedForm
from planner.report.bulletin import RedHead


class RedHeadForm(VersionedForm):
    """What stands on every newsletter of a unit."""

    name = TextField("简报名称", [Required("写简报的名称，像“德育工作简报”。")], most=20)
    publisher = TextField("编印单位", [Required("写谁编印。")], most=60)
    sent_to = TextField("主送", most=120, description="像“青川县教育局、共青团青川县委”；不送就空着")
    copied_to = TextField("抄送", most=120)

    def head(self) -> RedHead:
        """The head; call after `validate`."""
        return RedHead(
            name=self.name.data or "",
            publisher=self.publisher.data or "",
            sent_to=self.sent_to.data or "",
            copied_to=self.copied_to.data or "",
        )


class BulletinNumberForm(FlaskForm):
    """第几期, of which day."""

    number = CountField("第几期", [Required("写第几期。")], most=999)
    day = DayField("日期", [Required("写印发的日期，像 2027-08-13。")])

    def validate_day(self, field: DayField) -> None:
        if field.data is not None and field.data.date is None:
            raise ValidationError("要写年份，像 2027-08-13。")

    @property
    def chosen_number(self) -> int:
        """The number; call after `validate`."""
        assert isinstance(self.number.data, int)
        return self.number.data

    @property
    def issued_on(self) -> date:
        """The day; call after `validate`."""
        day = self.day.data
        assert isinstance(day, Day)
        assert day.date is not None
        return day.date
