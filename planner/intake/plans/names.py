"""What the name of a person looks like in running text, and what doesn't though it is as short."""

import re
from functools import cache

from planner.intake.plans.words import word

_HAN = r"[\u4e00-\u9fff]"
# 1班陈子轩, 校长常德胜: a class, a post or a unit before the name; （校长） behind it.
_CLASS = re.compile(r"^[一二三四五六七八九十\d]{1,2}年?级?\(?\d{0,2}\)?班?(?=[\u4e00-\u9fff]{2,3}$)")
_BRACKETS = re.compile(r"\([^()]*\)?$")
_BETWEEN = re.compile(r"[、,，;；/\s]+|和|及(?=[\u4e00-\u9fff]{2})")
_NOBODY = re.compile("班主|全体|各|有关|所有|相关")
_MASKED = re.compile(rf"{_HAN}(?:某{{1,2}}|[xX×*]{{1,3}}|{_HAN}?[xX×*某])$")


@cache
def _surnamed() -> re.Pattern[str]:
    surname = f"(?:{word('people', 'compound')}|[{word('people', 'surnames')}])"
    return re.compile(rf"{surname}{_HAN}{{1,2}}")


@cache
def _titled() -> re.Pattern[str]:
    surname = f"(?:{word('people', 'compound')}|[{word('people', 'surnames')}])"
    return re.compile(rf"{surname}{_HAN}{{0,2}}?(?:副)?(?:{word('people', 'titles')})")


@cache
def _crowd() -> re.Pattern[str]:
    return re.compile(word("people", "crowd"))


def is_name(text: str) -> bool:
    """Whether it is the name of one person: 周晓梅, 欧阳静, 林老师, 刘xx, 梁某某, 买买提·吐尔逊."""
    if "·" in text:
        return bool(re.fullmatch(rf"{_HAN}+(?:·{_HAN}+)+", text))
    if _MASKED.fullmatch(text):
        return True
    if _titled().fullmatch(text):
        return not _NOBODY.match(text)
    return bool(_surnamed().fullmatch(text)) and not _crowd().search(text)


def could_be_name(text: str) -> bool:
    """Whether it may be a name where only names stand, also with a first sign that is no usual surname."""
    return is_name(text) or (bool(re.fullmatch(rf"{_HAN}{{2,3}}", text)) and not _crowd().search(text))


def are_names(text: str) -> bool:
    """Whether a text is nothing but names of persons: 巫启明、柴静怡."""
    pieces = [piece for piece in _BETWEEN.split(_BRACKETS.sub("", text.strip("。;； "))) if piece]
    return bool(pieces) and all(is_name(piece) for piece in pieces)


def find_name(text: str) -> tuple[int, int] | None:
    """Where the name stands in 校长常德胜, 五(1)班陈子轩, 郑国富(校长), 村支书莫大海带队; None where there is none."""
    bare = _BRACKETS.sub("", text).strip()
    if could_be_name(bare):
        return text.index(bare), text.index(bare) + len(bare)
    if match := _CLASS.match(bare):
        return match.end(), len(bare)
    return _after_post(bare)


@cache
def _post() -> re.Pattern[str]:
    posts = f"{word('people', 'titles')}|{word('people', 'roles')}"
    return re.compile(rf"(?:.*(?:{posts}|组|部|室|处|科|系|站))\s*(?=({_HAN}{{2,3}})(?:同志|老师|带队|担任|负责|任)?$)")


def _after_post(text: str) -> tuple[int, int] | None:
    match = _post().match(text)
    if match and is_name(match[1]):
        return match.start(1), match.end(1)
    spaced = re.search(rf"\s({_HAN}{{2,3}})$", text)
    return (spaced.start(1), spaced.end(1)) if spaced and could_be_name(spaced[1]) else None
