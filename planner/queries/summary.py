"""Reading summaries: as they are written, as they were filed, and how far those of many events are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Integer, bindparam, case, or_, select
from sqlalchemy.orm import contains_eager

from planner import clock
from planner.enums import EventStatus, Matter
from planner.extensions import db
from planner.models import Event, Organisation, SummaryParagraph, SummaryRevision, User
from planner.models import OwnChapter as ChapterRow
from planner.models import Summary as SummaryRow
from planner.paging import MOST_WAITING
from planner.queries.approvals import bind_decider
from planner.queries.bars import is_barred
from planner.queries.summaryrules import find_summary_rules
from planner.report.deadlines import summary_due
from planner.report.filed import FiledSummary, read_filed
from planner.report.paragraphs import OwnChapter, Paragraph, Summary, read_kept, read_parts
from planner.report.prose import Skeleton
from planner.summarykinds import SummaryState


def read_summary(event: Event) -> Summary:
    """The summary of an event as it stands in this transaction; three statements."""
    db.session.flush()
    row = db.session.scalar(select(SummaryRow).where(SummaryRow.event_id == event.id))
    paragraphs = select(SummaryParagraph).where(SummaryParagraph.event_id == event.id)
    ordered = paragraphs.order_by(SummaryParagraph.position, SummaryParagraph.id)
    chapters = select(ChapterRow).where(ChapterRow.event_id == event.id).order_by(ChapterRow.id)
    usual = Skeleton.CANCELLED if event.status is EventStatus.CANCELLED else Skeleton.FULL
    is_cancelled = usual is Skeleton.CANCELLED
    return Summary(
        skeleton=usual if row is None or is_cancelled else row.skeleton,
        state=row.state if row else SummaryState.WRITING,
        version=row.version if row else 0,
        paragraphs=tuple(_plain_paragraph(each) for each in db.session.scalars(ordered)),
        chapters=tuple(
            OwnChapter(key=each.key, skeleton=each.skeleton, after=each.after, heading=each.heading)
            for each in db.session.scalars(chapters)
        ),
    )


def _plain_paragraph(row: SummaryParagraph) -> Paragraph:
    return Paragraph(
        key=row.key,
        chapter=row.chapter,
        passage=row.passage,
        parts=read_parts(row.parts),
        kept=read_kept(row.kept),
        is_away=row.is_away,
        edited_by=row.edited_by,
        edited_at=clock.on_the_wall(row.edited_at),
        version=row.version,
    )


def latest_filed(event_id: int) -> SummaryRevision | None:
    """The newest version of the summary that was filed."""
    wanted = select(SummaryRevision).where(SummaryRevision.event_id == event_id)
    return db.session.scalar(wanted.order_by(SummaryRevision.number.desc()).limit(1))


def list_filed(event_id: int) -> list[SummaryRevision]:
    """All versions that were filed, the newest first."""
    wanted = select(SummaryRevision).where(SummaryRevision.event_id == event_id)
    return list(db.session.scalars(wanted.order_by(SummaryRevision.number.desc())))


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryStanding:
    """How far the summary of an event is, without a look at its records: `lacking` are chapters that nobody wrote."""

    state: SummaryState = SummaryState.WRITING
    lacking: tuple[str, ...] = field(default=())
    is_begun: bool = False

    @property
    def words(self) -> str:
        """What is to be done: 写总结，存在不足、下一步打算没写."""
        if self.state is SummaryState.RETURNED:
            return "按退回的意见改总结"
        if not self.is_begun:
            return "写总结，还没动笔"
        return f"写总结，{'、'.join(self.lacking)}没写" if self.lacking else "总结写好了，去定稿"


def standings_of(event_ids: Iterable[int]) -> dict[int, SummaryStanding]:
    """How far the summaries of these events are; two statements, none for no event."""
    ids = list(event_ids)
    if not ids:
        return {}
    kept = select(SummaryRow.event_id, SummaryRow.skeleton, SummaryRow.state).where(SummaryRow.event_id.in_(ids))
    rows = {event_id: (skeleton, state) for event_id, skeleton, state in db.session.execute(kept)}
    written = _written_chapters(ids)
    usual = (Skeleton.FULL, SummaryState.WRITING)
    return {event_id: _standing(*rows.get(event_id, usual), written.get(event_id, set())) for event_id in ids}


def _written_chapters(ids: list[int]) -> dict[int, set[str]]:
    wanted = (
        select(SummaryParagraph.event_id, SummaryParagraph.chapter)
        .where(SummaryParagraph.event_id.in_(ids), SummaryParagraph.is_away.is_(False))
        .where(SummaryParagraph.characters > 0)
        .distinct()
    )
    found: dict[int, set[str]] = {}
    for event_id, chapter in db.session.execute(wanted):
        found.setdefault(event_id, set()).add(chapter)
    return found


def _standing(skeleton: Skeleton, state: SummaryState, written: set[str]) -> SummaryStanding:
    lacking = tuple(chapter.label for chapter in skeleton.chapters if chapter.value not in written)
    return SummaryStanding(state=state, lacking=lacking, is_begun=bool(written))


def find_summary_due(event: Event) -> date | None:
    """The last day for the summary of an event, by the rules of its unit on the day that it ended."""
    last = event.last_date or event.first_date
    return summary_due(last, event.kind, find_summary_rules(event.organisation_id, last)) if last else None


def learned_before(event: Event) -> tuple[Event, FiledSummary] | None:
    """The event before this one from which it can learn, and its summary: that it was copied from, else the newest of
    its kind in the unit of which a summary stands; two statements at most.
    """
    stands = (SummaryRevision.returned_at.is_(None), SummaryRevision.reopened_at.is_(None))
    is_original = Event.id == (event.copied_from_id or 0)
    wanted = (
        select(Event, SummaryRevision.id)
        .join(SummaryRevision, SummaryRevision.event_id == Event.id)
        .where(*stands, Event.deleted_at.is_(None), Event.id != event.id, Event.status != EventStatus.CANCELLED)
        .where(Event.organisation_id == event.organisation_id, or_(Event.kind == event.kind, is_original))
        .order_by(is_original.desc(), SummaryRevision.filed_at.desc())
        .limit(1)
    )
    found = db.session.execute(wanted).first()
    if found is None:
        return None
    content = db.session.scalar(select(SummaryRevision.content).where(SummaryRevision.id == found[1]))
    return (found[0], read_filed(content)) if content else None


# Sent with the desk of every approver, so it is built once; who asks comes in as parameters.
_ME = bindparam("me", type_=Integer)
_DECIDING = bindparam("deciding", expanding=True, type_=Integer)
# `services.approvals.approving_organisation` as SQL.
_APPROVING = case(
    (Organisation.approval_by_parent & Organisation.parent_id.is_not(None), Organisation.parent_id),
    else_=Organisation.id,
)
_STANDING = (
    select(Event, SummaryRevision)
    .join(SummaryRevision, SummaryRevision.event_id == Event.id)
    .join(Organisation, Organisation.id == Event.organisation_id)
    .where(Event.deleted_at.is_(None), Event.status.in_((EventStatus.ONGOING, EventStatus.ENDED)))
    .where(SummaryRevision.returned_at.is_(None), SummaryRevision.reopened_at.is_(None))
    .where(_APPROVING.in_(_DECIDING), SummaryRevision.filed_by_id != _ME)
    .where(~is_barred(_ME, Matter.SUMMARY, SummaryRevision.number))
    .options(contains_eager(Event.organisation))
    .order_by(SummaryRevision.filed_at)
    .limit(MOST_WAITING + 1)
)


def summaries_to_read(user: User) -> list[tuple[Event, SummaryRevision]]:
    """The filed summaries that this user may send back, until their events are archived; those filed first on top.

    No more than `MOST_WAITING` and one; nothing is asked for people who decide nothing.
    """
    values = bind_decider(user)
    if not values["deciding"]:
        return []
    return [(event, revision) for event, revision in db.session.execute(_STANDING, values)]
