"""Where the event is."""

import re

from planner.intake.plans.entries import Entry
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field

_BETWEEN = re.compile(r"[、,，;；/]|—+|→|-+>?|－|(?<=[\u4e00-\u9fff])(?:和|及|以及)(?=[\u4e00-\u9fff]{3})")
_REMARK = re.compile(r"\((?!\d{1,2}\)|[一二三四五六七八九十]\))[^)]*\)?|。.*$")
_LABELS = re.compile(r"^(?:(?:活动|研学|集合|主会场|分会场|具体)?地点|第[一二三四]站|\d+[.、])\s*:?\s*")
_AT = re.compile(
    r"(?:在|到|赴|前往|走进|来到|抵达|至"
    r"|参观)((?:[\u4e00-\u9fff、“”xX×\d()]{2,24}?)(?:大院里?|学校|小学|中学|幼儿园"
    r"|特教学校|公园|广场|中心|基地|操场|礼堂|敬老院|福利院"
    r"|体育馆|博物馆|科技馆|纪念馆|纪念碑|图书馆|陵园|农场|剧场|会议室|教室|村委会|景区"
    r"|大学校园|校园|活动室|镇|村|乡|馆|院))"
    r"(?:前|里|内)?(?=举行|举办|办一?场|开展|参加|集中|进行|组织|看望|打扫|，|,|。|举|开办|联谊|活动|祭扫|$)"
)
_NOTHING = re.compile(r"待定|另行|^(?:待|略|无|见附件|等)$")


def find_venues(plan: Plan) -> list[Fact]:
    """The places of the event: those of its own line, else those of its items, else those of a sentence."""
    entries = [entry for entry in plan.about("where") if entry.value.text]
    whole = [entry for entry in entries if not entry.nested and not entry.guessed]
    whole = (
        whole
        or [entry for entry in entries if entry.guessed and entry in plan.entries[: 2 * len(plan.entries) // 3]][:2]
    )
    # A paragraph under the heading explains, a short line names.
    named = [fact for entry in whole or entries for fact in _named(_place_line(entry), entry)]
    if not named:
        named = [fact for part in plan.values("whenwhere") for fact in _of_both(part)]
    return _unique(named) or _unique(_in_sentences(plan))


def _place_line(entry: Entry) -> Part:
    part = entry.value.without(_REMARK)
    match = _LABELS.match(part.text)
    return part.cut(match.end()) if match else part


def _named(part: Part, entry: Entry) -> list[Fact]:
    if len(part.text) > 80:
        return []
    places = [piece.strip("。.:“”等 ") for piece in part.split(_BETWEEN)]
    return [
        state(Field.VENUES, "place-label", 0.95 if entry.label or entry.topic == "where" else 0.8, place)
        for place in places
        if 1 < len(place.text) <= 30 and not _NOTHING.search(place.text)
    ]


def _of_both(part: Part) -> list[Fact]:
    if not re.match(r"地点", part.text):
        return []
    return [state(Field.VENUES, "place-label", 0.9, piece) for piece in part.cut(2).strip(": ").split(_BETWEEN)]


def _in_sentences(plan: Plan) -> list[Fact]:
    found: list[Fact] = []
    for entry in plan.entries:
        if entry.about in ("safety", "notice", "budget", "supplies", "contacts"):
            continue
        if entry.style or entry.nested:
            continue
        for match in _AT.finditer(entry.part.text):
            place = entry.part.cut(match.start(1), match.end(1))
            found.append(state(Field.VENUES, "place-sentence", 0.75, place, "取自句子，没有写“地点”"))
        if found:
            break
    return found


def _unique(facts: list[Fact]) -> list[Fact]:
    seen: dict[str, Fact] = {}
    for fact in facts:
        seen.setdefault(fact.value, fact)
    return list(seen.values())
