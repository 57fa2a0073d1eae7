"""Names of persons as tables hold them: several in one cell, with their roles and phones beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planner.intake.values.familynames import has_surname
from planner.intake.values.phones import read_phone
from planner.intake.values.signs import fold
from planner.intake.values.units import names_unit
from planner.intake.values.value import ReadValue, ask, says_nothing
from planner.personnames import tidy_person_name
from planner.surnames import compound_surname

_TITLE = (
    "校长|园长|所长|部长|村长|组长|队长|团长|会长|站长|主任|班主任|书记|支书|主席|会计|出纳|辅导员|领队|老师|教师|"
    "司机|医生|校医|护士|干事|秘书|志愿者|负责人|联系人|主持人|带队|总指挥|指挥"
)
_BARE_TITLE = re.compile(rf"(?:[副总正]|大队|中队|年级|带队|安全)*(?:{_TITLE}|负责|主持|协助|配合|统筹|保安)")
_TITLE_AHEAD = re.compile(rf"(?P<title>(?:[副总]|大队|中队|年级)*(?:{_TITLE}))(?P<name>[^\s]{{2,4}})")
_LABEL = re.compile(r"\s*(?P<label>[^\W\d_]{2,8})\s*:\s*(?=\S)")
# 三（1）班 is no note.
_BRACKETS = re.compile(r"[(\[](?!\d+[)\]])([^()\[\]]*)[)\]]")
_PHONE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")
_BETWEEN = re.compile(r"(?:[、,;/|\t\r\n]+|\s+(?=[^\W\d_]{2,8}\s*:))(?![^(\[]*[)\]])")
_NO_NAME = re.compile(r"[?!:。…#*=<>~^%$@]")
_AND = re.compile(r"\s*[和与及&+]\s*")
_OTHERS = re.compile(r"等(?:\d+|[一二两三四五六七八九十多几]+)?[人名位]?$")
_HAN_BLANK = re.compile(r"(?<=[^\x00-\u02ff])\s+(?=[^\x00-\u02ff])")


@dataclass(frozen=True, slots=True)
class PersonRead:
    """Somebody named in a cell: the name in the spelling of the house, the role and the phone that stand with it.

    `is_unit` says that a unit or a crowd stands in place of a person: 少先队大队部, 各班班主任.
    """

    name: ReadValue
    role: str = ""
    phone: ReadValue = ReadValue("", "")
    is_unit: bool = False


def read_people(text: str) -> tuple[PersonRead, ...]:
    """Everybody named in a cell, with what stands beside the names; nobody where it says that nobody is known yet."""
    if says_nothing(text):
        return ()
    plain = _widths(text)
    return tuple(person for part in _BETWEEN.split(plain) if part.strip() for person in _read_part(part.strip()))


def _widths(text: str) -> str:
    """Half-width signs and digits; the letters of names stay as they are, so that none turns into another."""
    return "".join(folded if not sign.isalpha() else sign for sign, folded in zip(text, fold(text), strict=True))


def _read_part(part: str) -> Iterator[PersonRead]:
    """What stands between two separators: mostly one person."""
    label = _LABEL.match(part)
    rest = part[label.end() :] if label else part
    notes = [label["label"]] if label else []
    phones = _PHONE.findall(rest)
    rest = _PHONE.sub(" ", rest)
    notes += [note.strip(" 、,;") for note in _BRACKETS.findall(rest) if note.strip(" 、,;")]
    rest = _BRACKETS.sub(" ", rest).strip()
    others = _OTHERS.search(rest)
    rest = rest[: others.start()] if others and others.start() else rest
    names = [name for name in _split(rest, notes) if name]
    if label and not names:
        names = [notes.pop(0)]
    phone = read_phone("、".join(phones)) if phones else ReadValue("", "")
    if not names:
        yield PersonRead(ask(part, f"“{part[:20]}”里没有姓名。"), "、".join(notes), phone)
    for at, name in enumerate(names):
        yield _read_name(name, part if len(names) == 1 else name, notes, phone if at == 0 else ReadValue("", ""))
    if others and others.start():
        yield PersonRead(ask(others[0], f"“{others[0]}”还有谁，没有写名字。"))


def _split(text: str, notes: list[str]) -> list[str]:
    """The names of a part between blanks and 和; a bare title beside a name goes to the notes."""
    words = _HAN_BLANK.split(text)
    titles = [word for word in words if _BARE_TITLE.fullmatch(word)]
    if len(words) > 1 and len(titles) < len(words):
        notes += titles
        words = [word for word in words if word not in titles]
    # 张 三丰: one character is half a name.
    if len(words) <= 3 and (any(len(word) == 1 for word in words) or compound_surname(words[0]) == words[0]):
        words = ["".join(words)]
    return [name for word in words for name in _split_at_and(word)]


def _split_at_and(word: str) -> list[str]:
    """张三和李四 are two, 王和平 is one: both sides must begin with a surname or be units."""
    sides = _AND.split(word)
    are_names = all(len(side) > 1 and (has_surname(side) or names_unit(side)) for side in sides)
    return sides if len(sides) > 1 and are_names else [word]


def _read_name(name: str, source: str, notes: list[str], phone: ReadValue) -> PersonRead:
    role = "、".join(notes)
    is_unit = names_unit(name) or bool(_BARE_TITLE.fullmatch(name))
    tidy = name if is_unit else tidy_person_name(name)
    ahead = _TITLE_AHEAD.fullmatch(tidy)
    if ahead and not role and not is_unit and has_surname(ahead["name"]):
        tidy, role = ahead["name"], ahead["title"]
    is_odd = any(sign.isdigit() for sign in tidy) or bool(_NO_NAME.search(tidy))
    if (is_odd and not is_unit) or not any(sign.isalpha() or ord(sign) > 0x2FFF for sign in tidy):
        return PersonRead(ask(source, f"“{tidy[:20]}”不像姓名。", *_bare_name(name)), role, phone)
    return PersonRead(ReadValue(tidy, source), role, phone, is_unit)


def _bare_name(name: str) -> tuple[str, ...]:
    """The name without a number or a sign before or behind it: 1.张三, 张三？."""
    bare = name.strip("0123456789.、)?!:。…#* ")
    return (bare,) if len(bare) > 1 and not any(sign.isdigit() for sign in bare) else ()
