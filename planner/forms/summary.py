"""What is typed of a summary: the text of a paragraph, the heading of a chapter, the words of whoever returns it."""

from dataclasses import dataclass

from flask_wtf import FlaskForm
from wtforms import HiddenField

from planner.enums import LabelledEnum
from planner.forms.fields import LongTextField, Required, TextField
from planner.forms.versioned import VersionedForm
from planner.services.summary import MOST_CHARACTERS
from planner.services.summarychapters import MOST_HEADING
from planner.services.summaryfiling import MOST_WORDS


class ParagraphVerb(LabelledEnum):
    """What a button beside a paragraph does."""

    SAVE = "save", "保存这段"
    TAKE = "take", "用这段"
    AWAY = "away", "不用"
    BACK = "back", "放回"
    UP = "up", "上移"
    AGAIN = "again", "回到提议"
    FIX = "fix", "改成"
    KEEP = "keep", "我写的对"


@dataclass(frozen=True, slots=True)
class ParagraphPress:
    """The button that was pressed; of a contradiction the sentence that it is about."""

    verb: ParagraphVerb
    sentence: str = ""

    @classmethod
    def read(cls, text: str) -> "ParagraphPress":
        """Read the value of a button: take, fix 你写 30 名孩子…; without one the text is saved."""
        verb, _, sentence = text.partition(" ")
        known = set(ParagraphVerb)
        return cls(ParagraphVerb(verb) if verb in known else ParagraphVerb.SAVE, sentence)


class ParagraphForm(VersionedForm):
    """The text of one paragraph, and which button was pressed; `is_open` while it stands in its box."""

    text = LongTextField("这一段", most=MOST_CHARACTERS)
    do = HiddenField()

    @property
    def press(self) -> ParagraphPress:
        """What was pressed."""
        return ParagraphPress.read(str(self.do.raw_data[0]) if self.do.raw_data else "")

    @property
    def is_open(self) -> bool:
        """Whether the text came along: the buttons of a closed paragraph send none."""
        return bool(self.text.raw_data)


class ChapterForm(FlaskForm):
    """The heading of a chapter of one's own."""

    heading = TextField("标题", [Required("写这一节的标题，像“媒体报道”。")], most=MOST_HEADING)


class ReturnSummaryForm(FlaskForm):
    """Why a filed summary is returned, and where it is to be mended."""

    words = LongTextField("要改什么", [Required("写一句要改什么，组织者才知道。")], most=MOST_WORDS)
    chapter = TextField("哪一节", most=24)


class ReopenSummaryForm(FlaskForm):
    """Why a filed summary is opened again."""

    words = LongTextField("为什么重新打开", [Required("写一句为什么重新打开。")], most=MOST_WORDS)


class CancelledForm(VersionedForm):
    """Why an event was cancelled; the version is that of the summary as a whole."""

    text = LongTextField("为什么取消", [Required("写一句为什么取消。")], most=MOST_CHARACTERS)
