"""What is typed for the record of a person: where they live, what they serve in, a document, a training, an award."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from planner.forms.choices import ChoiceField, EnumField, TickField
from planner.forms.fields import DateField, Required, TextField
from planner.forms.hours import EvaluationForm
from planner.forms.signing import VisitorForm
from planner.forms.volunteerrules import SpanField
from planner.people.identities import IdentityKind
from planner.people.servicerecords import RecordedAward, RecordedTraining
from planner.services.personrecords import PersonDetails

EVERYBODY = "所有班次的人"


class PersonForm(VisitorForm):
    """Area, kinds and a document: the same for volunteers on their own page and for the organiser."""

    area = TextField("居住区域", most=60, description="写到乡镇、街道，比如“云台县白石镇”")
    kinds = TextField("服务类别", most=80, description="想做哪几类，比如“助学、环境保护”")
    identity_kind = EnumField(IdentityKind, "身份证件类型", default=IdentityKind.RESIDENT)
    identity = TextField("身份证件号码", most=40)
    forgets = TickField("删掉登记的证件号码")

    def ask_identity(self, shown: str) -> None:
        """Ask for a document; `shown` is the one that is known, masked."""
        self.identity.description = (
            f"已登记 {shown}，要换才写" if shown else "录入全国志愿服务信息系统要用；不填也能服务、能开证明"
        )

    def drop_identity(self) -> None:
        """Ask for no document."""
        del self.identity, self.identity_kind

    def details(self) -> PersonDetails:
        """What is to be kept; call after `validate`."""
        identity = self.identity.data or None if "identity" in self else None
        if "forgets" in self and self.forgets.data:
            identity = ""
        kind = self.identity_kind.data if "identity_kind" in self else None
        return PersonDetails(
            area=self.area.data or "",
            kinds=self.kinds.data or "",
            identity_kind=IdentityKind(kind) if kind else None,
            identity=identity,
        )


class TrainingForm(FlaskForm):
    """A training that somebody had."""

    name = TextField("培训名称", [Required("写培训叫什么，比如“行前安全培训”。")], most=60)
    content = TextField("培训内容", most=120, description="比如“防溺水、与孩子相处”")
    hours = SpanField("学时（小时）", [Required("写几小时，比如 1.5。")])
    organiser = TextField("组织单位", [Required("写谁办的培训。")], most=60)
    day = DateField("日期", [Required("写哪天，比如 7-30。")])

    def validate_hours(self, field: SpanField) -> None:
        if field.data == 0:
            raise ValidationError("学时要大于 0，比如 1.5。")

    def entry(self) -> RecordedTraining:
        """The training; call after `validate`."""
        return RecordedTraining(
            self.name.data or "",
            self.content.data or "",
            self.hours.data or 0,
            self.organiser.data or "",
            self.day.data,
        )


class AwardForm(FlaskForm):
    """An award that somebody was given; it stands on a page with a training, so ids of its own tell them apart."""

    name = TextField("表彰奖励名称", [Required("写得了什么，比如“优秀志愿者”。")], id="award-name", most=60)
    grantor = TextField("授予单位", [Required("写谁授予的。")], most=60)
    day = DateField("日期", [Required("写哪天授予的，比如 2027-12-05。")], id="award-day")

    def entry(self) -> RecordedAward:
        """The award; call after `validate`."""
        return RecordedAward(self.name.data or "", self.grantor.data or "", self.day.data)


class ShiftTrainingForm(TrainingForm):
    """A training of everybody in a shift."""

    shift = ChoiceField("给谁记", id="trained-shift")


class ShiftEvaluationForm(EvaluationForm):
    """How everybody in a shift served."""

    shift = ChoiceField("评价谁")


def offer_shifts(form: ShiftTrainingForm | ShiftEvaluationForm, shifts: Iterable[tuple[str, str]]) -> None:
    """Let one of these shifts be chosen, by key and label, or all of them."""
    form.shift.offer([("", EVERYBODY), *shifts])
