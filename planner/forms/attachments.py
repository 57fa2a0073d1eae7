"""What an attachment is called on paper."""

from planner.forms.fields import Required, TextField
from planner.forms.row import RowForm


class AttachmentForm(RowForm):
    """What an attachment is called on paper."""

    noun = "attachments"
    name = TextField("附件名称", [Required("写附件名称。")], most=120)
