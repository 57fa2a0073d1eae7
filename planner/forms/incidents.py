"""Something that happened on the way."""

from planner.forms.choices import TickField
from planner.forms.fields import ClockField, DayField, Required, TextField
from planner.forms.row import RowForm


class IncidentForm(RowForm):
    """What happened, when, and whether the guardian knows."""

    noun = "incidents"
    columns = (
        ("what", ("什么事", "情况", "事由")),
        ("day", ("日期",)),
        ("at", ("时间",)),
        ("told_guardian", ("告诉了监护人", "已告知")),
    )
    what = TextField(
        "什么事", [Required("写什么事，比如“蹭破膝盖，消毒包扎”。")], most=200, description="不写孩子的名字"
    )
    day = DayField("日期")
    at = ClockField("时间")
    told_guardian = TickField("告诉了监护人")
