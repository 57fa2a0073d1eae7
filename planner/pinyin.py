"""Chinese names by their sounds: keys to sort them, and whether Latin letters spell one."""

from collections.abc import Sequence
from functools import lru_cache

from planner.surnames import compound_surname, surname_sounds

_LONGEST_KEY = 200
# What comes before stands in letters, and is one word.
_FIRST_OF_HAN = "\u2e80"


@lru_cache(maxsize=4096)
def pinyin_key(name: str) -> str:
    """A key that sorts Chinese text by its sounds and everything else as it is, in lower case."""
    return " ".join(_syllables(name.strip().lower()))[:_LONGEST_KEY]


@lru_cache(maxsize=4096)
def person_key(name: str) -> str:
    """A key that sorts persons by their sounds, the surname read as a surname: 单 is Shàn, 尉迟 is Yùchí.

    The given name is read by itself, since the surname makes no word with it: 王朝阳 is no 王朝. Units are sorted by
    `pinyin_key`: 区 of a district is no surname.
    """
    plain = name.strip().lower()
    if plain < _FIRST_OF_HAN:
        return pinyin_key(name)
    surname = compound_surname(plain) or plain[:1]
    sounds = surname_sounds(surname) or " ".join(_syllables(surname))
    return " ".join(filter(None, (sounds, *_syllables(plain[len(surname) :].strip()))))[:_LONGEST_KEY]


def _syllables(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)


def sounds_like(name: str, typed: str) -> bool:
    """Whether Latin letters spell a part of a name, by whole sounds, by their initials or mixed: lzy, zhiyuan, linzy.

    Of characters with several sounds every one counts.
    """
    letters = "".join(typed.lower().split())
    if not (letters.isascii() and letters.isalpha()):
        return False
    sounds = [found for char in name if (found := _sounds_of(char))]
    return any(_spells(sounds[start:], letters) for start in range(len(sounds)))


def _spells(sounds: Sequence[frozenset[str]], letters: str) -> bool:
    """Whether the letters spell these sounds from the first on; the last one may be half typed."""
    if not letters:
        return True
    if not sounds:
        return False
    for sound in sounds[0]:
        if sound.startswith(letters):
            return True
        for part in (sound, sound[0]):
            if letters.startswith(part) and _spells(sounds[1:], letters[len(part) :]):
                return True
    return False


@lru_cache(maxsize=8192)
def _sounds_of(char: str) -> frozenset[str]:
    from pypinyin import Style, pinyin

    if not char.isalpha():
        return frozenset()
    surname = surname_sounds(char).rstrip("1234")
    return frozenset((*pinyin(char, style=Style.NORMAL, heteronym=True)[0], surname)) - {""}


def initials(name: str, most: int) -> str:
    """The first letters of the syllables in capitals, with the Latin letters and figures that stand between."""
    from pypinyin import Style, lazy_pinyin

    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).upper()
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())[:most]
