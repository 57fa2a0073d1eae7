"""Counts and their units in one cell: 4条, 两箱, 8 米×2, 3天×40人, 约50人."""

import re
from decimal import Decimal

from budgets import QuantityError, format_quantity, parse_quantity
from planner.intake.values.damage import say_damage
from planner.intake.values.signs import fold
from planner.intake.values.value import ReadValue, ask, says_nothing
from planner.numerals import CHINESE_NUMBER, read_chinese_number

LOOSE = "若干"
_LONGEST = 40
_FIGURES = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"(?![xX*]\s*\d|[至到或和])[^\W\d_][^\d\s×xX*+=,;()~-]{0,11}"
_BEFORE = "大约|大概|约|将近|接近|近|不少于|不超过|至少|最多|预计|>=|<=|[<>≥≤]"
_BEHIND = r"余|多|来|几|左右|上下|以上|以内|以下|\+"
_COUNT = re.compile(
    rf"(?:共计|共|合计|[×xX*])? *(?P<before>{_BEFORE})? *"
    rf"(?:(?P<figures>{_FIGURES}) *(?P<scale>[百千万](?![克米]))?(?P<percent>%)?|(?P<words>{CHINESE_NUMBER}|半)) *"
    rf"(?P<behind>{_BEHIND})? *(?P<unit>{_UNIT}?)? *(?P<after>左右|上下|以上|以内|以下)?\s*(?=$|[×xX*+=,;()~-])"
)
_FACTOR = re.compile(r"\s*[×xX*]\s*")
_IN_BRACKETS = re.compile(r"\(([^()\d]{1,8})\)\s*$")
_NUMBER = f"{_FIGURES}|{CHINESE_NUMBER}"
_RANGE = re.compile(rf"(?P<low>{_NUMBER}) *(?:-|~|至|到|或) *(?P<high>{_NUMBER}) *(?P<unit>{_UNIT})?")
_VAGUE = re.compile(rf"{LOOSE}(?P<unit>{_UNIT})?")
_MONEY = re.compile(rf"¥|(?:{_FIGURES}) *(?:[万千百] *)?(?:元|块钱)")
_SCALES = {"百": 100, "千": 1000, "万": 10_000}

Count = tuple[ReadValue, ReadValue]


def read_quantity(text: str) -> Count:
    """Number and unit of a count. Several factors, a rough number and what isn't understood are asked, never reckoned.

    若干 stays as it is said: the form of supplies takes it.
    """
    source, plain = text.strip(), fold(text).strip()
    nothing = ReadValue("", source)
    if says_nothing(source):
        return nothing, nothing
    if damage := say_damage(text):
        return ask(source, damage), nothing
    if vague := _VAGUE.fullmatch(plain):
        return ReadValue(LOOSE, source), ReadValue(vague["unit"] or "", source)
    if between := _RANGE.fullmatch(plain):
        ends = (_plain_number(between["low"]), _plain_number(between["high"]))
        return ask(source, f"“{_cut(source)}”是一个范围，写一个数。", *ends), ReadValue(between["unit"] or "", source)
    if _MONEY.match(plain):
        return ask(source, f"“{_cut(source)}”像是单价或金额，不是数量。"), nothing
    factors = split_factors(text)
    if len(factors) == 1:
        return factors[0]
    return _ask_factors(factors, source), nothing


def split_factors(text: str) -> tuple[Count, ...]:
    """Each number of 3天×40人 with its unit, in order; none where the text is something else, or too long."""
    source, plain = text.strip(), fold(text).strip()
    if len(plain) > _LONGEST or not plain:
        return ()
    note = _IN_BRACKETS.search(plain)
    body = plain[: note.start()] if note else plain
    found: list[Count] = []
    at = 0
    while match := _COUNT.match(body, at):
        found.append(_read_one(match, source, note[1] if note else ""))
        factor = _FACTOR.match(body, match.end())
        at = factor.end() if factor else match.end()
        if not factor:
            return tuple(found) if at == len(body) else ()
    return ()


def _read_one(match: re.Match[str], source: str, note: str) -> Count:
    written = match["unit"] or ""
    unit = ReadValue(written or note, source)
    number = _number_of(match)
    if number is None:
        return ask(source, f"“{_cut(source)}”里的数没看懂，写成像 12 这样的数。"), unit
    try:
        text = format_quantity(parse_quantity(f"{number:f}")).replace(",", "") + (match["percent"] or "")
    except QuantityError as error:
        return ask(source, str(error)), unit
    if match["before"] or match["behind"] or match["after"]:
        return ask(source, f"“{_cut(source)}”是约数，写一个准数，或写{LOOSE}。", text), unit
    if written and note:
        return ask(source, f"数量后面还写着“{note}”。", text), unit
    return ReadValue(text, source), unit


def _plain_number(text: str) -> str:
    return re.sub("[, ]", "", text) if text[0].isdigit() else str(read_chinese_number(text) or text)


def _number_of(match: re.Match[str]) -> Decimal | None:
    if match["figures"]:
        return Decimal(re.sub("[, ]", "", match["figures"])) * _SCALES.get(match["scale"], 1)
    if match["words"] == "半":
        return Decimal("0.5")
    number = read_chinese_number(match["words"])
    return None if number is None else Decimal(number)


def _ask_factors(factors: tuple[Count, ...], source: str) -> ReadValue:
    """The question of several numbers: each alone, and their product."""
    if not factors or not all(number.text for number, _ in factors):
        return ask(source, f"数量写成一个数，像 12 或 12 箱，现在是“{_cut(source)}”。")
    product = Decimal(1)
    for number, _ in factors:
        product *= parse_quantity(number.text)
    choices = (format_quantity(product).replace(",", ""), *(number.text for number, _ in factors))
    return ask(source, f"“{_cut(source)}”写了几个数相乘，数量是哪一个？", *choices)


def _cut(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
