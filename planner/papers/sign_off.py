"""签领表: for each hand-out a sheet on which everybody signs for what they got; `handout` chooses one of them."""

from planner.documents.sign_off import SignOffRow, build_sign_off
from planner.errors import NotFound
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.permissions import can_read_accounts

_LAST_FIGURES = 4


def _build(given: Material) -> bytes:
    chosen = given.options["handout"]
    handouts = [handout for handout in given.finances.ledger.handouts if chosen in ("", handout.key)]
    if chosen and not handouts:
        raise NotFound("没有这次发放，可能已经删掉。")
    rows = [
        SignOffRow(child.name, child.school_class, child.phone[-_LAST_FIGURES:].strip("*"))
        for child in given.people.participants
    ]
    return build_sign_off(given.finances.dossier, handouts, rows, erased=given.people.erased_sentence)


PAPER = EventPaper(
    code="sign_off",
    label="签领表",
    extension="docx",
    needs=("finances", "people"),
    allowed=can_read_accounts,
    options=("handout",),
    of_day=True,
    revision=2,
    build=_build,
)
