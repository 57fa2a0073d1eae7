"""What columns without headings may mean, by what stands in them. Whatever is said here is asked before it counts."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import permutations

from planner.intake.tables.lines import TableLine
from planner.intake.tables.synonyms import NounWords
from planner.intake.values.familynames import has_surname
from planner.personnames import parse_person_name

_MOST_OF = 0.7
_NUMBER = re.compile(r"[¥￥]?\s*-?[\d,]+(?:\.\d+)?\s*元?")
_COUNTED = re.compile(r"约?\d+(?:\.\d+)?\s*[^\d\s.:/年月日时点]{0,3}(?:\s*[×xX*]\s*\d+\s*[^\d\s]{0,3})?")
_DAY = re.compile(
    r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:.{0,5})|\d{4}-\d\d-\d\d.*|第.{1,2}天|同上|Day ?\d+", re.IGNORECASE
)
_TIME = re.compile(r"(?:[上下中]午|早上?|晚上?)?\s*\d{1,2}\s*[:：点时]\s*(?:\d{0,2}|半)\s*分?.{0,22}")
_PHONE = re.compile(r"(?:\+?86)?[\s-]*1[3-9][\d*\s-]{9,12}|0\d{2,3}-?\d{7,8}")
_CLASS = re.compile(r".{0,8}[一二三四五六七八九\d大中小][年级（(\d].{0,8}|.{1,10}[班级园]")
_SEX = frozenset({"男", "女"})
_UNITS = frozenset(
    "个 人 辆 台 套 份 箱 瓶 条 只 包 盒 本 支 张 块 件 次 天 晚 场 间 桌 顶 把 袋 桶 副 双 面 册 束 项 人次 元".split()
)
_UNIT_FIELDS = frozenset({"unit", "times_unit", "source"})
_PRICE = re.compile(r"[¥￥]?\s*\d[\d.,]*\s*元?\s*[/每]\s*[^\d\s]{1,4}")
_TEXTS = frozenset({"text", "long", "choice", "tick"})
# Which kinds of fields may stand for what a column holds, the likeliest first.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "phone": ("phone",),
    "sex": ("sex",),
    "day": ("day", "first-day"),
    "time": ("start",),
    "person": ("person", "guardian", "names", "persons"),
    "price": ("price", "money"),
    "number": ("money", "count", "quantity", "loose"),
    "counted": ("quantity", "loose", "count"),
}


def guess_fields(body: Sequence[TableLine], columns: Sequence[int], words: NounWords) -> dict[int, str]:
    """A field for each column that its texts fit; columns of figures only where there is no other way to read them."""
    kinds = {at: _kind_of([line.text(at) for line in body if line.text(at)]) for at in columns}
    guessed = _guess_products(body, kinds, words)
    for at in columns:
        field = _field_for(kinds[at], words, set(guessed.values()))
        if at not in guessed and field and not _is_one_of_many(at, kinds):
            guessed[at] = field
    texts = [at for at in columns if at not in guessed and kinds[at] in {"text", "class", "person"}]
    return guessed | _guess_texts(texts, words, set(guessed.values()))


def _is_one_of_many(at: int, kinds: Mapping[int, str]) -> bool:
    """Whether other columns hold plain figures as well: which of them is which nobody can tell."""
    return kinds[at] == "number" and list(kinds.values()).count("number") > 1


def _field_for(kind: str, words: NounWords, taken: set[str]) -> str:
    for wanted in _KINDS.get(kind, ()):
        for each in words.fields.values():
            if each.kind == wanted and each.name not in taken:
                return each.name
    if kind == "unit" and "unit" in words.fields and "unit" not in taken:
        return "unit"
    is_class = kind == "class" and "school_class" in words.fields and "school_class" not in taken
    return "school_class" if is_class else ""


def _guess_texts(columns: Sequence[int], words: NounWords, taken: set[str]) -> dict[int, str]:
    """Texts in the usual order of the noun; a single one is what the row is about."""
    free = [
        each.name for each in words.fields.values() if each.kind in _TEXTS and each.name not in taken | _UNIT_FIELDS
    ]
    if words.main not in taken and words.main not in free:
        free = [words.main, *free]
    if len(columns) == 1 and words.main in free:
        free = [words.main]
    plain = [name for name in free if words.kind_of(name) not in {"choice", "tick"}]
    return dict(zip(columns, plain, strict=False))


def _guess_products(body: Sequence[TableLine], kinds: Mapping[int, str], words: NounWords) -> dict[int, str]:
    """Of three or four columns of figures the one that is the product of the others in nearly all lines."""
    figures = [at for at, kind in kinds.items() if kind in {"number", "counted"}]
    if not {"unit_price", "quantity", "stated"} <= words.fields.keys():
        return {}
    for count in (4, 3):
        for columns in permutations(figures, count):
            if list(columns) == sorted(columns) and _is_product(body, columns):
                return dict(zip(columns, ("unit_price", "quantity", *["times"] * (count == 4), "stated"), strict=True))
    return {}


def _is_product(body: Sequence[TableLine], columns: Sequence[int]) -> bool:
    numbers = [[_number(line.text(at)) for at in columns] for line in body]
    full = [row for row in numbers if None not in row]
    right = 0
    for row in full:
        *factors, total = [number for number in row if number is not None]
        product = Decimal(1)
        for factor in factors:
            product *= factor
        right += abs(product - total) < Decimal("0.01")
    return bool(full) and right >= _MOST_OF * len(full)


def _number(text: str) -> Decimal | None:
    found = re.match(r"[¥￥]?\s*(-?[\d,]+(?:\.\d+)?)", text)
    try:
        return Decimal(found[1].replace(",", "")) if found else None
    except InvalidOperation:
        return None


def _kind_of(texts: Sequence[str]) -> str:
    """What most of the texts of a column are."""
    for kind, fits in _CHECKS.items():
        if texts and sum(map(fits, texts)) >= _MOST_OF * len(texts):
            return kind
    return "text" if texts else ""


def _is_name(text: str) -> bool:
    if not 2 <= len(text) <= 4:
        return False
    try:
        return has_surname(parse_person_name(text))
    except ValueError:
        return False


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "sex": lambda text: text in _SEX,
    "unit": lambda text: text in _UNITS,
    "phone": lambda text: bool(_PHONE.fullmatch(text)),
    "time": lambda text: bool(_TIME.fullmatch(text)),
    "day": lambda text: bool(_DAY.fullmatch(text)),
    "price": lambda text: bool(_PRICE.fullmatch(text)),
    "number": lambda text: bool(_NUMBER.fullmatch(text)),
    "counted": lambda text: bool(_COUNTED.fullmatch(text)),
    "class": lambda text: bool(_CLASS.fullmatch(text)),
    "person": _is_name,
}
