"""Sort keys for Chinese names, by pinyin."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def pinyin_key(name: str) -> str:
    """A key that sorts Chinese text by its sounds and everything else as it is, in lower case."""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(name.strip().lower(), style=Style.TONE3, neutral_tone_with_five=True))[:200]


def initials(name: str, most: int) -> str:
    """The first letters of the syllables in capitals, with the Latin letters and figures that stand between."""
    from pypinyin import Style, lazy_pinyin

    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).upper()
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())[:most]
