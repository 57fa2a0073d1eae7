"""What the page of an evidence set shows: how far it is, what lies in it, what is missing, whether it is outdated."""

import json
from dataclasses import dataclass
from datetime import datetime

from planner.evidence import EvidencePart
from planner.evidencestates import EvidenceState
from planner.filetypes import size_label
from planner.models import Event, EvidenceSet
from planner.permissions import Access, can_make_set, can_show_names_in_set
from planner.queries.evidence import state_of_event
from planner.services.evidence import KEPT, is_over

_GIVEN_UP = "没有做成，服务做的时候停了。再做一次，还不行请找管理员。"


@dataclass(frozen=True, slots=True)
class MakingSet:
    """A set that is being made: how many files of how many."""

    done: int
    total: int

    @property
    def words(self) -> str:
        """放了 34 / 212 个文件."""
        return f"放了 {self.done} / {self.total} 个文件" if self.total else "正在整理"


@dataclass(frozen=True, slots=True)
class LackingLine:
    """What is missing of one part."""

    part: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSet:
    """A finished set."""

    size: str
    files: int
    made_at: datetime
    asked_by: str
    until: datetime
    fingerprint: str
    choices: str
    is_outdated: bool
    may_fetch: bool
    may_delete: bool
    lacking: tuple[LackingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """The page, for one reader: whether they may have a set made, and ask for more than the usual."""

    making: MakingSet | None
    made: MadeSet | None
    fault: str
    may_make: bool
    may_show_names: bool
    parts: tuple[str, ...]

    @property
    def verb(self) -> str:
        """What the button says."""
        return "重做一份" if self.made or self.fault else "做一份"


def evidence_page(
    event: Event, access: Access, evidence: EvidenceSet | None, *, has_given_up: bool = False
) -> EvidencePage:
    """The page of the set that was asked for last; one whose time is over is as if there were none."""
    if evidence is not None and is_over(evidence):
        evidence = None
    state, may_show = evidence.state if evidence else None, can_show_names_in_set(access)
    waits = evidence is not None and state is EvidenceState.WAITING
    fault = evidence.fault if evidence and state is EvidenceState.FAILED else _GIVEN_UP if has_given_up else ""
    return EvidencePage(
        making=MakingSet(evidence.done, evidence.total) if evidence and waits and not has_given_up else None,
        made=_made(event, access, evidence) if evidence and state is EvidenceState.MADE else None,
        fault=fault,
        may_make=can_make_set(access) and (may_show or evidence is None or not evidence.is_special),
        may_show_names=may_show,
        parts=tuple(part.folder for part in EvidencePart),
    )


def _made(event: Event, access: Access, evidence: EvidenceSet) -> MadeSet:
    chosen = (("姓名写全", evidence.shows_names), ("放了没核对的照片", evidence.takes_unchecked))
    words = "、".join(word for word, is_so in chosen if is_so)
    return MadeSet(
        size=size_label(evidence.size),
        files=evidence.files,
        made_at=evidence.made_at or evidence.asked_at,
        asked_by=evidence.asked_by.name if evidence.asked_by else "",
        until=evidence.asked_at + KEPT,
        fingerprint=evidence.sums_sha256,
        choices=f"{words}，用途：{evidence.reason}" if words else "姓名、电话打码，照片只有核对过可对外的",
        is_outdated=evidence.change_key != state_of_event(event),
        may_fetch=can_show_names_in_set(access) or not evidence.is_special,
        may_delete=can_make_set(access),
        lacking=tuple(_read_lacking(evidence.lacking)),
    )


def _read_lacking(text: str) -> list[LackingLine]:
    """What is missing; what this event needs none of stands only in the list of the set."""
    rows = json.loads(text) if text else []
    return [LackingLine(EvidencePart(part).folder, sentence) for part, sentence, needless in rows if not needless]
