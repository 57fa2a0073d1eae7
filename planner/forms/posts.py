"""What volunteers are asked to do."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from planner.dossier import Dossier
from planner.fields import GONE
from planner.forms.choices import DutyField, TickField
from planner.forms.fields import CountField, LongTextField, Required, TextField
from planner.forms.row import RowForm

OLDEST = 99


class PostForm(RowForm):
    """What volunteers are asked to do."""

    noun = "posts"
    columns = (
        ("title", ("岗位", "志愿岗位", "名称")),
        ("task", ("做什么", "任务", "工作内容", "职责")),
        ("place", ("地点",)),
        ("meeting", ("集合点", "集合地点")),
        ("duty", ("联系人",)),
        ("skills", ("要会什么", "要求", "技能")),
        ("least_age", ("最小年龄", "年龄")),
        ("trained", ("要先培训", "培训")),
        ("checked", ("要查无犯罪记录", "无犯罪记录")),
        ("supplies", ("发什么", "发放", "物资")),
    )
    preset = MappingProxyType({"public": "y"})
    groups = (
        ("", ("title", "task", "place", "meeting", "duty")),
        ("谁能来", ("skills", "least_age", "trained", "checked", "public")),
        ("发什么", ("supplies",)),
    )
    title = TextField("岗位", [Required("写岗位，比如“签到引导”。")], most=60)
    task = LongTextField("做什么", description="用家长也看得懂的话，一两句")
    place = TextField("地点", most=120)
    meeting = TextField("集合点", most=120, description="到哪里找人，比如“校门口红帐篷”")
    duty = DutyField("联系人", description="志愿者有事找谁，从分工里选")
    skills = TextField("要会什么", most=120)
    least_age = CountField("最小年龄", most=OLDEST, description="不写就按单位的规则")
    trained = TickField("要先培训")
    checked = TickField("要查无犯罪记录", description="和孩子密切接触的岗位要查")
    public = TickField("公开招募", description="不勾就只由组织者安排人")
    supplies = TextField("发什么", most=120, description="比如“马甲、饮用水、午餐”")

    def offer(self, dossier: Dossier) -> None:
        self.duty.offer_duties(dossier.duties)

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["duty"] = values["duty"] or ""
        return values

    def display_values(self, values: Mapping[str, Any]) -> dict[str, str]:
        return super().display_values(values) | {"duty": self.duty.label_of(values["duty"], GONE)}
