"""Fields of the house: tolerant of how people type, strict in what comes out, Chinese in what they say."""

import unicodedata
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import TextInput

from budgets import Money, MoneyError, format_quantity, parse_quantity
from planner import clock
from planner.days import Day, parse_clock
from planner.enums import LabelledEnum

_YES = frozenset(
    {
        "1",
        "y",
        "yes",
        "true",
        "on",
        "是",
        "有",
        "√",
        "✓",
        "对",
        "必",
        "必须",
        "必查",
        "免费",
        "免票",
        "已完成",
        "完成",
    }
)


class Required:
    """The field must not be empty; the message starts with what is expected."""

    field_flags = {"required": True}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        if field.errors:
            return
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()):
            field.errors = []
            raise StopValidation(self.message)


def clean_text(text: str) -> str:
    """Text without control characters and outer blanks; line ends as \\n."""
    return printable(text).strip()


def printable(text: str) -> str:
    """Text without control characters, blanks as they are; line ends as \\n."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in unified if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))
    return "".join(kept)


class TextField(StringField):
    """One line of text, at most `most` characters."""

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, most: int = 200, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = " ".join(clean_text(valuelist[0]).split()) if valuelist else ""
        self.check_length()

    def check_length(self) -> None:
        """Keep what was typed and say how much is too much."""
        if self.data and len(self.data) > self.most:
            raise ValueError(f"最多 {self.most:,} 个字，现在有 {len(self.data):,} 个。")


class LongTextField(TextAreaField):
    """Several lines of text, at most `most` characters."""

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, most: int = 2000, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.most = most

    def clean(self, text: str) -> str:
        """What is kept of the text."""
        return clean_text(text)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = self.clean(valuelist[0]) if valuelist else ""
        TextField.check_length(self)  # type: ignore[arg-type]


class TableField(LongTextField):
    """Pasted lines; tabs at their ends are empty cells and stay."""

    def clean(self, text: str) -> str:
        return printable(text).strip("\n") if text.strip() else ""


class TypedTextField(Field):
    """One line that becomes a value; what was typed stays when it can't."""

    widget = TextInput()

    def read(self, text: str) -> Any:
        """The value of the text; raises ValueError with a Chinese sentence."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """A value as the user would type it."""
        return str(value)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.show(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = clean_text(valuelist[0]) if valuelist else ""
        self.data = None
        if text and text not in ("待定", "未定", "—"):
            self.data = self.read(text)


class DayField(TypedTextField):
    """A day; the year may be left out."""

    def read(self, text: str) -> Day:
        return Day.parse(text)

    def show(self, value: Day) -> str:
        return value.iso if value.year else value.short


class DateField(TypedTextField):
    """A day of the accounts: without a year it is the last one of that month and day."""

    def read(self, text: str) -> date:
        day, today = Day.parse(text), clock.today()
        found = day.in_year(today.year).date
        if day.year is None and found is not None and found > today:
            found = day.in_year(today.year - 1).date
        if found is None:
            raise ValueError(f"{today.year} 年没有 {day.short}，连年份一起写。")
        return found

    def show(self, value: date) -> str:
        return value.isoformat()


class ClockField(TypedTextField):
    """A time of day."""

    def read(self, text: str) -> time:
        return parse_clock(text)

    def show(self, value: time) -> str:
        return f"{value:%H:%M}"


class MoneyField(TypedTextField):
    """An amount of money in 元, not negative."""

    def read(self, text: str) -> Money:
        try:
            return Money.parse(text)
        except MoneyError as error:
            raise ValueError(str(error)) from None

    def show(self, value: Money) -> str:
        return value.plain().replace(",", "")


class DecimalField(TypedTextField):
    """A quantity, not negative."""

    def read(self, text: str) -> Decimal:
        return parse_quantity(text)

    def show(self, value: Decimal) -> str:
        return format_quantity(value)


class CountField(IntegerField):
    """A whole number of persons or things; empty stays unknown."""

    widget = TextInput()

    def __init__(
        self, label: str = "", validators: Sequence[Any] = (), *, most: int = 1_000_000, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        text = unicodedata.normalize("NFKC", valuelist[0]).strip().rstrip("人名个位") if valuelist else ""
        self.data = None
        if not text or text in ("待定", "未定"):
            return
        digits = text.lstrip("0") or "0"
        if not (text.isascii() and text.isdigit()) or len(digits) > 12 or int(digits) > self.most:
            raise ValueError(f"写 0—{self.most} 的整数，现在是“{clean_text(valuelist[0])[:20]}”。")
        self.data = int(digits)


class ChoiceField(SelectField):
    """One entry of a list."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None

    def pre_validate(self, form: Any) -> None:
        try:
            super().pre_validate(form)
        except ValidationError:
            typed = clean_text(str(self.raw_data[0]))[:20] if self.raw_data else ""
            raise ValidationError(f"从列表里选一项{f'，现在是“{typed}”' if typed else ''}。") from None


class EnumField(SelectField):
    """One member of a closed vocabulary, also read by its Chinese label."""

    def __init__(
        self, vocabulary: type[LabelledEnum], label: str = "", *, blank: str | None = None, **kwargs: Any
    ) -> None:
        self.vocabulary, self.blank = vocabulary, blank
        choices = ([("", blank)] if blank is not None else []) + vocabulary.choices()
        super().__init__(label, choices=choices, coerce=self.read, validate_choice=False, **kwargs)

    def read(self, text: Any) -> LabelledEnum | None:
        """The member of a value or a label."""
        if text is None or isinstance(text, self.vocabulary):
            return text
        cleaned = str(text).strip()
        if not cleaned:
            if self.blank is None:
                return next(iter(self.vocabulary))
            return None
        for member in self.vocabulary:
            if cleaned in (member.value, member.label):
                return member
        labels = "、".join(m.label for m in self.vocabulary)
        raise ValueError(f"从“{labels}”里选，现在是“{cleaned[:20]}”。")

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = self.read(valuelist[0])


class TickField(BooleanField):
    """A tick; pasted text such as 是 or √ counts as one."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = bool(valuelist) and valuelist[0].strip().lower() in _YES


class DutiesField(SelectMultipleField):
    """Duties of the event, chosen by key; pasted text is matched by name, then by role."""

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **kwargs)
        self.names: dict[str, str] = {}

    def offer(self, duties: Sequence[Any]) -> None:
        """Set the choices to the duties of the event."""
        self.choices = [(d.key, f"{d.name}（{d.role}）" if d.name else f"{d.role}（待定）") for d in duties]
        self.names = {d.role: d.key for d in duties} | {d.name: d.key for d in duties if d.name}
        known = {d.key for d in duties}
        texts = [part for text in self.raw_data or () for part in split_names(text) if part]
        missing = [t for t in texts if t not in known and t not in self.names]
        if missing:
            self.process_errors = [f"分工里没有“{'、'.join(missing)[:40]}”，先到分工页加上。"]
        if self.raw_data:
            self.data = [t if t in known else self.names[t] for t in texts if t in known or t in self.names]


def split_names(text: str) -> list[str]:
    """Names as people list them: 李老师、张老师."""
    for mark in "，,;；/ \t":
        text = text.replace(mark, "、")
    return [part.strip() for part in text.split("、") if part.strip()]
