"""Numbers of identity documents (民政部令第67号 art. 5): checked where they can be, masked wherever they are shown."""

import re
import unicodedata
from datetime import date

from planner.enums import LabelledEnum


class IdentityKind(LabelledEnum):
    """What document a number belongs to."""

    RESIDENT = "resident", "居民身份证"
    HOME_RETURN = "home_return", "港澳居民来往内地通行证"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    PASSPORT = "passport", "护照"
    PERMANENT = "permanent", "外国人永久居留身份证"


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_RESIDENT = re.compile(r"\d{17}[\dX]", re.ASCII)
_OTHER = re.compile(r"[A-Z0-9]{5,20}", re.ASCII)
_HEAD, _TAIL = 4, 4


def parse_identity(kind: IdentityKind, text: str) -> str:
    """A number as it was typed, without blanks, in capital letters.

    Raises ValueError for what can't be one: of a resident (GB 11643) the date of birth and the last digit tell.
    """
    number = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if kind is not IdentityKind.RESIDENT:
        if not _OTHER.fullmatch(number):
            raise ValueError("写证件上的号码，5 到 20 位字母和数字。")
        return number
    if not _RESIDENT.fullmatch(number):
        raise ValueError(f"身份证号是 18 位，最后一位可以是 X，现在有 {len(number)} 位。")
    if find_birth(number) is None or _CHECKS[_weigh(number)] != number[-1]:
        raise ValueError("身份证号对不上，看看有没有写错一位。")
    return number


def _weigh(number: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:-1], strict=True)) % 11


def find_birth(number: str) -> date | None:
    """The day of birth that the number of a resident says; None where it says none."""
    if not _RESIDENT.fullmatch(number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def mask_identity(number: str) -> str:
    """3600**********0017: enough to see whether it is there; of a short one the first and the last."""
    if len(number) > _HEAD + _TAIL + 2:
        return f"{number[:_HEAD]}{'*' * (len(number) - _HEAD - _TAIL)}{number[-_TAIL:]}"
    return f"{number[:1]}{'*' * (len(number) - 2)}{number[-1:]}" if number else ""
