"""The fields of a row that is mended in its place on a preview."""

from dataclasses import dataclass

from planner.dossier import Dossier
from planner.fields import REFERENCES
from planner.forms.intakeanswers import TEXT
from planner.forms.intakerows import JudgedRow
from planner.forms.rows import ROW_FORMS
from planner.nouns import NOUNS
from planner.views.intakecolumns import is_phone


@dataclass(frozen=True, slots=True)
class EditBox:
    """A field of a row that is mended in its place."""

    name: str
    label: str
    text: str
    options: tuple[tuple[str, str], ...] = ()
    is_phone: bool = False


def edit_boxes(row: JudgedRow, dossier: Dossier) -> tuple[EditBox, ...]:
    """Every field of the row; those that choose with what there is to choose."""
    form = ROW_FORMS[row.noun].of_cells({}, dossier)
    labels = NOUNS[row.noun].labels
    boxes = []
    for name in row.names:
        choices = getattr(form[name], "choices", None) if name in form and name not in REFERENCES else None
        options = tuple((str(choice.label), str(choice.label)) for choice in choices or () if choice.value)
        text = row.text_of(name)
        if options and text not in dict(options):
            options = ((text, text or "待定"), *options)
        boxes.append(
            EditBox(f"{TEXT}/{row.line}/{name}", labels[name], text, options, is_phone=is_phone(row.noun, name))
        )
    return tuple(boxes)
