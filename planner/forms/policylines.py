"""Fields of a unit's limits: small tables typed one line an entry, word lists, percentages, kinds of event."""

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar

from wtforms import SelectMultipleField
from wtforms.utils import unset_value
from wtforms.widgets import CheckboxInput, TextArea

from budgets import ApprovalLevel, Money, MoneyError, Per, PerHeadLimit, Topic, format_quantity, topics_in
from planner.eventkinds import KINDS
from planner.forms.choices import as_choices
from planner.forms.controls import Control, Drawn
from planner.forms.fields import MoneyField, TypedTextField, clean_text

MOST_TEXT = 4000
_SHOWN = 30
_NO_LIMIT = ("不限", "无", "没有")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{0,24})?)%?", re.ASCII)
_CELLS = re.compile(r"(?P<topic>[^\s:：]+)[\s:：]+(?P<rest>.+)")
# 人·天 and how people write it: 人天, 人/天, 每人每天.
_PER = r"人\s*[·.．・•‧/／]?\s*每?\s*[天日](?!\S)|人\s*[·.．・•‧/／]?\s*每?\s*[晚夜](?!\S)|人(?!\S)|[学课]时(?!\S)"
_REST = re.compile(rf"(?P<amount>[^\s/／每人学课]+)\s*[/／每]?\s*(?P<per>{_PER})(?:\s+(?P<note>.+))?")
_LEVEL = re.compile(r"(?P<approver>.+?)[\s:：]+(?P<bound>\S+)")
_BOUND_WORDS = re.compile("(及?以下|以内|之内|封顶)$")
_BETWEEN_WORDS = re.compile("[、，,；;\n]")


class UnlikeLine(ValueError):
    """A line that can't be read; the sentence says what is expected and leaves a place for 第 2 行."""


class LimitField(MoneyField):
    """An amount of money in 元; empty switches the rule off."""

    def read(self, text: str) -> Any:
        return None if text in _NO_LIMIT else super().read(text)

    def show(self, value: Money) -> str:
        return yuan(value)


class ShareField(TypedTextField):
    """A share of a whole, typed and shown as a percentage: 10 is Decimal("0.10")."""

    def read(self, text: str) -> Decimal:
        match = _SHARE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
        share = Decimal(match[1]).scaleb(-2) if match else None
        if share is None or share > 1:
            raise ValueError(f"写 0—100 的百分数，像 10 或 10%，现在是“{text[:_SHOWN]}”。")
        return share

    def show(self, value: Decimal) -> str:
        return format_quantity(value * 100)


class LinesField(TypedTextField):
    """Several entries, one a line; a line that can't be read is named, and all that was typed stays."""

    control = Control.LINES
    widget = TextArea()
    # As many as there usually are.
    row_count: ClassVar[int] = 3

    def read_line(self, line: str) -> Any:
        """The entry of a line; raises UnlikeLine."""
        raise NotImplementedError

    def show_line(self, value: Any) -> str:
        """The line of an entry."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        return "\n".join(map(self.show_line, value))

    def read(self, text: str) -> tuple[Any, ...]:
        entries = []
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            try:
                entries.append(self.read_line(line.strip()))
            except UnlikeLine as error:
                raise ValueError(f"{error}，第 {number} 行是“{line.strip()[:_SHOWN]}”。") from None
            except MoneyError as error:
                raise ValueError(f"第 {number} 行的{error}") from None
        return tuple(entries)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = clean_text(valuelist[0]) if valuelist else ""
        self.data = None
        if len(text) > MOST_TEXT:
            raise ValueError(f"最多 {MOST_TEXT:,} 个字，现在有 {len(text):,} 个。")
        self.data = self.read(text)


class PerHeadField(LinesField):
    """The limits per head: topic, amount, what it is counted by, a note."""

    row_count = 4

    def read_line(self, line: str) -> PerHeadLimit:
        cells = _CELLS.fullmatch(line)
        if cells is None:
            raise UnlikeLine("每行写类别、金额、单位、说明，像“餐费 100 人·天 参照差旅伙食补助”")
        topic = _topic(cells["topic"])
        rest = _REST.fullmatch(cells["rest"].strip())
        if rest is None:
            raise UnlikeLine(f"金额后面的单位写“{'、'.join(Per)}”里的一个，像“餐费 100 人·天”")
        return PerHeadLimit(topic, Money.parse(rest["amount"]), _per(rest["per"]), (rest["note"] or "").strip())

    def show_line(self, value: PerHeadLimit) -> str:
        return " ".join(filter(None, (value.topic, yuan(value.amount), value.per, value.note)))


class LevelsField(LinesField):
    """Who approves up to which amount, from the lowest upward; only the last one may have no bound."""

    def read_line(self, line: str) -> ApprovalLevel:
        return read_level(line)

    def show_line(self, value: ApprovalLevel) -> str:
        if value.up_to is not None:
            return f"{value.approver} {yuan(value.up_to)}"
        return value.approver if _is_bare(value.approver) else f"{value.approver} {_NO_LIMIT[0]}"

    def read(self, text: str) -> tuple[ApprovalLevel, ...]:
        levels = super().read(text)
        for lower, upper in pairwise(levels):
            if lower.up_to is None:
                raise ValueError(f"只有最后一级不写金额，现在“{lower.approver}”没有金额，后面还有“{upper.approver}”。")
            if upper.up_to is not None and upper.up_to <= lower.up_to:
                raise ValueError(
                    f"金额从低到高写，现在“{upper.approver}”是 {yuan(upper.up_to)}，"
                    f"不比“{lower.approver}”的 {yuan(lower.up_to)} 高。"
                )
        return levels


class WordsField(LinesField):
    """Words, separated by 、 or line ends."""

    def read(self, text: str) -> tuple[str, ...]:
        return tuple(word.strip() for word in _BETWEEN_WORDS.split(text) if word.strip())

    def show(self, value: tuple[str, ...]) -> str:
        return "、".join(value)


class KindsField(Drawn, SelectMultipleField):
    """Kinds of event as ticks; those chosen so far stand first and keep their order."""

    control = Control.TICKS
    option_widget = CheckboxInput()
    data: Any

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **kwargs)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        chosen = tuple(self.object_data or ())
        codes = [*chosen, *(code for code in KINDS if code not in (*chosen, "blank"))]
        self.choices = as_choices((code, KINDS.get(code, code)) for code in codes)
        self.data = tuple(code for code in self.data or () if code in codes)


def yuan(money: Money) -> str:
    """An amount as it is typed: 1000 or 12.50."""
    return money.plain().replace(",", "").removesuffix(".00")


def read_level(line: str) -> ApprovalLevel:
    """部门负责人 1000, 部门负责人：1000元以下, 单位负责人, 单位负责人 不限; raises MoneyError."""
    match = _LEVEL.fullmatch(line)
    if match is None or not (match["bound"] in _NO_LIMIT or _has_digit(match["bound"])):
        return ApprovalLevel(line)
    bound = None if match["bound"] in _NO_LIMIT else Money.parse(_BOUND_WORDS.sub("", match["bound"]))
    return ApprovalLevel(match["approver"].strip(), bound)


def _is_bare(approver: str) -> bool:
    """Whether a name alone on its line is read as a name without a bound."""
    try:
        return read_level(approver) == ApprovalLevel(approver)
    except MoneyError:
        return False


def _has_digit(text: str) -> bool:
    return any(char.isdecimal() for char in text)


def _topic(text: str) -> Topic:
    """The topic of that name, or the only one that the word speaks of."""
    if text in list(Topic):
        return Topic(text)
    found = topics_in(text)
    if len(found) != 1:
        raise UnlikeLine(f"类别写“{'、'.join(Topic)}”里的一个")
    return next(iter(found))


def _per(text: str) -> Per:
    if "时" in text:
        return Per.LESSON
    last = text[-1]
    return Per.PERSON_DAY if last in "天日" else Per.PERSON_NIGHT if last in "晚夜" else Per.PERSON
