"""Which units hold the event, and in what role."""

import re

from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field

_ROLES = {"host": "host", "organizer": "organizer", "co_organizer": "co_organizer", "supporter": "supporter"}
_WORDS = (
    ("主办", "host"),
    ("承办", "organizer"),
    ("协办", "co_organizer"),
    ("支持", "supporter"),
    ("赞助", "supporter"),
)
_BETWEEN = re.compile(r"[、,，;；。\s]+|(?<=[\u4e00-\u9fff])(?:和|及|以及|与)(?=[\u4e00-\u9fff]{3})")
_LABELS = re.compile(r"(主办|承办|协办|支持|赞助|协助|指导|组织)(?:单位|方|者)?\s*:\s*")
_UNIT = r"([“”\"\u4e00-\u9fffxX×、（）()\d]{2,40}?)"
_BY = re.compile(rf"(?:由|，|,|^|。|:){_UNIT}(主办|承办|协办|支持|赞助)(?=[，,。；;、的]|$)")
_JOINTLY = re.compile(rf"(?:由|经|，|,|^|。){_UNIT}联合{_UNIT}(?:决定|计划|拟|将|于|开展|举办|举行|主办|组织|，|,)")
_HOLDER = re.compile(
    r"^((?:[\u4e00-\u9fffxX]{0,8})(?:团[县区市镇乡省]?委|妇联|关工委|团工委|少工委|教育局"
    r"|学生会|志愿者协会|支教队|服务队))(?:拟于?|定于|将于|决定|计划|准备)"
)
_CROWD = re.compile(r"^(?:略|待定|无|等)$")


def find_parties(plan: Plan) -> list[Fact]:
    """Units by role: host, organizer, co_organizer, supporter."""
    found = [fact for entry in plan.entries if entry.about in _ROLES for fact in _listed(entry.value, entry.about)]
    for part in plan.values("parties"):
        found += _labelled(part)
    if not found:
        found = [fact for entry in plan.entries for fact in _spoken(entry.part)]
    if not found:
        found = _lost(plan)
    return _unique(found)


def _listed(part: Part, role: str) -> list[Fact]:
    match = _LABELS.search(part.text)
    if match:
        return _listed(part.cut(0, match.start()), role) + _labelled(part.cut(match.start()))
    pieces = [piece.strip("：:。.“ ”") if piece.text.count("“") != 1 else piece for piece in part.split(_BETWEEN)]
    return [
        state(Field.ORGANISATIONS, "party-label", 0.95, piece, role=role, name=piece.text)
        for piece in pieces
        if 1 < len(piece.text) <= 40 and not _CROWD.match(piece.text)
    ]


def _labelled(part: Part) -> list[Fact]:
    """“主办：甲；承办：乙” on one line; without any label the one that holds it."""
    matches = list(_LABELS.finditer(part.text))
    if not matches:
        return _listed(part, "organizer") if len(part.text) < 40 else []
    found: list[Fact] = []
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        end = following.start() if following else len(part.text)
        role = dict(_WORDS).get(match[1], {"协助": "co_organizer", "指导": "supporter"}.get(match[1], "organizer"))
        found += _listed(part.cut(match.end(), end), role)
    return found


def _spoken(part: Part) -> list[Fact]:
    text, found = part.text, []
    for match in _BY.finditer(text):
        found += _doubted(part.cut(match.start(1), match.end(1)), dict(_WORDS)[match[2]])
    if not found and (jointly := _JOINTLY.search(text)):
        for group in (1, 2) if not re.match("举办|举行|开展|主办|组织", jointly[2]) else (1,):
            found += _doubted(part.cut(jointly.start(group), jointly.end(group)), "host")
    if not found and (holder := _HOLDER.match(text)):
        found += _doubted(part.cut(holder.start(1), holder.end(1)), "host")
    return found


def _doubted(part: Part, role: str) -> list[Fact]:
    reason = "取自句子，没有写“主办单位”"
    pieces = [piece.strip("由经 ") for piece in part.split(_BETWEEN)]
    return [
        state(Field.ORGANISATIONS, "party-sentence", 0.8, piece, reason, role=role, name=piece.text)
        for piece in pieces
        if 1 < len(piece.text) <= 30 and not re.match("我|本", piece.text)
    ]


_UNITS = re.compile(r"[\u4e00-\u9fffxX]{0,20}(?:委|局|会|团委|大队部|支部|妇联|协会|公司|政府|部|中心)")


def _lost(plan: Plan) -> list[Fact]:
    """A line of nothing but units whose heading was lost."""
    for entry in plan.entries[1:20]:
        pieces = entry.part.strip("。").split(_BETWEEN)
        if entry.about or entry.style or len(pieces) < 2:
            continue
        if all(_UNITS.fullmatch(piece.text) for piece in pieces):
            reason = "标题丢了，看不出是主办还是承办"
            return [
                state(Field.ORGANISATIONS, "heading-lost", 0.6, p, reason, role="host", name=p.text) for p in pieces
            ]
    return []


def _unique(facts: list[Fact]) -> list[Fact]:
    seen: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        seen.setdefault((fact.values["role"], fact.values["name"]), fact)
    return list(seen.values())
