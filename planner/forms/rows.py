"""The forms of all rows: one class a noun; `ROW_FORMS` is the list of them."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField

from budgets import Line, parse_quantity
from planner.days import days_between
from planner.dossier import Dossier
from planner.enums import GroupSide, ItemKind, PartyRole, SafetyPhase, SectionSource, Sex
from planner.forms.fields import (
    ClockField,
    CountField,
    DayField,
    DecimalField,
    DutiesField,
    EnumField,
    LongTextField,
    MoneyField,
    Required,
    TextField,
    TickField,
)
from planner.itemkinds import guess_kind

CATEGORIES = (
    "交通费", "餐费", "住宿费", "门票费", "讲解费", "保险费", "慰问品", "学习用品", "服装", "宣传费",
    "奖品", "场地租赁", "道具器材", "印刷费", "药品饮水", "劳务费", "其他", "不可预见费",
)  # fmt: skip
SOURCES = ("财政", "自筹", "捐赠", "赞助", "学生缴费")


class RowForm(FlaskForm):
    """A row's fields. `columns` are those of a pasted table in their usual order, with the headings they go by."""

    columns: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    version = HiddenField()

    def offer(self, dossier: Dossier) -> None:
        """Give selects the choices that this event has."""

    def values(self) -> dict[str, Any]:
        """The row's columns by name; call after `validate`."""
        return {name: value for name, value in self.data.items() if name not in ("version", "csrf_token")}

    @property
    def shown_fields(self) -> list[Any]:
        """The visible fields in order."""
        return [field for field in self if field.name not in ("version", "csrf_token")]

    @classmethod
    def of_cells(cls, cells: Mapping[str, str], dossier: Dossier) -> "RowForm":
        """A form filled from one pasted line."""
        form = cls(formdata=MultiDict(cells), meta={"csrf": False})
        form.offer(dossier)
        return form


class SectionForm(RowForm):
    """A chapter's heading and what it prints; its text has the plan editor."""

    heading = TextField("标题", [Required("写章节标题，比如“活动目的”。")], most=60)
    source = EnumField(SectionSource, "自动印出", description="选了就在正文后面印出相应的记录，不用再打一遍。")


class PartyForm(RowForm):
    """An organisation that takes part."""

    columns = (("role", ("角色", "类型")), ("name", ("单位", "单位名称", "名称")))
    role = EnumField(PartyRole, "角色")
    name = TextField("单位", [Required("写单位名称。")], most=80)


class PhaseForm(RowForm):
    """A stretch of days."""

    columns = (
        ("name", ("阶段", "名称")), ("starts_on", ("开始", "开始日期")), ("ends_on", ("结束", "结束日期")),
        ("owner", ("负责人",)), ("detail", ("内容", "说明")),
    )  # fmt: skip
    name = TextField("阶段", [Required("写阶段名称，比如“准备阶段”。")], most=60)
    starts_on = DayField("开始日期")
    ends_on = DayField("结束日期")
    owner = TextField("负责人", most=60)
    detail = LongTextField("内容")

    def validate_ends_on(self, field: DayField) -> None:
        if field.data and self.starts_on.data and days_between(self.starts_on.data, field.data) < 0:
            raise ValueError(f"结束日期要在开始日期之后，开始是 {self.starts_on.data.short}。")


class StopForm(RowForm):
    """A place of the event."""

    columns = (("name", ("地点", "名称", "站点")), ("address", ("地址",)), ("free_entry", ("免票",)), ("remark", ("备注",)))
    name = TextField("地点", [Required("写地点名称。")], most=80)
    address = TextField("地址", most=200)
    free_entry = TickField("免票")
    remark = TextField("备注", most=400)


class HeadCountForm(RowForm):
    """A group of persons."""

    columns = (
        ("group", ("人员", "类别", "组别", "对象")), ("count", ("人数", "数量")), ("side", ("身份", "类型")),
        ("remark", ("备注",)),
    )  # fmt: skip
    group = TextField("人员类别", [Required("写人员类别，比如“留守儿童”。")], most=60)
    count = CountField("人数", most=100_000)
    side = EnumField(GroupSide, "身份")
    remark = TextField("备注", most=200)


class DutyForm(RowForm):
    """Somebody's duty, or a post that waits for somebody."""

    columns = (
        ("role", ("职务", "角色", "岗位", "分工")), ("name", ("姓名", "负责人")), ("organisation", ("单位",)),
        ("phone", ("电话", "手机", "联系电话", "联系方式")), ("workgroup", ("工作组", "小组", "组别")),
        ("task", ("任务", "职责", "工作内容")), ("due_on", ("截止", "期限", "截止日期", "完成时间")), ("done", ("完成", "已完成")),
    )  # fmt: skip
    role = TextField("职务", [Required("写职务，比如“领队”。")], most=60)
    name = TextField("姓名", most=40)
    organisation = TextField("单位", most=80)
    phone = TextField("电话", most=40)
    workgroup = TextField("工作组", most=40)
    task = LongTextField("任务")
    due_on = DayField("截止日期")
    done = TickField("已完成")


class ScheduleForm(RowForm):
    """One line of the schedule."""

    columns = (
        ("day", ("日期", "天")), ("start", ("开始", "开始时间")), ("end", ("结束", "结束时间")),
        ("title", ("事项", "内容", "活动", "活动内容", "环节")), ("place", ("地点",)), ("duties", ("负责人", "负责", "责任人")),
        ("detail", ("说明", "备注", "要求")), ("kind", ("类型",)),
    )  # fmt: skip
    day = DayField("日期")
    start = ClockField("开始")
    end = ClockField("结束")
    title = TextField("事项", [Required("写事项，比如“集合点名”。")], most=120)
    kind = EnumField(ItemKind, "类型", blank="按事项判断")
    place = TextField("地点", most=120)
    duties = DutiesField("负责人")
    detail = LongTextField("说明")

    def offer(self, dossier: Dossier) -> None:
        self.duties.offer(dossier.duties)

    def validate_end(self, field: ClockField) -> None:
        if field.data and self.start.data and field.data <= self.start.data:
            raise ValueError(f"结束要晚于开始，开始是 {self.start.data:%H:%M}。过夜的事项分成两天写。")

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["kind"] = values["kind"] or guess_kind(values["title"])
        values["duties"] = tuple(values["duties"] or ())
        return values


class ContactForm(RowForm):
    """Somebody to call."""

    columns = (
        ("name", ("联系人", "姓名", "名称")), ("role", ("身份", "职务", "说明")), ("organisation", ("单位",)),
        ("phone", ("电话", "手机", "联系电话")),
    )  # fmt: skip
    name = TextField("联系人", [Required("写姓名或名称，比如“县人民医院急诊”。")], most=80)
    role = TextField("身份", most=60)
    organisation = TextField("单位", most=80)
    phone = TextField("电话", most=40)


class SupplyForm(RowForm):
    """A thing to bring or to buy."""

    columns = (
        ("name", ("物资", "名称", "物品", "品名")), ("spec", ("规格", "型号")), ("quantity", ("数量",)), ("unit", ("单位",)),
        ("duty", ("负责人", "负责")), ("remark", ("备注",)),
    )  # fmt: skip
    name = TextField("物资", [Required("写物资名称。")], most=80)
    spec = TextField("规格", most=120)
    quantity = TextField("数量", most=20, description="数字，或写“若干”")
    unit = TextField("单位", most=20)
    duty = SelectField("负责人", choices=[], validate_choice=False)
    remark = TextField("备注", most=400)

    def process(self, formdata: Any = None, obj: Any = None, data: Any = None, **kwargs: Any) -> None:
        super().process(formdata, obj, data, **kwargs)
        if obj is not None and not formdata:
            self.quantity.data = "若干" if obj.loose else "" if obj.quantity is None else format(obj.quantity.normalize(), "f")

    def offer(self, dossier: Dossier) -> None:
        self.duty.choices = [("", "待定")] + [(d.key, d.name or f"{d.role}（待定）") for d in dossier.duties]
        names = {d.role: d.key for d in dossier.duties} | {d.name: d.key for d in dossier.duties if d.name}
        keys = {d.key for d in dossier.duties}
        if self.duty.data and self.duty.data not in keys:
            found = names.get(self.duty.data.strip())
            if self.duty.raw_data and found is None:
                self.duty.process_errors = [f"分工里没有“{self.duty.data[:20]}”，先到分工页加上。"]
            self.duty.data = found or ""

    def validate_quantity(self, field: TextField) -> None:
        text = (field.data or "").strip()
        self._quantity = None if text in ("", "若干", "待定") else parse_quantity(text)

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["loose"] = values["quantity"] == "若干"
        values["quantity"] = self._quantity
        values["duty"] = values["duty"] or ""
        return values


class BudgetForm(RowForm):
    """One line of the budget."""

    columns = (
        ("category", ("类别", "科目")), ("item", ("项目", "名称", "品名", "用途", "内容")), ("unit_price", ("单价",)),
        ("quantity", ("数量",)), ("unit", ("单位",)), ("times", ("次数", "天数", "人数/天数", "倍数")), ("times_unit", ("次数单位",)),
        ("stated", ("小计", "金额", "合计")), ("source", ("资金来源", "来源")), ("basis", ("备注", "依据", "依据/备注", "说明")),
    )  # fmt: skip
    category = TextField("类别", most=40)
    item = TextField("项目", [Required("写项目，比如“大巴租赁”。")], most=120)
    unit_price = MoneyField("单价（元）")
    quantity = DecimalField("数量")
    unit = TextField("单位", most=20)
    times = DecimalField("× 次数", description="天数、餐数、晚数；不用就空着")
    times_unit = TextField("次数单位", most=20)
    stated = MoneyField("总额（元）", description="没有单价和数量时才填")
    source = TextField("资金来源", most=60)
    basis = TextField("依据、备注", most=400)

    def values(self) -> dict[str, Any]:
        values = super().values()
        line = Line(key="", **values)
        if line.computed is not None and line.computed == values["stated"]:
            values["stated"] = None
        return values


class SafetyForm(RowForm):
    """One line of the safety list."""

    columns = (
        ("item", ("检查项", "检查内容", "内容", "项目")), ("role", ("责任人", "职责", "负责")), ("phase", ("阶段", "时间")),
        ("required", ("必查", "必须")), ("done_by", ("检查人",)), ("done_on", ("检查日期", "完成日期")),
    )  # fmt: skip
    item = TextField("检查项", [Required("写检查内容。")], most=300)
    role = TextField("负责", most=60)
    phase = EnumField(SafetyPhase, "阶段")
    required = TickField("必查")
    done_by = TextField("检查人", most=40)
    done_on = DayField("检查日期")


class AttachmentForm(RowForm):
    """What an attachment is called on paper."""

    name = TextField("附件名称", [Required("写附件名称。")], most=120)


class ParticipantForm(RowForm):
    """A child on the roster."""

    columns = (
        ("name", ("姓名", "学生姓名", "儿童姓名")), ("sex", ("性别",)), ("school_class", ("班级", "学校", "学校班级", "年级", "学校或班级")),
        ("guardian", ("监护人", "家长", "家长姓名", "监护人姓名")), ("phone", ("电话", "手机", "联系电话", "监护人电话")),
        ("remark", ("备注", "健康", "过敏")),
    )  # fmt: skip
    name = TextField("姓名", [Required("写姓名。")], most=40)
    sex = EnumField(Sex, "性别", blank="待定")
    school_class = TextField("学校、班级", most=80)
    guardian = TextField("监护人", most=40)
    phone = TextField("监护人电话", most=40)
    remark = TextField("备注", most=400, description="过敏、用药等，只有负责人和共同编辑能看到")


ROW_FORMS: dict[str, type[RowForm]] = {
    "sections": SectionForm,
    "parties": PartyForm,
    "phases": PhaseForm,
    "stops": StopForm,
    "head_counts": HeadCountForm,
    "duties": DutyForm,
    "schedule": ScheduleForm,
    "contacts": ContactForm,
    "supplies": SupplyForm,
    "budget": BudgetForm,
    "safety": SafetyForm,
    "attachments": AttachmentForm,
    "participants": ParticipantForm,
}

__all__: Sequence[str] = ("CATEGORIES", "ROW_FORMS", "SOURCES", "RowForm")
