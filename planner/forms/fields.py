"""Fields of the house: tolerant of how people type, strict in what comes out, Chinese in what they say."""

import unicodedata
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from wtforms import (
    Field,
    IntegerField,
    StringField,
    TextAreaField,
)
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from budgets import Money, MoneyError, UnitPrice, format_quantity, parse_quantity
from planner import clock
from planner.characters import drop_controls
from planner.days import Day, parse_clock, parse_end_clock
from planner.forms.controls import Control, Drawn
from planner.nights import say_end
from planner.telling import is_unknown


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
    """Text without what is no character, blanks as they are; line ends as \n. Every other character is kept."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return drop_controls(unified)


def check_length(text: str, most: int) -> None:
    """Say how much is too much; raises ValueError, and the field keeps what was typed."""
    if len(text) > most:
        raise ValueError(f"最多 {most:,} 个字，现在有 {len(text):,} 个。")


class TextField(Drawn, StringField):
    """One line of text, at most `most` characters."""

    counts_characters = True

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, most: int = 200, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = " ".join(clean_text(valuelist[0]).split()) if valuelist else ""
        check_length(self.data, self.most)


class LongTextField(Drawn, TextAreaField):
    """Several lines of text, at most `most` characters."""

    control = Control.LINES
    is_wide = True
    counts_characters = True

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, most: int = 2000, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.most = most

    def clean(self, text: str) -> str:
        """What is kept of the text."""
        return clean_text(text)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = self.clean(valuelist[0]) if valuelist else ""
        check_length(self.data, self.most)


class TableField(LongTextField):
    """Pasted lines; tabs at their ends are empty cells and stay."""

    counts_characters = False

    def clean(self, text: str) -> str:
        return printable(text).strip("\n") if text.strip() else ""


class TypedTextField(Drawn, Field):
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
        if not is_unknown(text):
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


class FullDateField(DateField):
    """A day with its year, of what is settled long before it or holds long after."""

    def read(self, text: str) -> date:
        if Day.parse(text).year is None:
            raise ValueError(f"连年份一起写，像 2027-01-01，现在是“{text[:20]}”。")
        return super().read(text)


class ClockField(TypedTextField):
    """A time of day."""

    def read(self, text: str) -> time:
        return parse_clock(text)

    def show(self, value: time) -> str:
        return f"{value:%H:%M}"


class EndClockField(ClockField):
    """When something ends; 24:00 is the end of the day."""

    def read(self, text: str) -> time:
        return parse_end_clock(text)

    def show(self, value: time) -> str:
        return say_end(value)


class MoneyField(TypedTextField):
    """An amount of money in 元; below zero only where the field says so."""

    allow_negative = False

    def read(self, text: str) -> Money:
        try:
            return Money.parse(text, allow_negative=self.allow_negative)
        except MoneyError as error:
            raise ValueError(str(error)) from None

    def show(self, value: Money) -> str:
        return value.plain().replace(",", "")


class SignedMoneyField(MoneyField):
    """An amount of money in 元 that may be taken back."""

    allow_negative = True


class PriceField(TypedTextField):
    """What one piece costs in 元, to four decimals, not negative."""

    def read(self, text: str) -> UnitPrice:
        try:
            return UnitPrice.parse(text)
        except MoneyError as error:
            raise ValueError(str(error)) from None

    def show(self, value: UnitPrice) -> str:
        return value.plain().replace(",", "")


class DecimalField(TypedTextField):
    """A quantity, not negative."""

    def read(self, text: str) -> Decimal:
        return parse_quantity(text)

    def show(self, value: Decimal) -> str:
        return format_quantity(value)


class CountField(Drawn, IntegerField):
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
        if is_unknown(text):
            return
        digits = text.lstrip("0") or "0"
        if not (text.isascii() and text.isdigit()) or len(digits) > 12 or int(digits) > self.most:
            raise ValueError(f"写 0—{self.most} 的整数，现在是“{clean_text(valuelist[0])[:20]}”。")
        self.data = int(digits)
