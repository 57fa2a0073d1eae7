"""A place of the event."""

from planner.forms.choices import TickField
from planner.forms.fields import Required, TextField
from planner.forms.row import RowForm


class StopForm(RowForm):
    """A place of the event."""

    noun = "stops"
    columns = (
        ("name", ("地点", "名称", "站点")),
        ("address", ("地址",)),
        ("free_entry", ("免票",)),
        ("remark", ("备注",)),
    )
    name = TextField("地点", [Required("写地点名称。")], most=80)
    address = TextField("地址", most=200)
    free_entry = TickField("免票")
    remark = TextField("备注", most=400)
