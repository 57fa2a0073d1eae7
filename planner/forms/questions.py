"""What the organiser asks whoever signs up."""

from collections.abc import Mapping
from typing import Any

from wtforms.validators import ValidationError

from planner.dossier import Dossier
from planner.dossier.rows import split_options
from planner.enums import LabelledEnum
from planner.fields import GONE
from planner.forms.choices import EnumField, TickField
from planner.forms.fields import Required, TextField
from planner.forms.row import RowForm
from planner.forms.shifts import PostField
from planner.questionkinds import QuestionKind, QuestionReaders

EVERY_POST = "全部岗位"
_YES_AND_NO = (("是", "不是"), ("是", "否"))
LEAST_OPTIONS, MOST_OPTIONS, LONGEST_OPTION = 2, 12, 40


class QuestionForm(RowForm):
    """What the organiser asks whoever signs up."""

    noun = "questions"
    columns = (
        ("text", ("问题", "题目")),
        ("kind", ("怎么答", "类型")),
        ("options", ("选项",)),
        ("required", ("必答", "必填")),
        ("minors", ("只问未成年人",)),
        ("post", ("只问哪个岗位", "岗位")),
        ("readers", ("谁看得到",)),
    )
    text = TextField(
        "问题", [Required("写要问什么，比如“午餐忌口吗”。")], most=120, description="没有用处的不问，问得越少报得越多"
    )
    kind = EnumField(QuestionKind, "怎么答")
    options = TextField("选项", most=400, description="选一个的才写，用“、”隔开，比如“大号、中号、小号”")
    required = TickField("必答")
    minors = TickField("只问未成年人", description="看出生年月，几岁算成年按单位的规则")
    post = PostField("只问哪个岗位")
    readers = EnumField(QuestionReaders, "谁看得到", description="报名的人看得到这一句；答过的人按答的时候说的算")

    def offer(self, dossier: Dossier) -> None:
        self.post.offer_posts(dossier.posts, blank=EVERY_POST)

    def validate_options(self, field: TextField) -> None:
        kind, found = self.kind.data, split_options(field.data or "")
        if kind is not QuestionKind.CHOICE:
            self._refuse_needless(kind, found)
            return
        if not LEAST_OPTIONS <= len(found) <= MOST_OPTIONS:
            raise ValidationError(f"写 {LEAST_OPTIONS} 到 {MOST_OPTIONS} 个选项，用“、”隔开，现在有 {len(found)} 个。")
        if too_long := next((option for option in found if len(option) > LONGEST_OPTION), ""):
            raise ValidationError(f"一个选项最多 {LONGEST_OPTION} 个字，“{too_long[:10]}…”有 {len(too_long)} 个。")

    def _refuse_needless(self, kind: LabelledEnum | None, options: tuple[str, ...]) -> None:
        """Options that nobody would see are not dropped in silence; those that the kind has by itself need not be."""
        if kind is None or not options or (kind is QuestionKind.YES_NO and options in _YES_AND_NO):
            return
        raise ValidationError(
            f"“{kind.label}”的问题不列选项。要从这些里选，“怎么答”改成“{QuestionKind.CHOICE.label}”；不用就删掉选项。"
        )

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["post"] = values["post"] or ""
        if values["kind"] is not QuestionKind.CHOICE:
            values["options"] = ""
        return values

    def display_values(self, values: Mapping[str, Any]) -> dict[str, str]:
        shown = super().display_values(values)
        return shown | {"post": self.post.label_of(values["post"], GONE)}
