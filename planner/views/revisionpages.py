"""What the pages of versions show: all that were handed in, and two of them side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.dossier import Dossier, from_json
from planner.dossier.comparison import PlanComparison, compare_dossiers
from planner.dossier.textdiff import Piece
from planner.enums import EventStatus
from planner.errors import NotFound
from planner.models import Event, Revision
from planner.nouns import NOUNS
from planner.numerals import read_number
from planner.papers.masks import mask_snapshot
from planner.permissions import Access
from planner.queries.approvals import find_revision
from planner.queries.dossier import read_dossier

# The number of the event as it stands, among those of what was handed in.
AS_IT_STANDS = 0
_LONG_SAME, _KEPT_ENDS = 120, 36


@dataclass(frozen=True, slots=True)
class RevisionsPage:
    """All versions, the newest first; `is_waiting` while the newest is being read."""

    revisions: tuple[Revision, ...]
    is_waiting: bool

    @property
    def new_choice(self) -> int:
        """The version to compare to begin with: what is being read, else the event as it stands."""
        return self.revisions[0].number if self.is_waiting and self.revisions else AS_IT_STANDS

    @property
    def old_choice(self) -> int:
        """What it is compared with: the version before it; the first one has only itself."""
        earlier = self.revisions[self.is_waiting :] or self.revisions
        return earlier[0].number if earlier else AS_IT_STANDS


class PlanVersion(NamedTuple):
    """One side of a comparison."""

    name: str
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What changed from one version to another; `same` are the nouns that have rows and say the same in both."""

    old_name: str
    new_name: str
    change: PlanComparison
    same: tuple[str, ...]

    @staticmethod
    def fold(pieces: Iterable[Piece]) -> list[Piece]:
        """The pieces with long stretches that stayed cut to their ends."""
        return [Piece(p.mark, _cut(p.text)) if p.mark == "same" else p for p in pieces]


def revisions_page(event: Event, revisions: Sequence[Revision]) -> RevisionsPage:
    """The versions of an event."""
    return RevisionsPage(tuple(revisions), event.status == EventStatus.SUBMITTED)


def compare_page(event: Event, access: Access, old: str, new: str) -> ComparePage:
    """Two versions by their numbers, as the reader may see them; raises NotFound for what is no version."""
    before, after = (read_version(event, access, text) for text in (old, new))
    change = compare_dossiers(before.dossier, after.dossier)
    return ComparePage(before.name, after.name, change, unchanged_parts(before.dossier, after.dossier))


def read_version(event: Event, access: Access, text: str) -> PlanVersion:
    """The version of that number, 0 for the event as it stands; raises NotFound for any other text."""
    number = read_number(text, most_digits=6)
    if number == AS_IT_STANDS:
        return PlanVersion("现在的样子", mask_snapshot(read_dossier(event), access))
    revision = find_revision(event.id, number) if number else None
    if revision is None:
        raise NotFound(f"没有“第 {text[:10]} 版”，到历次版本里选两版来比。" if text else "选两个版本来比。")
    return PlanVersion(f"第 {revision.number} 版", mask_snapshot(from_json(revision.dossier), access))


def unchanged_parts(old: Dossier, new: Dossier) -> tuple[str, ...]:
    """The nouns that have rows and say the same in both versions."""
    return tuple(NOUNS[name].label for name, rows in new.all_rows() if rows and old.rows(name) == rows)


def _cut(text: str) -> str:
    if len(text) <= _LONG_SAME:
        return text
    left_out = len(text) - 2 * _KEPT_ENDS
    return f"{text[:_KEPT_ENDS]} ……（中间 {left_out} 字没变）…… {text[-_KEPT_ENDS:]}"
