"""A thing to bring or to buy."""

from collections.abc import Mapping
from typing import Any

from wtforms.validators import ValidationError

from budgets import QuantityError, format_quantity, parse_quantity
from planner.dossier import Dossier
from planner.fields import GONE, display
from planner.forms.choices import DutyField
from planner.forms.fields import Required, TextField
from planner.forms.row import RowForm


class SupplyForm(RowForm):
    """A thing to bring or to buy."""

    noun = "supplies"
    columns = (
        ("name", ("物资", "名称", "物品", "品名")),
        ("spec", ("规格", "型号")),
        ("quantity", ("数量",)),
        ("unit", ("单位",)),
        ("duty", ("负责人", "负责")),
        ("remark", ("备注",)),
    )
    name = TextField("物资", [Required("写物资名称。")], most=80)
    spec = TextField("规格", most=120)
    quantity = TextField("数量", most=20, description="数字，或写“若干”")
    unit = TextField("单位", most=20)
    duty = DutyField("负责人")
    remark = TextField("备注", most=400)

    def process(self, formdata: Any = None, obj: Any = None, data: Any = None, **kwargs: Any) -> None:
        super().process(formdata, obj, data, **kwargs)
        if obj is not None and self.quantity.raw_data is None:
            self.quantity.data = "若干" if obj.loose else "" if obj.quantity is None else format_quantity(obj.quantity)

    def offer(self, dossier: Dossier) -> None:
        self.duty.offer_duties(dossier.duties)

    def validate_quantity(self, field: TextField) -> None:
        text = (field.data or "").strip()
        try:
            self._quantity = None if text in ("", "若干", "待定") else parse_quantity(text)
        except QuantityError as error:
            raise ValidationError(f"{error}不知道多少，写“若干”。") from None

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["loose"] = values["quantity"] == "若干"
        values["quantity"] = self._quantity
        values["duty"] = values["duty"] or ""
        return values

    def display_values(self, values: Mapping[str, Any]) -> dict[str, str]:
        quantity = "若干" if values["loose"] else display(values["quantity"])
        return super().display_values(values) | {"quantity": quantity, "duty": self.duty.label_of(values["duty"], GONE)}
