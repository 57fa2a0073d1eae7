"""Fields that choose: one entry, a member of a vocabulary, a tick, duties of the event."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from planner.dossier import Duty
from planner.enums import LabelledEnum
from planner.forms.controls import Control, Drawn
from planner.forms.fields import Required, clean_text
from planner.telling import split_names

Pairs = Iterable[tuple[Any, str]]
PLEASE_CHOOSE = "请选"
_YES = frozenset("1 y yes true on 是 有 √ ✓ 对 必 必须 必查 免费 免票 已完成 完成".split())


def as_choices(pairs: Pairs) -> list[SelectChoice]:
    """Pairs of value and label as WTForms takes them."""
    return [SelectChoice(value, label) for value, label in pairs]


class Offering(Drawn):
    """What fields have in common whose entries come from pairs of value and label."""

    control = Control.SELECT
    choices: list[SelectChoice]

    def offer(self, pairs: Pairs) -> None:
        """Set the entries."""
        self.choices = as_choices(pairs)

    def label_of(self, value: Any, missing: str = "") -> str:
        """What the entry of that value is called; `missing` where there is none."""
        return next((str(choice.label) for choice in self.choices if choice.value == value), missing)


class ChoiceField(Offering, SelectField):
    """One entry of a list."""

    is_never_empty = True
    data: Any

    def __init__(self, label: str = "", *, choices: Pairs = (), **kwargs: Any) -> None:
        super().__init__(label, choices=as_choices(choices), **kwargs)

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


class EnumField(Offering, SelectField):
    """One member of a closed vocabulary, also read by its Chinese label.

    No member is taken where nobody said one: with `blank`, which names that state, the value is then None; with a
    `default` it is that; with neither the field asks, and a form without an answer is refused.
    """

    is_never_empty = True

    def __init__(
        self, vocabulary: type[LabelledEnum], label: str = "", *, blank: str | None = None, **kwargs: Any
    ) -> None:
        self.vocabulary, self.blank = vocabulary, blank
        if blank is None and kwargs.get("default") is None:
            blank = PLEASE_CHOOSE
            kwargs["validators"] = [Required(f"从“{self.labels}”里选一项。"), *kwargs.get("validators", ())]
        pairs = ([("", blank)] if blank is not None else []) + vocabulary.choices()
        super().__init__(label, choices=as_choices(pairs), coerce=self.read, validate_choice=False, **kwargs)

    @property
    def labels(self) -> str:
        """What there is to choose."""
        return "、".join(member.label for member in self.vocabulary)

    def read(self, text: Any) -> LabelledEnum | None:
        """The member of a value or a label."""
        if text is None or isinstance(text, self.vocabulary):
            return text
        cleaned = str(text).strip()
        if not cleaned:
            return None
        for member in self.vocabulary:
            if cleaned in (member.value, member.label):
                return member
        raise ValueError(f"从“{self.labels}”里选，现在是“{cleaned[:20]}”。")

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            said = self.read(valuelist[0])
            self.data = self.default if said is None and self.blank is None else said


class TickField(Drawn, BooleanField):
    """A tick; pasted text such as 是 or √ counts as one."""

    control = Control.TICK

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = bool(valuelist) and valuelist[0].strip().lower() in _YES


class DutyField(ChoiceField):
    """A duty of the event, chosen by key; pasted text is matched by name, then by role."""

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, validate_choice=False, **kwargs)

    def offer_duties(self, duties: Sequence[Duty]) -> None:
        """Set the entries to the duties of the event, and read what was pasted."""
        self.offer([("", "待定"), *((d.key, d.name or f"{d.role}（待定）") for d in duties)])
        if self.data and self.data not in {d.key for d in duties}:
            found = _keys_by_name(duties).get(self.data.strip())
            if self.raw_data and found is None:
                self.process_errors = [f"分工里没有“{self.data[:20]}”，先到分工页加上。"]
            self.data = found or ""


class DutiesField(Offering, SelectMultipleField):
    """Duties of the event, chosen by key; pasted text is matched by name, then by role."""

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **kwargs)

    def offer_duties(self, duties: Sequence[Duty]) -> None:
        """Set the entries to the duties of the event, and read what was pasted."""
        self.offer((d.key, f"{d.name}（{d.role}）" if d.name else f"{d.role}（待定）") for d in duties)
        if not self.raw_data:
            return
        known, names = {d.key for d in duties}, _keys_by_name(duties)
        texts = [part for text in self.raw_data for part in ([text] if text in names else split_names(text))]
        missing = [text for text in texts if text not in known and text not in names]
        if missing:
            self.process_errors = [f"分工里没有“{'、'.join(missing)[:40]}”，先到分工页加上。"]
        self.data = [text if text in known else names[text] for text in texts if text in known or text in names]


def _keys_by_name(duties: Sequence[Duty]) -> dict[str, str]:
    """The key of each duty by its role and by its name; a name goes before a role."""
    return {d.role: d.key for d in duties} | {d.name: d.key for d in duties if d.name}
