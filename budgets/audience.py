"""For whom a line is: told by the words of its basis and its item, held against the groups of the event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from budgets.eventfacts import EventFacts, HeadGroup
from budgets.line import Line
from budgets.portions import without_portion

# Kinds of people as plans call them; a word finds the groups of the event whose names hold a word of the same kind.
_KINDS = {
    kind: re.compile(words)
    for kind, words in {
        "children": "学生|儿童|孩子|小朋友|营员|少先队员|幼儿|同学|少年|师生",
        "teachers": "教师|老师|班主任|辅导员|教职工|领队|带队|师生",
        "volunteers": "志愿者|义工|志愿",
        "parents": "家长|监护人",
        "elders": "老人|长者",
        "medics": "医生|医护|校医|营医|护士|医师",
        "staff": "工作人员|工作餐|后勤|保障",
        "experts": "专家|讲师|主讲|教授|导师|作家|评委|裁判|教练|教官",
        "guests": "嘉宾|来宾|领导|客人|贵宾|记者|接待|招待|宴请",
        "drivers": "司机|驾驶员",
        "performers": "演员|主持人|指挥|摄影师|翻译|讲解员",
    }.items()
}
_FEW = frozenset(("staff", "experts", "guests", "drivers", "performers"))
_ADULTS = _FEW | {"teachers", "volunteers", "parents", "medics", "elders"}
_EVERYBODY = re.compile("全体|全员|所有人|人人|参加人员|与会人员")
# Somebody who is not one of the groups as a whole: 每组一份, 放教室用, 困难家庭, 五年级, 女生, 合唱队.
_SOME = re.compile(
    r"[每各](?:组|队|班|户|桌|摊|室|车|站)|\d\s*个?(?:组|队|班|摊|站|点|桌|车)|"
    "小组|班级|剧组|剧团|社团|书法班|(?:合唱|舞蹈|鼓号|仪仗|国旗|腰鼓|球|表演|礼仪|代表)队|"
    "公用|共用|教室|家庭|摊主|只(?=给|有|坐|接|限|发)|仅|赠|送给|部分|优秀|获奖|困难|特困|低保|男[生孩]|女[生孩童]|"
    "年级|代表|骨干|"
    "人员|孤儿|孤寡|五保|户(?!外)"
)
_CLAUSES = re.compile(r"[，。；;,\n]")
# What is said of those who are not meant (教师免票, 老人不坐车, 工作人员已投保), and of who buys it.
_NOT_MEANT = re.compile(
    "不|含|包括|除|免|未|另|已|自理|自备|回家|工伤|税|由|投保|团险|采购|负责|承担|支付|报价|询价|提供|经办|保管"
)
_LEFT_OUT = re.compile("不含|不包括|除")
_COUNTED = re.compile(r"(\d{1,6})\s*(?:名|位|户|人)")
# 24 人, 共 24 人, 24 人 × 2 餐: a number that does not say whom.
_BARE = re.compile(r"(?:共|合计|总计|按|计|约|[\d\s×xX*+=.、元名位人天次餐晚份个])*")
_JOINED = re.compile("[、和与及]")
# Ends of a group's name that tell nothing.
_EMPTY_ENDS = frozenset(("参加", "全体", "本校", "人员", "县级", "镇上"))


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a line is. `heads` None: somebody is named who can't be counted. `kinds` are kinds of people."""

    label: str = ""
    heads: int | None = None
    kinds: frozenset[str] = frozenset()

    @property
    def is_for_few(self) -> bool:
        """Whether it names only people who are never all who take part: lecturers, guests, drivers."""
        return bool(self.kinds) and self.kinds <= _FEW

    @property
    def may_mean_all(self) -> bool:
        """Whether it is 师生, as people say of everybody who comes along."""
        return {"children", "teachers"} <= self.kinds

    @property
    def is_for_adults(self) -> bool:
        """Whether it names grown-ups alone."""
        return bool(self.kinds) and self.kinds <= _ADULTS


def audience_of(line: Line, context: EventFacts) -> Audience | None:
    """Whom the basis of a line names, or else its item; None where neither names anybody."""
    return _audience_in(line.item, line.basis, context.groups)


@lru_cache(maxsize=8192)
def _audience_in(item: str, basis: str, groups: tuple[HeadGroup, ...]) -> Audience | None:
    aside = re.findall(r"[（(](.*?)[）)]", item)
    clauses = [clause for text in (*aside, basis) for clause in _CLAUSES.split(text)]
    meant = [clause for clause in clauses if not _NOT_MEANT.search(clause)]
    found = _find_named(" ".join(meant), groups)
    numbers = [number for clause in meant for number in _heads_counted(clause)]
    if numbers:
        return Audience(found.label if found else "", sum(numbers), found.kinds if found else frozenset())
    if any(_LEFT_OUT.search(clause) for clause in clauses):
        return Audience()
    return found or _find_named(item, groups)


def _heads_counted(clause: str) -> list[int]:
    """The heads that a clause counts, where it says whom: 24 名学生, not 24 人 alone nor 每桌 10 人."""
    plain = without_portion(clause)
    if _BARE.fullmatch(plain) or "每" in plain:
        return []
    numbers = [int(number) for number in _COUNTED.findall(plain)]
    before, each, _ = plain.partition("各")
    return numbers * len(_JOINED.split(before)) if each and len(numbers) == 1 else numbers


def _find_named(text: str, groups: tuple[HeadGroup, ...]) -> Audience | None:
    """Groups by their whole names, then by what these begin or end with, then by kinds of people."""
    if not text.strip() or _EVERYBODY.search(text):
        return None
    rest, found = text, []
    for group in sorted(groups, key=lambda group: -len(group.name)):
        if group.name and group.name in rest:
            found.append(group)
            rest = rest.replace(group.name, " ")
    near = [group for group in groups if any(end in rest for end in _ends_of(group))]
    for group in near:
        for end in _ends_of(group):
            rest = rest.replace(end, " ")
    kinds = {kind for kind, words in _KINDS.items() if words.search(rest)}
    return _gather([*found, *near], kinds, groups, is_open=bool(_SOME.search(rest)))


@lru_cache(maxsize=1024)
def kind_of_group(group: HeadGroup) -> str:
    """The kind of people that a group is, told by the last word of its name: 大学生志愿者 are volunteers."""
    if group.is_child:
        return "children"
    adults = [(kind, words) for kind, words in _KINDS.items() if kind != "children"]
    ends = {match.end(): kind for kind, words in adults for match in words.finditer(group.name)}
    return ends[max(ends)] if ends else ""


def tell_kind(name: str) -> str:
    """The kind of people that the last word of a name speaks of; empty where none does, or, as in 师生, two at once."""
    kinds = {kind: {match.end() for match in words.finditer(name)} for kind, words in _KINDS.items()}
    last = max((end for ends in kinds.values() for end in ends), default=None)
    found = [kind for kind, ends in kinds.items() if last in ends]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=1024)
def _ends_of(group: HeadGroup) -> frozenset[str]:
    """留守 and 儿童 of 留守儿童."""
    name = group.name
    return frozenset((name[:2], name[-2:])) - _EMPTY_ENDS if len(name) > 2 else frozenset()


def _gather(
    found: list[HeadGroup], kinds: set[str], groups: tuple[HeadGroup, ...], *, is_open: bool
) -> Audience | None:
    """The groups found and those of the kinds; open where a kind has no group, or others are named besides."""
    named = {group.name: group for group in found}
    for kind in kinds:
        of_kind = [group for group in groups if kind_of_group(group) == kind]
        is_open = is_open or not of_kind
        named |= {group.name: group for group in of_kind}
    if not named and not is_open:
        return None
    of_groups = {kind for group in named.values() if (kind := kind_of_group(group))}
    counts = [group.count for group in named.values()]
    known = [count for count in counts if count is not None]
    heads = None if is_open or len(known) < len(counts) else sum(known)
    return Audience("、".join(named), heads, frozenset(kinds | of_groups))
