"""签到表: one line a person, to be signed by hand."""

from planner.documents.sign_in import SignInRow, build_sign_in
from planner.papers.material import Material
from planner.papers.paper import EventPaper


def _build(given: Material) -> bytes:
    rows = [SignInRow(child.name, child.school_class, child.phone) for child in given.people.participants]
    return build_sign_in(given.dossier, rows, erased=given.people.erased_sentence)


PAPER = EventPaper(
    code="sign_in", label="签到表", extension="docx", needs=("dossier", "people"), revision=2, build=_build
)
