"""Fields that choose: one entry, a member of a vocabulary, a tick, duties of the event."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from planner.enums import LabelledEnum
from planner.forms.fields import clean_text

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
