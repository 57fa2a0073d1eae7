"""Phones as they stand in tables: mobile numbers, landlines, several in one cell, and numbers that lost digits."""

import re

from planner.intake.values.damage import say_damage
from planner.intake.values.signs import fold
from planner.intake.values.value import ReadValue, ask, says_nothing
from planner.phones import parse_mobile

_SEVERAL = re.compile(r"\s*[/、,;|\n]\s*|\s+或\s*|(?<=\d{7})\s+(?=\+?(?:86)?1[3-9]\d)")
_FLOAT = re.compile(r"(\d{5,})\.0+")
_IDENTITY = re.compile(r"\d{17}[\dXx]")
_MASKED = re.compile(r"[\d*xX×]*[*×]{2,}[\d*]*|\d+[xX]{2,}\d*")
_LABEL = re.compile(r"(?:联系)?(?:电话|手机号?码?|tel|mobile) *:? *", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s().·-]+")
_LANDLINE = re.compile(
    r"\(?(?P<area>0\d{2,3})\)?[ -]?(?P<number>[2-8]\d{2,3}[ -]?\d{4})(?: *(?:转|-|ext\.?) *(?P<more>\d{1,6}))?"
)
_LOCAL = re.compile(r"[2-8]\d{2,3}[ -]?\d{4}")
_SERVICE = re.compile(r"(?:1\d{2}|12\d{3}|9\d{4}|[48]00[ -]?\d{3,4}[ -]?\d{3,4})")
_FOREIGN = re.compile(r"\+(?!86)\d[\d -]{6,17}")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_DIGITS = 11


def read_phone(text: str) -> ReadValue:
    """One phone, or several with 、 between them; a number of too few or too many digits is asked as a whole."""
    source, plain = text.strip(), fold(text).strip().lstrip("'")
    if says_nothing(source):
        return ReadValue("", source)
    if damage := say_damage(text):
        return ask(source, damage)
    read = [_read_one(part) for part in _SEVERAL.split(_LABEL.sub("", plain)) if part.strip()]
    numbers = list(dict.fromkeys(number for number, _ in read if number))
    question = next((question for _, question in read if question), "")
    if question:
        return ask(source, question, *numbers, *_MOBILE.findall(plain))
    return ReadValue("、".join(numbers), source) if numbers else ask(source, f"手机号是 {_DIGITS} 位数字。")


def _read_one(text: str) -> tuple[str, str]:
    """The number of one phone and the question about it; one of them is empty."""
    plain = _FLOAT.sub(r"\1", text.strip())
    bare = _BETWEEN.sub("", plain)
    if _IDENTITY.fullmatch(bare):
        return "", "18 位，像身份证号，不是电话。"
    if _MASKED.fullmatch(bare):
        return "", "号码有几位被遮住了。"
    if landline := _LANDLINE.fullmatch(plain):
        more = f"-{landline['more']}" if landline["more"] else ""
        return f"{landline['area']}-{_BETWEEN.sub('', landline['number'])}{more}", ""
    if _LOCAL.fullmatch(plain) or _SERVICE.fullmatch(plain) or _FOREIGN.fullmatch(plain):
        return plain, ""
    try:
        return parse_mobile(plain), ""
    except ValueError as error:
        return "", str(error)
