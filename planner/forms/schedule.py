"""One line of the schedule."""

from collections.abc import Mapping
from typing import Any

from wtforms.validators import ValidationError

from planner.dossier import Dossier
from planner.enums import ItemKind
from planner.fields import GONE, display
from planner.forms.choices import DutiesField, EnumField
from planner.forms.fields import ClockField, DayField, EndClockField, LongTextField, Required, TextField
from planner.forms.row import RowForm
from planner.forms.versioned import VersionedForm
from planner.itemkinds import guess_kind
from planner.nights import ends_too_early, say_end


class TimeForm(VersionedForm):
    """The day and the time of an item, as moving its block sends them."""

    day = DayField("日期")
    start = ClockField("开始")
    end = EndClockField("结束")

    def validate_end(self, field: ClockField) -> None:
        _check_end(self.start, field)


class ScheduleForm(RowForm):
    """One line of the schedule."""

    noun = "schedule"
    columns = (
        ("day", ("日期", "天")),
        ("start", ("开始", "开始时间")),
        ("end", ("结束", "结束时间")),
        ("title", ("事项", "内容", "活动", "活动内容", "环节")),
        ("place", ("地点",)),
        ("duties", ("负责人", "负责", "责任人")),
        ("detail", ("说明", "备注", "要求")),
        ("kind", ("类型",)),
    )
    day = DayField("日期")
    start = ClockField("开始")
    end = EndClockField("结束")
    title = TextField("事项", [Required("写事项，比如“集合点名”。")], most=120)
    kind = EnumField(ItemKind, "类型", blank="按事项判断")
    place = TextField("地点", most=120)
    duties = DutiesField("负责人")
    detail = LongTextField("说明")

    def offer(self, dossier: Dossier) -> None:
        self.duties.offer_duties(dossier.duties)

    def validate_end(self, field: ClockField) -> None:
        _check_end(self.start, field)

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["kind"] = values["kind"] or guess_kind(values["title"])
        values["duties"] = tuple(values["duties"] or ())
        return values

    def display_values(self, values: Mapping[str, Any]) -> dict[str, str]:
        names = [self.duties.label_of(key, GONE) for key in values["duties"]]
        shown = {"duties": display(names)}
        if values["end"] is not None:
            shown["end"] = say_end(values["end"])
        return super().display_values(values) | shown


def _check_end(start: ClockField, end: ClockField) -> None:
    if ends_too_early(start.data, end.data):
        raise ValidationError(f"结束要晚于开始，开始是 {start.data:%H:%M}。过夜的事项分成两天写。")
