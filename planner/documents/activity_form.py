"""活动登记表.docx: an event on one form, to be signed and sealed; the places for that stay empty."""

from collections.abc import Iterator

from planner.documents import gbt9704 as paper
from planner.documents.gbt9704 import FormCell, FormRow, form, label
from planner.documents.result_wording import NOT_RECORDED, format_figure, name_parties, say_draft, tell_figure
from planner.enums import PartyRole
from planner.eventkinds import KINDS
from planner.report.edition import SummaryEdition
from planner.report.prose import SummaryChapter
from planner.report.results import ResultRow, Results, ResultSection
from planner.telling import UNKNOWN

TITLE = "活动登记表"
_SHARES = (16, 34, 16, 34)
# What the first rows of the form say in their own way.
_ON_TOP = frozenset(
    chapter.label for chapter in (SummaryChapter.THEME, SummaryChapter.WHEN, SummaryChapter.WHERE, SummaryChapter.WHO)
)
# Twips: two lines to write on, room for a seal.
_TWO_LINES, _SEAL = 600, 1150
_TO_SIGN = "\n　　　　　　　　　　　　　　　（盖章）\n　　　　　　　　　　　　签字：　　　　　　　　年　　月　　日"


def build_activity_form(edition: SummaryEdition) -> bytes:
    """The form as .docx: what the event was, who came, its course, what was good and bad, goods and money.

    After the short form that committees ask for: theme, place, time, organisers, course, strong and weak points, goods.
    The same edition gives the same bytes.
    """
    results = edition.results
    rows = [*_facts(edition), *_people(results), *_lines(edition), *_signatures()]
    body = [paper.paragraph(paper.run(TITLE), "Title", keep=True), *say_draft(edition), form(_SHARES, rows)]
    return paper.build_document(body, title=f"{edition.filed.title}{TITLE}", author=results.facts.organisation)


def _pair(*said: str) -> FormRow:
    """Labels with their texts beside them."""
    cells = [label(text) if at % 2 == 0 else FormCell(text) for at, text in enumerate(said)]
    return FormRow(cells)


def _wide(name: str, text: str, *, height: int = 0) -> FormRow:
    return FormRow((label(name), FormCell(text, 3)), height)


def _facts(edition: SummaryEdition) -> Iterator[FormRow]:
    results, facts = edition.results, edition.results.facts
    kind = KINDS.get(facts.kind, "") if facts.kind != "blank" else ""
    yield _wide("活动名称", edition.filed.title)
    yield _wide("活动主题", facts.theme or UNKNOWN)
    yield _pair("活动类别", kind, "负责人", facts.owner)
    yield _pair("活动时间", results.days or UNKNOWN, "活动地点", facts.place or UNKNOWN)
    hosts = name_parties(results.parties, PartyRole.HOST) or facts.organisation
    yield _pair("主办单位", hosts, "承办单位", name_parties(results.parties, PartyRole.ORGANISER))
    yield _wide("协办、支持单位", name_parties(results.parties, PartyRole.CO_ORGANISER, PartyRole.SUPPORT))


def _people(results: Results) -> Iterator[FormRow]:
    """Everybody who came, group by group; attendances and volunteers beside."""
    rows = results.of_section(ResultSection.PEOPLE)
    groups = "\n".join(f"{row.label}：{tell_figure(row)}" for row in rows if row.has_plan)
    yield _wide("参加人数", groups or NOT_RECORDED)
    turns = next((row for row in rows if row.unit == "人次"), None)
    yield _pair("服务人次", tell_figure(turns), "志愿服务", _tell_helpers(results.of_section(ResultSection.HELPERS)))


def _tell_helpers(rows: tuple[ResultRow, ...]) -> str:
    """5 名，8 人次，46.5 小时, as far as it is known."""
    known = [f"{format_figure(row, row.actual)} {row.unit}" for row in rows if row.actual is not None]
    return "，".join(known) or NOT_RECORDED


def _lines(edition: SummaryEdition) -> Iterator[FormRow]:
    for line in edition.short:
        if line.heading not in _ON_TOP:
            yield _wide(line.heading, line.text or NOT_RECORDED, height=_TWO_LINES)


def _signatures() -> Iterator[FormRow]:
    yield _pair("填表人", "", "填表日期", "　　年　　月　　日")
    yield _wide("单位意见", _TO_SIGN, height=_SEAL)
    yield _wide("上级意见", _TO_SIGN, height=_SEAL)
