"""Names of persons as they are typed into a form of their own: one spelling, or a sentence that says what is expected."""

import re
import unicodedata

_DOTS = re.compile(r"\s*[・‧•∙⋅･·．.。]\s*(?=\S)")
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\u02ff])\s+(?=[^\x00-\u02ff])")
_LEAST = 2


def parse_person_name(text: str) -> str:
    """A whole name, with one kind of middle dot and no blanks between Chinese characters.

    Raises ValueError for a single character, and for what is no name at all: numbers, signs.
    """
    name = _BETWEEN_HAN.sub("", " ".join(text.split()))
    if any(unicodedata.category(char) in ("Lo", "Co", "Cn") for char in name):
        name = _DOTS.sub("·", name)
    letters = [char for char in name if unicodedata.category(char)[0] in "LMC"]
    if any(unicodedata.category(char) == "Nd" for char in name) or not letters:
        raise ValueError(f"这里只写姓名，现在是“{name[:20]}”。")
    if len(letters) < _LEAST:
        raise ValueError("写全名，现在只有一个字。")
    return name
