"""The text of one chapter of the plan."""

from planner.forms.fields import LongTextField
from planner.forms.versioned import VersionedForm

MOST_CHARACTERS = 20_000


class SectionTextForm(VersionedForm):
    """The text of one chapter."""

    text = LongTextField("正文", most=MOST_CHARACTERS)
