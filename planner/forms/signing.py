"""What somebody without an account fills in: signing up, alone or as a group; a guardian's yes; finding one's page."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import ValidationError

from planner import clock
from planner.dossier import SignUpQuestion
from planner.enums import Sex
from planner.forms.answers import AnswersForm
from planner.forms.choices import TickField, as_choices
from planner.forms.fields import LongTextField, Required, TextField, clean_text
from planner.people import MonthOfBirth
from planner.people.applicants import Applicant
from planner.people.birthmonths import parse_birth_month
from planner.people.grouplists import GroupMember, Namesakes, drop_namesakes, find_namesakes, read_members
from planner.people.questions import write_answers
from planner.people.signatures import SIGNATURE
from planner.people.strokes import DrawingPad, read_strokes, write_strokes
from planner.people.volunteerfile import KEEPING_LABEL
from planner.people.volunteerrules import VolunteerRules
from planner.personnames import parse_person_name
from planner.phones import parse_mobile
from planner.services.volunteers import Details

_NUMERIC = {"inputmode": "numeric"}
_TEL = {"inputmode": "tel"}
TWO, ONCE = "two", "once"


class PersonNameField(TextField):
    """A whole name of one person."""

    counts_characters = False

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data:
            self.data = parse_person_name(self.data)


class MobileField(TextField):
    """A mobile number; what was typed stays when it is none."""

    counts_characters = False

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = clean_text(valuelist[0]) if valuelist else ""
        if self.data:
            self.data = parse_mobile(self.data)


class StrokesField(HiddenField):
    """Strokes of a finger on a pad; empty where there is no script to take them."""

    def __init__(self, label: str = "", *, pad: DrawingPad, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.pad = pad

    def process_formdata(self, valuelist: list[str]) -> None:
        strokes = read_strokes(valuelist[0] if valuelist else "", self.pad)
        self.data = write_strokes(strokes) if strokes else ""


class VisitorForm(FlaskForm):
    """What all forms of visitors have: a field that only machines fill in, and whether a place in the line will do."""

    homepage = StringField()
    wait = HiddenField()

    @property
    def is_by_machine(self) -> bool:
        """Whether something was put where people see nothing."""
        return bool(self.homepage.data)

    @property
    def may_wait(self) -> bool:
        """Whether a place in the line is welcome as well."""
        return bool(self.wait.data)


class SigningForm(VisitorForm):
    """What both ways to sign up have: the age below which a guardian is asked, as the unit sets it."""

    def __init__(self, *args: Any, guardian_below: int = VolunteerRules().guardian_below, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guardian_below = guardian_below
        self.own_questions = AnswersForm(())


class SignUpForm(SigningForm):
    """One person who signs up for themselves."""

    name = PersonNameField("姓名", [Required("写姓名。")], most=40, render_kw={"autocomplete": "name"})
    phone = MobileField("手机号", [Required("写 11 位手机号。")], render_kw=_TEL | {"autocomplete": "tel"})
    sex = RadioField("性别", choices=as_choices(Sex.choices()), validate_choice=False)
    year = StringField("出生年月", render_kw=_NUMERIC | {"aria-label": "出生年，四位数字", "maxlength": 8})
    month = StringField("出生月", render_kw=_NUMERIC | {"aria-label": "出生月，1 到 12", "maxlength": 4})
    unit = TextField("学校或单位", most=80)
    skills = TextField("会什么", most=120)
    emergency_name = PersonNameField("紧急联系人", [Required("写紧急联系人的姓名。")], most=40)
    emergency_phone = MobileField("紧急联系人手机号", [Required("写紧急联系人的手机号。")], render_kw=_TEL)
    guardian_name = PersonNameField("监护人", most=40)
    guardian_phone = MobileField("监护人手机号", render_kw=_TEL)
    signature = StrokesField("监护人签名", pad=SIGNATURE)
    risk = TickField("服务须知与风险说明")
    behaviour = TickField("与孩子相处的约定")
    photos = TickField("拍到我的照片可以用在总结里")
    keeps = TickField(KEEPING_LABEL)
    born: MonthOfBirth | None = None

    def ask(self, questions: Sequence[SignUpQuestion], typed: MultiDict[str, str]) -> None:
        """Ask the organiser's own questions as well; those only for minors are drawn for everybody."""
        self.own_questions = AnswersForm(questions, typed if self.is_submitted() else None)

    def validate_sex(self, field: Any) -> None:
        if field.data not in set(Sex):
            raise ValidationError("选一项。")

    def validate_year(self, field: Any) -> None:
        if not field.data and not self.month.data:
            raise ValidationError("写出生年月，比如 2008 年 3 月。")
        try:
            self.born = parse_birth_month(field.data or "", self.month.data or "", clock.today())
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def validate_risk(self, field: Any) -> None:
        _require_tick(field)

    def validate_behaviour(self, field: Any) -> None:
        _require_tick(field)

    def ask_guardian(self) -> bool:
        """Find fault where a guardian is needed and not named; whether they are named."""
        missing = [field for field in (self.guardian_name, self.guardian_phone) if not field.data and not field.errors]
        for field in missing:
            field.errors = [f"未满 {self.guardian_below} 岁，写{field.label.text}。"]
        return not missing

    def applicant(self, *, needs_guardian: bool) -> Applicant:
        """What was said; of a guardian only where one is needed."""
        guardian = {
            "guardian_name": self.guardian_name.data,
            "guardian_phone": self.guardian_phone.data,
            "signature": self.signature.data,
        }
        return Applicant(
            name=self.name.data,
            phone=self.phone.data,
            sex=Sex(self.sex.data),
            born=self.born,
            unit=self.unit.data,
            skills=self.skills.data,
            emergency_name=self.emergency_name.data,
            emergency_phone=self.emergency_phone.data,
            agrees=True,
            photos=self.photos.data,
            keeps=self.keeps.data,
            answers=write_answers(self.own_questions.answers(is_minor=needs_guardian)),
            **(guardian if needs_guardian else {}),
        )


class GroupForm(SigningForm):
    """Several who sign up together: one contact, one name a line."""

    unit = TextField("班级或单位", [Required("写班级或单位。")], most=80)
    name = PersonNameField("联系人", [Required("写联系人的姓名。")], most=40, render_kw={"autocomplete": "name"})
    phone = MobileField("联系人手机号", [Required("写联系人的手机号。")], render_kw=_TEL | {"autocomplete": "tel"})
    people = LongTextField("谁来，一行一个", [Required("写上谁来，一行一个名字。")], most=4000)
    same = RadioField("同名", choices=as_choices([(TWO, "是两个人"), (ONCE, "多写了一行")]), validate_choice=False)
    grown_up = TickField("没写出生年月的，都满 18 岁了")
    risk = TickField("服务须知与风险说明，每个人都看过了")
    behaviour = TickField("与孩子相处的约定，每个人都看过了")
    members: list[GroupMember]
    namesakes: Namesakes | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grown_up.label.text = f"没写出生年月的，都满 {self.guardian_below} 岁了"

    def validate_people(self, field: Any) -> None:
        try:
            self.members = read_members(field.data, clock.today())
        except ValueError as error:
            raise ValidationError(str(error)) from None
        self.namesakes = find_namesakes(self.members)
        if self.namesakes and self.same.data == ONCE:
            self.members = drop_namesakes(self.members)
        elif self.namesakes and self.same.data != TWO:
            raise ValidationError(self.namesakes.question)

    def validate_grown_up(self, field: Any) -> None:
        if not field.data and any(member.born is None for member in getattr(self, "members", ())):
            raise ValidationError(
                f"有人没写出生年月：满 {self.guardian_below} 岁就勾上，没满就在名字后面写，像“陈晨 2010.3”。"
            )

    def validate_risk(self, field: Any) -> None:
        _require_tick(field)

    def validate_behaviour(self, field: Any) -> None:
        _require_tick(field)

    def applicants(self) -> list[Applicant]:
        """Those who come, in their order; the contact's number is their own only where they come as well."""
        contact = self._contact()
        return [self._applicant(member, self.phone.data if member is contact else "") for member in self.members]

    def leader(self) -> Applicant:
        """The contact of all, who need not come."""
        return self._applicant(self._contact() or GroupMember(0, self.name.data), self.phone.data)

    def _contact(self) -> GroupMember | None:
        return next((member for member in self.members if member.name == self.name.data), None)

    def _applicant(self, member: GroupMember, phone: str) -> Applicant:
        return Applicant(name=member.name, phone=phone, born=member.born, unit=self.unit.data, agrees=True)


class FindForm(VisitorForm):
    """Who wants to see their own page again."""

    phone = MobileField("手机号", [Required("写报名时的手机号。")], render_kw=_TEL | {"autocomplete": "tel"})
    code = TextField("口令", [Required("写四位数字的口令。")], most=8, render_kw=_NUMERIC | {"autocomplete": "off"})


class LeaveForm(VisitorForm):
    """Why somebody does not come."""

    because = TextField("为什么", most=200, description="写一句，组织者看得到")


class DetailsForm(VisitorForm):
    """What a volunteer may change of what they said."""

    phone = MobileField("手机号", render_kw=_TEL | {"autocomplete": "tel"})
    unit = TextField("学校或单位", most=80)
    skills = TextField("会什么", most=120)
    emergency_name = PersonNameField("紧急联系人", most=40)
    emergency_phone = MobileField("紧急联系人手机号", render_kw=_TEL)
    photos = TickField("拍到我的照片可以用在总结里")

    def details(self) -> Details:
        """What is to be kept."""
        return Details(**{name: self[name].data for name in Details.__dataclass_fields__})


class GuardianForm(VisitorForm):
    """A guardian's yes on the page of a volunteer under age."""

    guardian_name = PersonNameField("监护人姓名", [Required("写监护人的姓名。")], most=40)
    guardian_phone = MobileField("监护人手机号", [Required("写监护人的手机号。")], render_kw=_TEL)
    signature = StrokesField("监护人签名", pad=SIGNATURE, validators=[Required("请监护人用手指写名字。")])


def _require_tick(field: Any) -> None:
    if not field.data:
        raise ValidationError("读过再勾上，不勾报不了名。")
