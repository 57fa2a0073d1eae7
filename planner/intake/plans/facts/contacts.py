"""Whom to ask, and how they are reached."""

import re

from planner.intake.plans.names import find_name
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field

PHONE = re.compile(
    r"(?<![\d*])(?:1[3-9]\d[\s-]?[\d*xX]{4}[\s-]?\d{4}|1[3-9]\d{9}|0\d{2,3}[-—\s]\d{7,8}"
    r"|(?<=电话[:：])\s*\d{7,8})(?![\d*])"
)
_ASKED = re.compile(
    r"联系人|联系老师|联络人|联络员|咨询|联系电话|联系方式|报名联系|联系$|联络人员|请与|有事找|可找|致电"
)
_LABEL = re.compile(
    r".*?(?:联系人|联系老师|联络人员?|联络员|咨询电话|咨询|报名联系|联系电话|联系方式|电话"
    r"|联系|请与|有事找|致电)\s*(?:\([^:：]*)?[:：]?\s*"
)
_TAIL = re.compile(r"[\s,，;；、(（:：]*(?:(?:联系)?(?:电话|手机|方式|号码)\s*[:：]?\s*)?[(（]?$")
_NO_NAME = re.compile("咨询|联系|电话|热线|手机")


def find_contacts(plan: Plan) -> list[Fact]:
    """Names with phones; a name that is said to be the contact without a phone as well."""
    found: list[Fact] = []
    for table in plan.tables:
        for row in table.rows:
            if "phone" in row and "person" in row and PHONE.search(row["phone"].text):
                found.append(_state(row["person"], PHONE.search(row["phone"].text), row["phone"], 0.95))
    for entry in plan.entries:
        phones = list(PHONE.finditer(entry.part.text))
        if phones:
            found += _with_phones(entry.part, phones)
        elif _ASKED.search(entry.part.text) and "电话" not in entry.label_part.text:
            found += _without(entry.part)
    return found


def _with_phones(part: Part, phones: list[re.Match[str]]) -> list[Fact]:
    found, at = [], 0
    for phone in phones:
        before = part.cut(at, phone.start())
        at = phone.end()
        name = _name_before(before) or _name_after(part.cut(phone.end()))
        found.append(_state(name, phone, part, 0.95 if name else 0.8))
    return found


def _name_before(part: Part) -> Part | None:
    match = _TAIL.search(part.text)
    head = part.cut(0, match.start()).strip(" ,，;；、:：") if match else part
    label = _LABEL.match(head.text)
    if label and label.end() < len(head.text):
        head = head.cut(label.end())
    pieces = head.split(re.compile(r"[,，;；。:：()\s、]|以?及"))
    for piece in reversed(pieces):
        at = find_name(re.sub("联系$", "", piece.text))
        if at and not _NO_NAME.search(piece.text[at[0] : at[1]]):
            return piece.cut(*at)
        if found := re.search(r"(?:委|局|办|部|站|社|处|会)([\u4e00-\u9fff](?:某{1,2}|[xX×*]{1,2}))$", piece.text):
            return piece.cut(found.start(1), found.end(1))
    return None


def _name_after(part: Part) -> Part | None:
    pieces = part.split(re.compile(r"[,，;；。:：()\s、]"))
    at = find_name(pieces[0].text) if pieces else None
    return pieces[0].cut(*at) if at else None


def _without(part: Part) -> list[Fact]:
    match = re.search(r"(?:联系人|联络人|联络员|联系老师)\s*[:：]\s*", part.text)
    if match is None:
        return []
    pieces = part.cut(match.end()).split(re.compile(r"[,，;；。:：()\s、]"))
    at = find_name(pieces[0].text) if pieces else None
    if at is None:
        return []
    return [state(Field.CONTACTS, "contact-name", 0.9, pieces[0].cut(*at), name=pieces[0].cut(*at).text, phone="")]


def _state(name: Part | None, phone: re.Match[str] | None, part: Part, confidence: float) -> Fact:
    where = part.cut(phone.start(), phone.end()) if phone else part
    spans = (name.span, where.span) if name else (where.span,)
    values = {"name": name.text if name else "", "phone": where.text.strip()}
    return Fact(Field.CONTACTS, values, spans, "phone", confidence, "" if name else "没有写是谁的电话")
