"""Names of persons as they type them into a form: one spelling, or a sentence that says what is expected."""

import re
import unicodedata

_DOTS = re.compile(r"\s*[・‧•∙⋅･·．.。]\s*(?=\S)")
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\u02ff])\s+(?=[^\x00-\u02ff])")
_LEAST = 2
_LISTING = "、,，;；/／ "
_BETWEEN_PERSONS = re.compile(rf"\s*[{_LISTING.strip()}]\s*")


def parse_person_name(text: str) -> str:
    """A whole name, with one kind of middle dot and no blanks between Chinese characters.

    Raises ValueError for a single character, for what looks like several persons, and for what is no name at all:
    numbers, signs.
    """
    refuse_several(text)
    name = tidy_person_name(text)
    letters = [char for char in name if unicodedata.category(char)[0] in "LMC"]
    if any(unicodedata.category(char) == "Nd" for char in name) or not letters:
        raise ValueError(f"这里只写姓名，现在是“{name[:20]}”。")
    if len(letters) < _LEAST:
        raise ValueError("写全名，现在只有一个字。")
    return name


def tidy_person_name(text: str) -> str:
    """The same name in the spelling of the house: one kind of middle dot, no blanks between Chinese characters."""
    name = _BETWEEN_HAN.sub("", " ".join(text.split()).strip(_LISTING))
    is_chinese = any(unicodedata.category(char) in ("Lo", "Co", "Cn") for char in name)
    return _DOTS.sub("·", name) if is_chinese else name


def refuse_several(text: str) -> None:
    """Raise ValueError where signs or blanks part what could be the names of several persons."""
    listed = [part for part in _BETWEEN_PERSONS.split(text) if part.strip()]
    if len(listed) > 1:
        raise ValueError(f"像是 {len(listed)} 个人：{'、'.join(listed)}。一处只写一个姓名。")
    apart = _BETWEEN_HAN.split(_DOTS.sub("·", text.strip()))
    if len(apart) > 1 and all(len(part) >= _LEAST for part in apart):
        raise ValueError(f"像是 {len(apart)} 个人：{'、'.join(apart)}。一处只写一个姓名；是一个人，中间不留空格。")
