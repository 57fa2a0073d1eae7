"""How many people of which group take part."""

import re

from planner.intake.plans.marks import read_han
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field

_COUNT = (
    r"(?<![—\-~\d])(?:约|共|共计|大约|预计|近|来)?\s*(?P<count>\d{1,6}"
    r"|[一二两三四五六七八九十]{1,3})\s*(?:余|多|来|几)?\s*(?P<unit>多?名|余?人|位|组|户"
    r"|个左右|来个|多个|个(?!班))(?:左右)?"
)
_AFTER = re.compile(rf"(?P<group>[\u4e00-\u9fff“”()xX·\-—\d年级、]{{1,24}}?)\s*[:：]?\s*\(?\s*{_COUNT}\)?")
_BEFORE = re.compile(rf"^{_COUNT}\s*(?P<group>[\u4e00-\u9fff“”xX]{{2,16}})")
_MIDDLE = re.compile(
    rf"{_COUNT}(?P<group>[\u4e00-\u9fff]{{2,10}}?)(?=每|赴|到|参加|前往|与|在|开展|结对|过来|组成|，|$|\s)"
)
_BETWEEN = re.compile(r"[、,，;；。](?![^(]*\))|(?<=[名人位])(?:和|及|以及|，|(?=[\u4e00-\u9fff]{2,12}:))")
_TOTAL = re.compile(
    r"(?:^|[，,。；;、(\s])(?:招收人数|参加人数|人数|参加活动)?\s*:?\s*(?:共计?|合计|总计"
    r"|总共|总人数|全体|共有|计|一共|总数)\s*:?\s*约?\s*(\d{1,6})\s*余?(?:名|人|位)"
)
_NOTHING = re.compile(
    r"^(?:其中|共|共计|合计|总计|约|总人数|全程|每队|每校|每班|限报|限|分)|每.{0,3}$|共计?$|合计$|组成"
)
_PEOPLE = re.compile(
    "儿童|孩子|学生|志愿者|义工|[老教]师|队员|人员|老人|家长|师生|干部|代表|医生|员工"
    "|孤儿|[团党]员|学子|家庭|群众|居民|同学|医护|记者|辅导员|少年|营员|户$"
)
_PER_TEAM = re.compile(r"每(?:队|校|班|单位)限?报|限报")
_LEAD = re.compile(
    r"^(?:参加(?:人员|对象)?(?:数量)?|邀请|组织|选派|招收|招募|面向|学校派|派|预计来|来"
    r"|随行(?=志愿者)|由|为|安排|配备|有|及|和|选择|帮忙的?(?=.{3}))|^\d+[.、]"
)
_SPOKEN = re.compile(r"(?:组织|招收|选派|选择|共|参加|邀请|派|来|随行|慰问|走访|面向|为)")


def find_head_counts(plan: Plan) -> list[Fact]:
    """Groups with their numbers, and the whole where it is stated."""
    parts = list(plan.values("who", "whenwhere"))
    found = [fact for part in parts for fact in _read(part, "count-label", 0.93)]
    if not found:
        found = [fact for part in _sentences(plan) for fact in _read(part, "count-sentence", 0.75)]
    for table in plan.tables_about("who"):
        found += [
            state(Field.HEADCOUNTS, "count-table", 0.95, row["group"], group=row["group"].text, count=digits[0])
            for row in table.rows
            if "group" in row and "quantity" in row and (digits := re.findall(r"\d+", row["quantity"].text))
        ]
    return _unique(found) + find_total(plan, parts)


def _sentences(plan: Plan) -> list[Part]:
    """Sentences of the text's head that say who comes; of letters and prose."""
    around = [
        entry.part
        for entry in plan.entries
        if entry.about in ("", "purpose", "when", "theme") and (entry.label or not entry.style)
    ]
    return [piece for part in around[:12] for piece in part.split(re.compile("[。；]")) if _SPOKEN.search(piece.text)]


def _read(part: Part, rule: str, confidence: float) -> list[Fact]:
    found = []
    for clause in part.split(_BETWEEN):
        if _TOTAL.search(clause.text) or _PER_TEAM.search(part.text):
            continue
        fact = _of_clause(clause, rule, confidence)
        if fact and (confidence >= 0.9 or _PEOPLE.search(fact.values["group"])):
            found.append(fact)
    return found


def _of_clause(clause: Part, rule: str, confidence: float) -> Fact | None:
    if match := _BEFORE.match(clause.text.replace("五、六", "五六")):
        group = clause.cut(match.start("group"), match.end("group"))
        group = (
            group.split(re.compile(r"(?:赴|到|前往|参加|过来|提前|组成|对口|每人|开展)"))[0] if group.text else group
        )
    elif match := _MIDDLE.search(clause.text):
        group = clause.cut(match.start("group"), match.end("group"))
    else:
        match = _AFTER.search(clause.text)
        if match is None:
            return None
        group = clause.cut(match.start("group"), match.end("group"))
    group = _bare(group)
    if len(group.text) < 2 or _NOTHING.search(group.text) or len(group.text) > 20 or re.search(r"\d|请", group.text):
        return None
    count = match["count"] if match["count"].isdigit() else str(read_han(match["count"].replace("两", "二")))
    reason = "" if confidence >= 0.9 else "取自句子，没有写“参加人员”"
    return state(Field.HEADCOUNTS, rule, confidence, clause, reason, group=group.text, count=count)


def _bare(group: Part) -> Part:
    group = group.strip("“”:：()共约各 ")
    while match := _LEAD.match(group.text):
        group = group.cut(match.end()).strip()
    for tail in ("代表共", "共计", "共", "代表约", "约", "每家", "总数", "人数"):
        if group.text.endswith(tail):
            group = group.cut(0, len(group.text) - len(tail) + (2 if tail.startswith("代表") else 0))
    return group


def find_total(plan: Plan, parts: list[Part]) -> list[Fact]:
    """The whole number, only where the text states it."""
    for part in parts:
        if match := re.fullmatch(r"(?:约|共)?(\d{1,6})\s*余?(?:名|人|位)(?:[，,(].*)?", part.text):
            return [state(Field.HEADCOUNT_TOTAL, "count-total", 0.92, part, value=match[1])]
    for part in parts:
        if match := re.search(r"组成.{0,20}\((\d+)人\)", part.text):
            return [state(Field.HEADCOUNT_TOTAL, "count-total", 0.85, part, "取自括号里的数字", value=match[1])]
    for part in [*parts, *_sentences(plan)]:
        if match := _TOTAL.search(part.text):
            span = part.cut(match.start(), match.end())
            return [state(Field.HEADCOUNT_TOTAL, "count-total", 0.92, span, value=match[1])]
    return []


def _unique(facts: list[Fact]) -> list[Fact]:
    seen: dict[str, Fact] = {}
    for fact in facts:
        seen.setdefault(fact.values["group"], fact)
    return list(seen.values())
