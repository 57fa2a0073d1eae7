"""Summaries as their papers print them: of a tour that is over, filed or a draft, made without an app."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from planner.actualkinds import MediaLevel, TallyKind
from planner.dossier import Dossier, Party
from planner.enums import PartyRole
from planner.feedbackkinds import FeedbackAudience
from planner.money.ledger import Donation, Income, Ledger
from planner.people.feedback import AudienceTally, FeedbackSummary
from planner.report import Impression, Records, ServedHelpers, TallyEntry, Turnout, build_report
from planner.report.collected import collect_results
from planner.report.drafting import lay_out
from planner.report.edition import SummaryEdition
from planner.report.filed import file_draft, read_filed, write_filed
from planner.report.paragraphs import Paragraph, Summary, passage_key, pin_figures
from planner.report.passages import propose_passages
from planner.report.prose import Skeleton
from planner.report.results import Results
from tests.planner.reportvalues import (
    EXPENSES,
    FACTS,
    MONEY,
    SAID,
    SCRATCH,
    actuals,
    handout,
    plan,
    records,
    supply,
)

PARTIES = (
    Party("p1", PartyRole.HOST, "白石镇中心小学"),
    Party("p2", PartyRole.ORGANISER, "少先队大队"),
    Party("p3", PartyRole.CO_ORGANISER, "团县委"),
    Party("p4", PartyRole.SUPPORT, "青禾书店"),
)
LEDGER = Ledger(
    expenses=EXPENSES,
    donations=(
        Donation("d1", "书包", "青禾书店", Decimal(30), "个"),
        Donation("d2", "矿泉水", "爱心商会", Decimal(20), "箱"),
    ),
    incomes=(Income("i1", "爱心商会", MONEY("5000")), Income("i2", "财政", MONEY("5400"))),
    handouts=(handout("h1", "书包", 29, each=1), handout("h2", "慰问金", 4, cash="200")),
)
COUNTED = (
    TallyEntry("t1", TallyKind.VISIT, 12),
    TallyEntry("t2", TallyKind.MEDIA, 2, MediaLevel.COUNTY),
    TallyEntry("t3", TallyKind.TURNS, 87),
)
FEEDBACK = FeedbackSummary(
    (
        AudienceTally(FeedbackAudience.CHILD, (0, 1, 2, 5, 18)),
        AudienceTally(FeedbackAudience.GUARDIAN, (0, 0, 1, 4, 7)),
    )
)
FILED_ON = date(2027, 8, 17)


def tour_records(**more: Any) -> Records:
    """The records of the tour with everything that papers print; `more` replaces some of it."""
    said = actuals(*SAID, impression=Impression(well=("讲解好",), badly=("午休太热",)), tallies=COUNTED)
    facts = replace(FACTS, theme="看见家乡", place="云台县青少年宫", owner="周老师", kind="study_tour")
    usual: dict[str, Any] = {
        "dossier": plan(facts=facts, parties=PARTIES, supplies=(supply("s1", "书包", 30, "个"),)),
        "said": said,
        "ledger": LEDGER,
        "incidents": (SCRATCH,),
        "helpers": ServedHelpers(turnout=Turnout(5, 8), minutes=2790, waiting=1),
    }
    return records(**(usual | more))


def with_facts(**values: Any) -> Dossier:
    """The plan of the tour with other facts."""
    dossier = tour_records().dossier
    return replace(dossier, facts=replace(dossier.facts, **values))


def take_all(given: Records, skeleton: Skeleton = Skeleton.FULL) -> tuple[Paragraph, ...]:
    """All that the records propose, taken over."""
    return tuple(
        Paragraph(
            key=passage_key(skeleton, passage.key),
            chapter=passage.chapter.value,
            passage=passage.key,
            parts=pin_figures(passage.parts),
            version=1,
        )
        for passage in propose_passages(build_report(given), skeleton)
    )


def results_of(given: Records, summary: Summary | None = None, feedback: FeedbackSummary = FEEDBACK) -> Results:
    """What stands beside the text of its summary."""
    return collect_results(build_report(given), given, summary or Summary(), feedback)


def draft_of(given: Records, *paragraphs: Paragraph, skeleton: Skeleton = Skeleton.FULL) -> SummaryEdition:
    """The draft of a summary of which these paragraphs were taken over or written."""
    report, summary = build_report(given), Summary(skeleton=skeleton, paragraphs=paragraphs)
    results = results_of(given, summary)
    return SummaryEdition(
        filed=file_draft(report.facts.title, skeleton, lay_out(summary, report), (), results),
    )


def filed_of(given: Records, *more: Paragraph, skeleton: Skeleton = Skeleton.FULL) -> SummaryEdition:
    """The summary as it was filed, with all that the records propose and `more`, kept and read back."""
    draft = draft_of(given, *take_all(given, skeleton), *more, skeleton=skeleton)
    kept = read_filed(write_filed(draft.filed))
    return SummaryEdition(filed=kept, number=2, filed_by="周老师", filed_on=FILED_ON)
