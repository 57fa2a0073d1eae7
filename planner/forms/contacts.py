"""Somebody to call who holds no duty."""

from planner.forms.fields import Required, TextField
from planner.forms.row import RowForm


class ContactForm(RowForm):
    """Somebody to call."""

    noun = "contacts"
    columns = (
        ("name", ("联系人", "姓名", "名称")),
        ("role", ("身份", "职务", "说明")),
        ("organisation", ("单位",)),
        ("phone", ("电话", "手机", "联系电话")),
    )
    name = TextField("联系人", [Required("写姓名或名称，比如“县人民医院急诊”。")], most=80)
    role = TextField("身份", most=60)
    organisation = TextField("单位", most=80)
    phone = TextField("电话", most=40)
