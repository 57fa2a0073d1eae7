"""Names of a group, one a line: read whole, nothing merged, what can't be read named by its line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.people.birthmonths import parse_birth_month
from planner.people.volunteers import MonthOfBirth
from planner.personnames import parse_person_name

MOST_MEMBERS = 60
_NUMBER = re.compile(r"^\s*\d{1,3}\s*[.、，,)）．]\s*(?=\D)")
_BIRTH = re.compile(
    r"[\s,，、(（]*(?P<year>[\d０-９]{4})\s*[-./．年]\s*(?P<month>[\d０-９]{1,2})\s*月?\s*生?[)）]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Member:
    """One of a group; `line` is where the name stands, `born` None for whoever is grown up."""

    line: int
    name: str
    born: MonthOfBirth | None = None


@dataclass(frozen=True, slots=True)
class Namesakes:
    """A name that stands in two lines: perhaps two persons, perhaps a line too many."""

    first: Member
    second: Member

    @property
    def question(self) -> str:
        """What is asked."""
        return f"第 {self.first.line} 行和第 {self.second.line} 行都叫{self.first.name}，是两个人吗？"


def read_members(text: str, today: date) -> list[Member]:
    """The members in their order; raises ValueError naming the first line that can't be read."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_MEMBERS:
        raise ValueError(f"一次最多 {MOST_MEMBERS} 人，现在写了 {len(lines)} 行。")
    return [_read_member(number, line, today) for number, line in lines]


def _read_member(number: int, line: str, today: date) -> Member:
    birth = _BIRTH.search(line)
    name = _NUMBER.sub("", line[: birth.start()] if birth else line)
    try:
        born = parse_birth_month(birth["year"], birth["month"], today) if birth else None
        return Member(number, parse_person_name(name), born)
    except ValueError as error:
        raise ValueError(f"第 {number} 行：{error}") from None


def find_namesakes(members: Sequence[Member]) -> Namesakes | None:
    """The first name that stands there twice."""
    seen: dict[str, Member] = {}
    for member in members:
        if member.name in seen:
            return Namesakes(seen[member.name], member)
        seen[member.name] = member
    return None


def drop_namesakes(members: Sequence[Member]) -> list[Member]:
    """Each name once, the first of them; only after somebody has said that a line was too many."""
    kept: dict[str, Member] = {}
    for member in members:
        kept.setdefault(member.name, member)
    return list(kept.values())
