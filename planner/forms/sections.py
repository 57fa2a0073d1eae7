"""A chapter of the plan: its heading, and its text."""

from planner.enums import SectionSource
from planner.forms.choices import EnumField
from planner.forms.fields import LongTextField, Required, TextField
from planner.forms.row import RowForm
from planner.forms.versioned import VersionedForm

MOST_CHARACTERS = 20_000


class SectionTextForm(VersionedForm):
    """The text of one chapter."""

    text = LongTextField("正文", most=MOST_CHARACTERS)


class SectionForm(RowForm):
    """A chapter's heading and what it prints; its text has the plan editor."""

    noun = "sections"
    heading = TextField("标题", [Required("写章节标题，比如“活动目的”。")], most=60)
    source = EnumField(
        SectionSource,
        "自动印出",
        default=SectionSource.TEXT,
        description="选了就在正文后面印出相应的记录，不用再打一遍。",
    )
