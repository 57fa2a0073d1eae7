"""Reading a summary as its papers print it."""

from planner import clock
from planner.models import Event
from planner.queries.feedback import read_feedback
from planner.queries.report import read_records
from planner.queries.summary import latest_filed, read_summary
from planner.report import build_report
from planner.report.collected import collect_results
from planner.report.drafting import lay_out
from planner.report.edition import SummaryEdition
from planner.report.filed import file_draft, read_filed


def read_edition(event: Event) -> SummaryEdition:
    """The version that stands, as it was filed; else the draft of now, with the accounts."""
    summary = read_summary(event)
    revision = latest_filed(event.id) if summary.is_filed else None
    if revision is not None:
        return SummaryEdition(
            filed=read_filed(revision.content),
            number=revision.number,
            filed_by=revision.filed_by.name,
            filed_on=clock.local(revision.filed_at).date(),
        )
    records = read_records(event, with_accounts=True)
    report = build_report(records)
    results = collect_results(report, records, summary, read_feedback(event))
    return SummaryEdition(filed=file_draft(event.title, summary.skeleton, lay_out(summary, report), (), results))
