"""The attachments of a plan: uploaded files, and what they are called on paper."""

from flask_wtf import FlaskForm

from planner.filetypes import FILE_TYPES, accept_types
from planner.forms.fields import Required, TextField
from planner.forms.row import RowForm


class AttachmentForm(RowForm):
    """What an attachment is called on paper."""

    noun = "attachments"
    name = TextField("附件名称", [Required("写附件名称。")], most=120)


class AttachmentUploadForm(FlaskForm):
    """Uploaded files; they are taken one by one, and the form says which of them could not be kept."""

    accept = accept_types(*FILE_TYPES)
