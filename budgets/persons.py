"""Names of persons as people type them: whether two texts may speak of the same one.

Duties are kept apart by persons (会计法 art. 25), so every way to read a text counts: who stands in a list is named by
it, and so is whoever somebody acted for. A reading too many costs a question, one too few an embezzlement.
"""

import re
import unicodedata

_SEPARATORS = re.compile(r"[、,;:/|&+\\\t\r\n\f\v\u2028\u2029。]+")
_BRACKETS = re.compile(r"[(\[{<〔【《〈「『]([^()\[\]{}<>〔〕【】《》〈〉「」『』]*)[)\]}>〕】》〉」』]?")
# 周老师代签, 代周老师: who acted, and whom they acted for.
_ACTED = re.compile("(?:代签|代办|代领|代报|代)$")
_ACTED_FOR = re.compile("^(?:代表|代替|代|替)(?P<name>.+)$")
# Of at least two signs on either side: 代 stands within names too.
_ONE_FOR_ANOTHER = re.compile("^(?P<who>.{2,})代(?P<name>.{2,})$")
# 由周老师代办.
_BY_ANOTHER = re.compile("^由(?P<name>.{2,}?)(?:代签|代办|代领|代报|代)?$")
# 周老师和李老师: of at least two signs on every side, since 和 stands within names too.
_AND = re.compile("[和与及]")
_AND_OTHERS = re.compile("等(?:人|[0-9一二两三四五六七八九十]+[人位名]?)?$")
# 经办人周老师, 大队辅导员周老师.
_LABEL = re.compile("^(?:经办|验收|领款|签收|报销|借款|证明)人?(?=.{2})")
_TITLE = re.compile("^.*(?:辅导员|书记|主任|校长|园长|所长|科长|部长|组长|队长|干事|出纳)(?P<name>.{2,4})$")
_MIDDLE_DOTS = str.maketrans(dict.fromkeys("・‧•∙⋅･", "·"))
# Letters by their category, but without a shape: fillers of Hangul, the blank of Braille.
_SHAPELESS = str.maketrans({"\u115f": "", "\u1160": "", "\u3164": "", "\uffa0": "", "\u034f": "", "\u2800": " "})
# Signs that have one spelling, no case and no width.
_ONLY_HAN = re.compile("[\u4e00-\u9fff]+")
_VARIATIONS = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# So many parts between blanks are joined to names; a longer text is no list of names.
_MOST_PARTS = 12


def names_in(text: str) -> frozenset[str]:
    """Every name that a text may hold, in one spelling: without blanks, invisible signs and titles in brackets.

    钱会计（代周老师） names both, 周老师、李老师 each of them; 周老师 李老师 is read both ways, 钱 会计 as one.
    """
    plain = _without_invisible_signs(text)
    within = [found for found in _BRACKETS.findall(plain) if _ACTED_FOR.match(found.strip())]
    outside = _BRACKETS.sub(" ", plain)
    parts = (part for whole in (outside, *within) for part in _SEPARATORS.split(whole))
    return frozenset(name for part in parts for name in _readings(part.split()) if name)


def plain_person(name: str) -> str:
    """The name of an account in the spelling of `names_in`, read one way: whole, without what stands in brackets."""
    # Nearly every name is, and lists of them are long.
    if _ONLY_HAN.fullmatch(name):
        return name
    return "".join(_BRACKETS.sub("", _without_invisible_signs(name)).split())


def is_same_person(text: str, other: str) -> bool:
    """Whether some name stands in both texts."""
    return not names_in(text).isdisjoint(names_in(other))


def _without_invisible_signs(text: str) -> str:
    known = unicodedata.normalize("NFKC", text.translate(_SHAPELESS)).translate(_SHAPELESS)
    seen = (char for char in _VARIATIONS.sub("", known) if unicodedata.category(char) != "Cf")
    return "".join(seen).translate(_MIDDLE_DOTS).casefold()


def _readings(words: list[str]) -> list[str]:
    """What stands between blanks, each alone and joined to those behind it; one sign alone is half a padded name."""
    words = words[:_MOST_PARTS]
    is_padded = len(words) == 2 and min(map(len, words)) == 1
    starts = range(1 if is_padded else len(words))
    spans = [(start, end) for start in starts for end in range(2 if is_padded else start + 1, len(words) + 1)]
    joined = ("".join(words[start:end]) for start, end in spans)
    return [name for text in joined if len(text) > 1 for name in _who_acted(text)]


def _who_acted(name: str) -> list[str]:
    """The name itself; without what is not part of it; whom it is joined to, and whom they acted for."""
    bare = _LABEL.sub("", _AND_OTHERS.sub("", name))
    found = (pattern.match(bare) for pattern in (_ACTED_FOR, _ONE_FOR_ANOTHER, _BY_ANOTHER, _TITLE))
    parts = [text for match in found if match for text in match.groups()]
    together = _AND.split(bare)
    if min(map(len, together)) > 1:
        parts += together
    return [name, bare, _ACTED.sub("", bare), *parts]
