"""The summary of a set: the version that was filed and stands."""

from collections.abc import Iterator

from planner.evidence import EvidencePart, SetFile
from planner.models import SummaryRevision
from planner.papers import order_paper, summary
from planner.papers.evidence.source import Found, SetSource, lack
from planner.queries.summary import latest_filed


def collect_summary(source: SetSource) -> Iterator[Found]:
    """The paper of the filed version."""
    filed, part = latest_filed(source.event.id), EvidencePart.SUMMARY
    if filed is None or not filed.is_in_force:
        yield lack(part, f"没有总结：{_tell_why(filed)}")
        return
    printed = order_paper(source.event, summary.PAPER.code, access=source.access, host="").print()
    yield SetFile(part=part, name=f"总结（第 {filed.number} 版）.docx", content=printed.content)


def _tell_why(filed: SummaryRevision | None) -> str:
    if filed is None:
        return "还没有定稿"
    return f"第 {filed.number} 版{'被退回' if filed.returned_at else '重新打开了'}，还没有再定稿"
