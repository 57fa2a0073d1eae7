"""Two versions of an event side by side: facts, sections and rows, and what of it reopens an approval."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from planner.dossier import Dossier, Facts, ScheduleItem, Section
from planner.dossier.textdiff import Piece, diff_text
from planner.eventkinds import KINDS
from planner.fields import FACT_LABELS, POST_REFERENCE, REFERENCES, display
from planner.nouns import NOUNS, Aggregate, nouns_of

__all__ = [
    "FieldChange",
    "PlanComparison",
    "RowChange",
    "RowMention",
    "RowsComparison",
    "SectionChange",
    "SectionsComparison",
    "compare_dossiers",
    "display",
]
# The status says where the event stands, not what is planned.
_COMPARED_FACTS = tuple(f.name for f in fields(Facts) if f.name != "status")
_TIME_FACTS = ("starts_on", "ends_on", "starts_at", "ends_at")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with another value; `before` and `after` are ready to be shown."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowMention:
    """A row that came, went or moved."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row with other values; `title` is the new one."""

    key: str
    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RowsComparison:
    """What changed among the rows of one noun (`name` as in NOUNS)."""

    name: str
    label: str
    added: tuple[RowMention, ...] = ()
    removed: tuple[RowMention, ...] = ()
    changed: tuple[RowChange, ...] = ()
    moved: tuple[RowMention, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.removed or self.changed or self.moved)

    @property
    def measure(self) -> str:
        """The word that its rows are counted by."""
        return NOUNS[self.name].measure

    @property
    def is_edited(self) -> bool:
        """Whether more than the order changed."""
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section whose heading (`before`, `after`), text (`pieces`) or source (`fields`) is another."""

    key: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionsComparison:
    """What changed among the sections; added and removed ones carry their whole text as one piece."""

    added: tuple[SectionChange, ...] = ()
    removed: tuple[SectionChange, ...] = ()
    moved: tuple[RowMention, ...] = ()
    renamed: tuple[SectionChange, ...] = ()
    changed: tuple[SectionChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.removed or self.moved or self.renamed or self.changed)


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """All changes from one version to the next; `rows` holds only the nouns that changed."""

    facts: tuple[FieldChange, ...]
    sections: SectionsComparison
    rows: tuple[RowsComparison, ...]
    material: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both versions say the same (their status aside)."""
        return not self.facts and self.sections.is_empty and not self.rows

    def of(self, name: str) -> RowsComparison:
        """The changes of one noun, empty when there are none."""
        return next((r for r in self.rows if r.name == name), RowsComparison(name, NOUNS[name].label))


def compare_dossiers(old: Dossier, new: Dossier) -> PlanComparison:
    """What changed from `old` to `new`; rows are matched by their keys."""
    facts = _field_changes("facts", _COMPARED_FACTS, old.facts, new.facts, (old, new))
    rows = tuple(_compare_rows(noun.name, old, new) for noun in nouns_of(Aggregate.PLAN) if noun.name != "sections")
    changed = tuple(r for r in rows if not r.is_empty)
    return PlanComparison(facts, _compare_sections(old, new), changed, _material_reasons(old, new, changed))


def _compare_rows(name: str, old: Dossier, new: Dossier) -> RowsComparison:
    before = {row.key: row for row in old.rows(name)}
    after = {row.key: row for row in new.rows(name)}
    names = NOUNS[name].value_names
    changed = (
        RowChange(key, _title(name, row), _field_changes(name, names, before[key], row, (old, new)))
        for key, row in after.items()
        if key in before and row != before[key]
    )
    return RowsComparison(
        name,
        NOUNS[name].label,
        added=tuple(_mention(name, row) for key, row in after.items() if key not in before),
        removed=tuple(_mention(name, row) for key, row in before.items() if key not in after),
        changed=tuple(changed),
        moved=tuple(_mention(name, after[key]) for key in _find_moved(list(before), list(after))),
    )


def _field_changes(
    noun: str, names: tuple[str, ...], was: Any, now: Any, versions: tuple[Dossier, Dossier]
) -> tuple[FieldChange, ...]:
    labels, (old, new) = labels_of(noun), versions
    return tuple(
        FieldChange(
            name,
            labels[name],
            _display_value(name, getattr(was, name), old),
            _display_value(name, getattr(now, name), new),
        )
        for name in names
        if getattr(was, name) != getattr(now, name)
    )


def labels_of(noun: str) -> Mapping[str, str]:
    """What the fields of a noun, or of the facts, are called."""
    return FACT_LABELS if noun == "facts" else NOUNS[noun].labels


def _display_value(name: str, value: Any, dossier: Dossier) -> str:
    """Like `display`, with keys of duties and posts as names and the code of a kind as its label."""
    if name == POST_REFERENCE:
        return display(next((post.title for post in dossier.posts if post.key == value), ""))
    if name in REFERENCES:
        keys = (value,) if isinstance(value, str) else value
        duties = (dossier.duty(key) for key in keys)
        return display(tuple(d.name or d.role for d in duties if d is not None))
    return display(KINDS.get(value, value)) if name == "kind" and type(value) is str else display(value)


def _title(name: str, row: Any) -> str:
    title = display(getattr(row, NOUNS[name].title))
    if isinstance(row, ScheduleItem):
        return " ".join(filter(None, (row.day.short if row.day else "", row.hours, title)))
    return title


def _mention(name: str, row: Any) -> RowMention:
    return RowMention(row.key, _title(name, row))


def _find_moved(before: list[str], after: list[str]) -> list[str]:
    """The fewest keys that must be moved to bring what both lists share into the new order."""
    place = {key: at for at, key in enumerate(before)}
    kept = [key for key in after if key in place]
    tails: list[int] = []
    ranks = []
    for key in kept:
        rank = bisect_left(tails, place[key])
        tails[rank : rank + 1] = [place[key]]
        ranks.append(rank)
    wanted, staying = len(tails) - 1, set()
    for key, rank in zip(reversed(kept), reversed(ranks), strict=True):
        if rank == wanted:
            staying.add(key)
            wanted -= 1
    return [key for key in kept if key not in staying]


def _compare_sections(old: Dossier, new: Dossier) -> SectionsComparison:
    before, after = ({s.key: s for s in d.sections} for d in (old, new))
    both = [(before[key], section) for key, section in after.items() if key in before]
    return SectionsComparison(
        added=tuple(_section_change(None, s) for key, s in after.items() if key not in before),
        removed=tuple(_section_change(s, None) for key, s in before.items() if key not in after),
        moved=tuple(_mention("sections", after[key]) for key in _find_moved(list(before), list(after))),
        renamed=tuple(SectionChange(b.key, a.heading, b.heading) for a, b in both if a.heading != b.heading),
        changed=tuple(_section_change(a, b) for a, b in both if (a.text, a.source) != (b.text, b.source)),
    )


def _section_change(was: Section | None, now: Section | None) -> SectionChange:
    before, after = was or Section("", ""), now or Section("", "")
    source = () if not was or not now else _field_changes("sections", ("source",), was, now, (Dossier(), Dossier()))
    pieces = diff_text(before.text, after.text)
    return SectionChange(after.key or before.key, before.heading, after.heading, pieces, source)


def _material_reasons(old: Dossier, new: Dossier, rows: tuple[RowsComparison, ...]) -> tuple[str, ...]:
    """Why an approval has to be given again, in words for the approver."""
    edited = {r.name for r in rows if r.is_edited}
    totals = old.full_budget.total.format(), new.full_budget.total.format()
    reasons = (
        _time_reason(old, new),
        _reason("地点", old.facts.place, new.facts.place) or ("地点的站点有改动" if "stops" in edited else ""),
        _heads_reason(old, new) or ("人数的分组有改动" if "head_counts" in edited else ""),
        _reason("车辆", old.facts.transport, new.facts.transport),
        (_reason("预算", *totals) or "预算的明细有改动") if "budget" in edited else "",
    )
    return tuple(filter(None, reasons))


def _time_reason(old: Dossier, new: Dossier) -> str:
    same = all(getattr(old.facts, name) == getattr(new.facts, name) for name in _TIME_FACTS)
    return "" if same else _reason("时间", old.dates_label(), new.dates_label()) or "时间有改动"


def _heads_reason(old: Dossier, new: Dossier) -> str:
    stated = old.facts.stated_total, new.facts.stated_total
    return _reason("人数", old.heads, new.heads) or _reason("写明的总人数", *stated)


def _reason(what: str, before: Any, after: Any) -> str:
    return "" if before == after else f"{what}由 {display(before)} 改为 {display(after)}"
