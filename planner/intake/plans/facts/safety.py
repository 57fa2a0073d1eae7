"""The separate things that are to be done for safety."""

import re

from planner.intake.plans.entries import Entry
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field
from planner.intake.plans.words import patterns

_SENTENCES = re.compile(r"[；;。](?![^(]*\))")
_SPOKEN = re.compile(r"安全(?:方面|上)|留心|当心|注意安全|安全工作")
_LEAD = re.compile(r"^.{0,12}?(?:安全(?:方面|上)?(?:要做到|工作)?|留心|当心|注意)\s*[:：,，]\s*")
_EMPTY = re.compile(r"廉洁|截留|挪用|^(?:提高认识|加强领导|精心组织|高度重视|认真组织|加强宣传)")


def find_safety(plan: Plan) -> list[Fact]:
    """Every item of a chapter on safety; of chapters with cautions and demands those that are about safety."""
    found = [
        state(Field.SAFETY, "table", 0.95, row["measure"], value=row["measure"].text)
        for table in plan.tables_about("safety")
        for row in table.rows
        if "measure" in row and row["measure"].text
    ]
    for entry in plan.chapters("safety"):
        found += [_item(part, "safety-chapter", 0.93) for part in _parts(entry, plan)]
    for entry in plan.chapters("notice"):
        found += [_item(part, "caution", 0.85) for part in _parts(entry, plan) if _is_safety(part)]
    return found or _in_text(plan)


def _item(part: Part, rule: str, confidence: float) -> Fact:
    reason = "" if confidence >= 0.9 else "写在要求或注意事项里"
    return state(Field.SAFETY, rule, confidence, part, reason, value=part.text)


def _is_safety(part: Part) -> bool:
    return bool(patterns("safety")["words"].search(part.text)) and not _EMPTY.search(part.text)


def _parts(entry: Entry, plan: Plan) -> list[Part]:
    """A numbered line is one item; a paragraph has one a sentence; a heading with items below is none."""
    part = entry.value if entry.is_heading else entry.part
    if len(part.text) < 4:
        return []
    if entry.style and not entry.is_heading:
        return [] if part.text.endswith((":", "：")) or _has_below(entry, plan) else [part]
    pieces = part.split(_SENTENCES)
    return [piece for piece in pieces if len(piece.text) > 3 and not piece.text.endswith((":", "："))]


def _has_below(entry: Entry, plan: Plan) -> bool:
    """Whether deeper items stand right under a short one, which is then their heading."""
    at = plan.entries.index(entry)
    following = plan.entries[at + 1] if at + 1 < len(plan.entries) else None
    if following is None or following.chapter != entry.chapter or not following.style:
        return False
    return following.style != entry.style and following.number == 1 and len(entry.part.text) <= 12


def _in_text(plan: Plan) -> list[Fact]:
    for entry in plan.entries:
        if entry.about not in ("budget", "who", "schedule") and _SPOKEN.search(entry.part.text):
            match = _LEAD.match(entry.part.text)
            rest = entry.part.cut(match.end() if match else 0)
            return [_item(piece, "safety-sentence", 0.8) for piece in rest.split(_SENTENCES) if len(piece.text) > 3]
    for entry in plan.entries:
        sentences = entry.part.split(re.compile("。"))
        items = [piece for sentence in sentences[-1:] for piece in sentence.split(_SENTENCES)]
        if not entry.style and not entry.label and sum(1 for piece in items if _is_safety(piece)) >= 3:
            return [_item(piece, "safety-sentence", 0.75) for piece in items]
    return []
