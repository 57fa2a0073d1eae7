"""The total of a budget as somebody wrote it into the plan: 合计 5,520 元（大写：人民币伍仟伍佰贰拾元整）."""

import re
from collections.abc import Iterable

from budgets import Money, MoneyError
from planner.dossier.rows import Section
from planner.enums import SectionSource

# The word for the whole and its figure, with nothing between them but a sign: 每人合计 and 合计约 are other numbers.
_FIGURES = re.compile(
    r"(?<![人均天组])(?:合计|总计|共计|总额|总预算)(?:金额)?\s*(?:为|是|人民币)?\s*[:：]?\s*[¥￥]?\s*"
    r"(?P<figures>\d[\d,，]*(?:\.\d{1,2})?\s*万?)\s*元(?![/／]|左右|以[内上下])"
)
_WORDS = re.compile(r"大写[)）]?\s*[:：]?\s*(?P<words>(?:人民币)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正]{2,})")


def find_stated_total(sections: Iterable[Section]) -> tuple[Money | None, str]:
    """The total in figures and in capital numerals, as the text of the budget's chapter has them.

    None and "" where it has none, or several that differ: then nobody can say which one is meant.
    """
    text = "\n".join(section.text for section in sections if section.source is SectionSource.BUDGET)
    figures = {_read(match["figures"]) for match in _FIGURES.finditer(text)} - {None}
    words = {match["words"] for match in _WORDS.finditer(text)}
    return figures.pop() if len(figures) == 1 else None, words.pop() if len(words) == 1 else ""


def _read(figures: str) -> Money | None:
    try:
        return Money.parse(figures)
    except MoneyError:
        return None
