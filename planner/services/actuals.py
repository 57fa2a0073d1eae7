"""What people say of an event after it: who came, how its items went, what is left, and how it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.actualkinds import Outcome
from planner.errors import BadInput, LostUpdate
from planner.extensions import db
from planner.models import Actual, Event, EventImpression
from planner.nouns import NOUNS, Aggregate
from planner.permissions import can_edit_event
from planner.places import parse_place, place_of
from planner.queries.changes import lock_aggregate
from planner.queries.dossier import read_dossier
from planner.report.actuals import ALL_COMERS, ALL_INCIDENTS, MOST_WORDS, WHOLE_SCHEDULE
from planner.services.activity import LONG_NAME, record_change
from planner.services.guard import guard_event

MOST_TEXT = 200
MOST_PEOPLE = 100_000
_OF_THE_WHOLE = {ALL_COMERS: "参加人员", ALL_INCIDENTS: "意外情况", WHOLE_SCHEDULE: "其余日程"}
_ANSWERED = ("head_counts", "schedule", "supplies")
_IMPRESSION = "impression"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActualChange:
    """What somebody says of one place; `version` is that of the answer that they have seen, 0 where there was none."""

    place: str
    outcome: Outcome | None = None
    number: Decimal | None = None
    is_unsaid: bool = False
    words: str = ""
    version: int = 0

    @property
    def values(self) -> tuple[object, ...]:
        """What is said, to be compared."""
        return self.outcome, self.number, self.is_unsaid, self.words

    @property
    def told(self) -> str:
        """What is said, for people: 29, 改了，下雨, 不写."""
        if self.is_unsaid:
            return "不写这个数"
        number = "" if self.number is None else f"{self.number.normalize():f}"
        return "，".join(filter(None, (self.outcome.label if self.outcome else "", number, self.words))) or "空"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpressionChange:
    """What somebody found good and bad; `version` as they have seen it."""

    well: tuple[str, ...] = ()
    badly: tuple[str, ...] = ()
    sentence: str = ""
    version: int = 0

    @property
    def values(self) -> tuple[str, str, str]:
        """What is said, as it is kept."""
        return "、".join(self.well), "、".join(self.badly), self.sentence

    @property
    def told(self) -> str:
        """The same for people."""
        return "；".join(filter(None, self.values)) or "空"


def save_actuals(
    event: Event, changes: Sequence[ActualChange], impression: ImpressionChange | None = None, *, actor: Actor
) -> int:
    """Keep what is said, all of it or nothing; returns how many answers are new or other than before.

    Raises BadInput for what no plan can have, LostUpdate with what stands there now, by place, where somebody else
    has answered otherwise meanwhile. The same said twice changes nothing.
    """
    guard_event(event, actor, can_edit_event)
    lock_aggregate(event.id, Aggregate.REPORT)
    names = _name_places(event)
    rows = _read_rows(event)
    new = [change for change in changes if change.values != _seen(rows.get(change.place)).values]
    judged = _judge_impression(event, impression)
    for change in new:
        _check(change, names)
    _refuse_unseen(new, rows, judged)
    if not new and judged is None:
        return 0
    before = "\n".join(f"{names[change.place]}：{_seen(rows.get(change.place)).told}" for change in new)
    for change in new:
        _put(event, rows.get(change.place), change, actor)
    after = [f"{names[change.place]}：{change.told}" for change in new]
    if judged is not None:
        _put_impression(event, *judged, actor)
        after.append(f"感受：{judged[1].told}")
    record_change(
        event, actor=actor, verb="填写", subject="实际情况", where="summary", before=before, after="\n".join(after)
    )
    return len(new) + (judged is not None)


def _read_rows(event: Event) -> dict[str, Actual]:
    rows = db.session.scalars(
        select(Actual).where(Actual.event_id == event.id).execution_options(populate_existing=True)
    )
    return {row.place: row for row in rows}


def _seen(row: Actual | None) -> ActualChange:
    """The answer as it stands."""
    if row is None:
        return ActualChange(place="")
    return ActualChange(
        place=row.place,
        outcome=row.outcome,
        number=row.number,
        is_unsaid=row.is_unsaid,
        words=row.words,
        version=row.version,
    )


def _name_places(event: Event) -> dict[str, str]:
    """What can be answered about, and what it is called."""
    dossier, names = read_dossier(event), dict(_OF_THE_WHOLE)
    for noun in _ANSWERED:
        title = NOUNS[noun].title
        names |= {place_of(noun, row.key): str(getattr(row, title)) for row in dossier.rows(noun)}
    return names


def _check(change: ActualChange, names: Mapping[str, str]) -> None:
    if change.place not in names:
        raise BadInput("这一项已经从方案里删掉了，刷新再填。", "GONE", field=change.place)
    noun, number = parse_place(change.place).noun, change.number
    if number is not None and (number < 0 or number > MOST_PEOPLE):
        raise BadInput(f"写 0—{MOST_PEOPLE} 的数，现在是 {number}。", field=change.place)
    if number is not None and noun != "supplies" and number != int(number):
        raise BadInput(f"人数写整数，现在是 {number}。", field=change.place)
    if len(change.words) > MOST_TEXT:
        raise BadInput(f"最多 {MOST_TEXT} 个字，现在有 {len(change.words)} 个。", field=change.place)


def _refuse_unseen(
    new: Sequence[ActualChange], rows: Mapping[str, Actual], judged: tuple[EventImpression, ImpressionChange] | None
) -> None:
    """Let nobody write over what they have not seen."""
    stale = [change for change in new if change.version != _seen(rows.get(change.place)).version]
    theirs: dict[str, object] = {change.place: _seen(rows.get(change.place)).told for change in stale}
    who = next((rows[change.place].said_by for change in stale if change.place in rows), "")
    if judged is not None and judged[0].version != judged[1].version:
        theirs[_IMPRESSION] = "；".join(filter(None, (judged[0].well, judged[0].badly, judged[0].sentence)))
        who = who or judged[0].said_by
    if theirs:
        sentence = f"{who or '别人'}刚才也填了，两边的都在下面。看一眼，要按你的存再点一次。"
        raise LostUpdate(sentence, who=who, version=0, theirs=theirs)


def _put(event: Event, row: Actual | None, change: ActualChange, actor: Actor) -> None:
    """Write the answer. One that says nothing any more keeps its row, so that its version goes on."""
    if row is None:
        row = Actual(event_id=event.id, place=change.place, version=0)
        db.session.add(row)
    row.outcome, row.number, row.is_unsaid, row.words = change.outcome, change.number, change.is_unsaid, change.words
    row.said_by, row.said_at, row.version = actor.name[:LONG_NAME], clock.now(), row.version + 1


def _judge_impression(event: Event, change: ImpressionChange | None) -> tuple[EventImpression, ImpressionChange] | None:
    """The row to be written and what is said, where it differs; raises BadInput for too much of it."""
    if change is None:
        return None
    for field, words in (("well", change.well), ("badly", change.badly)):
        if len(words) > MOST_WORDS:
            raise BadInput(f"最多挑 {MOST_WORDS} 个，现在是 {len(words)} 个。", field=field)
    if len(change.sentence) > MOST_TEXT:
        raise BadInput(f"最多 {MOST_TEXT} 个字，现在有 {len(change.sentence)} 个。", field="sentence")
    found = db.session.scalar(
        select(EventImpression).where(EventImpression.event_id == event.id).execution_options(populate_existing=True)
    )
    row = found or EventImpression(event_id=event.id, well="", badly="", sentence="", said_by="", version=0)
    return None if change.values == (row.well, row.badly, row.sentence) else (row, change)


def _put_impression(event: Event, row: EventImpression, change: ImpressionChange, actor: Actor) -> None:
    row.well, row.badly, row.sentence = change.values
    row.said_by, row.version = actor.name[:LONG_NAME], row.version + 1
    db.session.add(row)
