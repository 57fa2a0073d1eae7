"""慰问活动记录表.docx: who was visited and what was given, to be signed for by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.documents import gbt9704 as paper
from planner.documents.gbt9704 import FormCell, FormRow, TableColumn, TableRow, form, label
from planner.documents.ledger_wording import each_label, format_date
from planner.documents.result_wording import NOT_RECORDED, name_parties, say_draft, tell_figure
from planner.enums import PartyRole
from planner.money.ledger import Handout
from planner.report.edition import SummaryEdition
from planner.telling import UNKNOWN

TITLE = "慰问活动记录表"
_SHARES = (18, 32, 18, 32)
# Lines where nobody is named, and the most blank ones; 8 mm are room for a name written by hand.
_FEWEST, _MOST, _LINE = 10, 200, 454
_ROOM = 800


@dataclass(frozen=True, slots=True)
class VisitRow:
    """Somebody who was visited; the caller masks what must not be read there."""

    name: str
    unit: str = ""


def build_visit_record(edition: SummaryEdition, people: Sequence[VisitRow], *, erased: str = "") -> bytes:
    """The record as .docx: what was given as the hand-outs say, then a line a person with a place to sign.

    What each got stands in the lines only where a hand-out went to as many as there are names: else nobody knows to
    whom. Where the roster was `erased`, this sentence says so. The same arguments give the same bytes.
    """
    results = edition.results
    body = [paper.paragraph(paper.run(TITLE), "Title", keep=True), *say_draft(edition)]
    body.append(form(_SHARES, list(_head(edition))))
    body += [paper.small_line(erased, keep=True)] if erased else []
    body.append(_list_people(people, results.handouts))
    body.append(form(_SHARES, list(_foot()), keep=True))
    return paper.build_document(body, title=f"{edition.filed.title}{TITLE}", author=results.facts.organisation)


def _head(edition: SummaryEdition) -> Iterator[FormRow]:
    results, facts = edition.results, edition.results.facts
    unit = name_parties(results.parties, PartyRole.HOST, PartyRole.ORGANISER) or facts.organisation
    yield FormRow((label("活动名称"), FormCell(edition.filed.title, 3)))
    yield FormRow(
        (label("慰问时间"), FormCell(results.days or UNKNOWN), label("慰问地点"), FormCell(facts.place or UNKNOWN))
    )
    visits = tell_figure(results.row("走访"))
    yield FormRow((label("慰问单位"), FormCell(unit), label("走访户数"), FormCell(visits)))
    given = "\n".join(map(_tell_handout, results.handouts))
    yield FormRow((label("慰问品、慰问金"), FormCell(given or NOT_RECORDED, 3)))


def _tell_handout(handout: Handout) -> str:
    """书包：每人 1 个，28 人，2027年8月9日，发放人周老师，证明人李医生; what nobody wrote is left out."""
    said = [
        f"每人 {each_label(handout)}" if handout.each is not None or handout.cash is not None else "",
        f"{handout.people} 人" if handout.people else f"人数{NOT_RECORDED}",
        format_date(handout.handed_on) if handout.handed_on else "",
        f"发放人{handout.handler}" if handout.handler else "",
        f"证明人{handout.witness}" if handout.witness else "",
    ]
    return f"{handout.item}：{'，'.join(filter(None, said))}"


def _list_people(people: Sequence[VisitRow], handouts: Sequence[Handout]) -> str:
    each = "、".join(
        f"{handout.item} {each_label(handout)}"
        for handout in handouts
        if handout.people and handout.people == len(people)
    )
    expected = max((handout.people for handout in handouts), default=0) or _FEWEST
    blank = 0 if people else min(expected, _MOST)
    listed = [*people, *[VisitRow("")] * blank]
    rows: list[TableRow] = [
        [str(number), person.name, person.unit, each if person.name else "", "", "", ""]
        for number, person in enumerate(listed, start=1)
    ]
    columns = (
        TableColumn("序号", 7, "center"),
        TableColumn("慰问对象", 13, "center"),
        TableColumn("班级", 16),
        TableColumn("慰问品、慰问金", 22),
        TableColumn("签收\n（本人或监护人）", 22),
        TableColumn("日期", 10, "center"),
        TableColumn("备注", 10),
    )
    return paper.table(columns, rows, height=_LINE)


def _foot() -> Iterator[FormRow]:
    yield FormRow((label("走访了解的情况"), FormCell("", 3)), _ROOM)
    yield FormRow((label("要跟进的事"), FormCell("", 3)), _ROOM)
    yield FormRow((label("走访人签字"), FormCell(), label("记录人签字"), FormCell()), _LINE * 3 // 2)
