"""What somebody decided of the proposals of a text: ticks, answers, words that were missing; kept as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from planner.intake.proposals.proposal import OpenContradiction, PlanProposal, PlanProposals, RowDraft, WayOut


@dataclass(frozen=True, slots=True)
class PlanDecisions:
    """`ticked` is None before anything was sent; `said` are words for a field that the text doesn't fill, by number."""

    ticked: frozenset[int] | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[int, str] = field(default_factory=dict)
    title: str | None = None

    def as_json(self) -> str:
        """The text that `parse` reads."""
        ticked = None if self.ticked is None else sorted(self.ticked)
        said = {str(number): text for number, text in self.said.items()}
        return json.dumps([ticked, dict(self.answers), said, self.title], ensure_ascii=False)

    @classmethod
    def parse(cls, text: str) -> "PlanDecisions":
        """What `as_json` wrote; nothing decided for an empty text."""
        if not text:
            return cls()
        ticked, answers, said, title = json.loads(text)
        numbers = None if ticked is None else frozenset(ticked)
        return cls(numbers, answers, {int(number): words for number, words in said.items()}, title)


def decide(
    before: PlanDecisions, sent: PlanDecisions, shown: frozenset[int], proposals: PlanProposals
) -> PlanDecisions:
    """What holds once a page is sent that showed these proposals: the others keep what was decided of them.

    An answer that is new takes what it takes, also without a tick, and words that are new take their proposal.
    """
    ticked = (_ticked(before, proposals) - shown) | ((sent.ticked or frozenset()) & shown)
    for clash in proposals.clashes:
        answer = answer_of(clash, sent)
        if answer and sent.answers.get(clash.code) != before.answers.get(clash.code):
            ticked = (ticked - clash.hangs) | answer.takes
    ticked |= {number for number, words in sent.said.items() if words and words != before.said.get(number)}
    return replace(sent, ticked=ticked, said={**before.said, **sent.said})


def answer_of(clash: OpenContradiction, decided: PlanDecisions) -> WayOut | None:
    """The answer that was given to a contradiction."""
    return next((answer for answer in clash.answers if answer.code == decided.answers.get(clash.code)), None)


def open_clashes(proposals: PlanProposals, decided: PlanDecisions) -> dict[int, OpenContradiction]:
    """The contradictions without an answer, by each proposal that hangs on them."""
    waiting = [clash for clash in proposals.clashes if answer_of(clash, decided) is None]
    return {number: clash for clash in waiting for number in clash.hangs}


def _ticked(decided: PlanDecisions, proposals: PlanProposals) -> frozenset[int]:
    if decided.ticked is not None:
        return decided.ticked
    return frozenset(item.number for item in proposals.items if item.is_sure)


def settle(proposals: PlanProposals, decided: PlanDecisions) -> list[tuple[PlanProposal, bool]]:
    """Every proposal as it stands after the answers, and whether it is ticked; what hangs on an open one is not."""
    instead: dict[int, PlanProposal] = {}
    for clash in proposals.clashes:
        if answer := answer_of(clash, decided):
            instead |= answer.instead
    waiting, ticked = open_clashes(proposals, decided), _ticked(decided, proposals)
    items = [instead.get(item.number, item) for item in proposals.items]
    return [(_filled(item, decided), item.number in ticked and item.number not in waiting) for item in items]


def _filled(item: PlanProposal, decided: PlanDecisions) -> PlanProposal:
    """With the words that were said for the side of a group; other rows ask for none."""
    words = decided.said.get(item.number, "")
    if not words or not item.rows or item.rows[0].noun != "head_counts":
        return item
    return replace(item, rows=(RowDraft("head_counts", {**item.rows[0].texts, "side": words}),))
