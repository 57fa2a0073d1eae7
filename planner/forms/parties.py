"""The rows that stand with the facts: organisations, phases, stops, head counts."""

from planner.enums import PartyRole
from planner.forms.choices import EnumField
from planner.forms.fields import Required, TextField
from planner.forms.row import RowForm


class PartyForm(RowForm):
    """An organisation that takes part."""

    noun = "parties"
    columns = (("role", ("角色", "类型")), ("name", ("单位", "单位名称", "名称")))
    role = EnumField(PartyRole, "角色")
    name = TextField("单位", [Required("写单位名称。")], most=80)
