"""What is typed of hours: another number with a reason, a judgement, a question and its answer, why not, what for."""

from decimal import Decimal

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from planner.forms.choices import ChoiceField
from planner.forms.fields import DecimalField, LongTextField, Required, TextField
from planner.forms.signing import VisitorForm

MOST_HOURS = 24
_STARS = [("0", "不打星"), *((str(stars), f"{'一二三四五'[stars - 1]}星") for stars in range(5, 0, -1))]


class CorrectionForm(FlaskForm):
    """Other hours than those that were recorded."""

    hours = DecimalField("小时", [Required("写小时数，比如 2.5；没来写 0。")])
    because = TextField("为什么改", [Required("写一句为什么改，比如“14:30 才到，门岗记的”。")], most=200)

    def validate_hours(self, field: DecimalField) -> None:
        if field.data is not None and field.data > MOST_HOURS:
            raise ValidationError(f"一班最多 {MOST_HOURS} 小时，现在是 {field.data}。")

    @property
    def minutes(self) -> int:
        """The same in whole minutes; call after `validate`."""
        return round((self.hours.data or Decimal(0)) * 60)


class EvaluationForm(FlaskForm):
    """Stars, words or both."""

    stars = ChoiceField("星级", choices=_STARS, default="0")
    words = TextField("一句话", most=200, description="比如“做事细心，孩子喜欢”")

    @property
    def chosen_stars(self) -> int:
        """How many; 0 for none."""
        return int(self.stars.data or 0)


class HoursAnswerForm(FlaskForm):
    """What somebody is told who asked for a correction."""

    answer = TextField("回一句", [Required("写一句怎么定的，本人看得到，比如“按 16:40 改了”。")], most=200)


class ExclusionForm(FlaskForm):
    """Why work is no voluntary service."""

    why = TextField("为什么不算", [Required("写一句为什么不算，比如“领了讲课费”“本职工作”。")], most=200)


class WithdrawalForm(FlaskForm):
    """Why a certificate is withdrawn."""

    reason = TextField("为什么撤销", [Required("写一句为什么撤销，比如“名字写错了”。")], most=200)


class RecordForm(FlaskForm):
    """What the record is handed out for."""

    because = TextField("导出去做什么", [Required("写一句导出去做什么，比如“录入全国志愿服务信息系统”。")], most=120)


class HoursRequestForm(VisitorForm):
    """What is wrong with the hours, as the volunteer sees it."""

    words = LongTextField("哪里不对", [Required("写一句哪里不对，比如“8月10日我 16:40 才走”。")], most=400)
