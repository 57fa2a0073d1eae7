"""The attachments of a plan: uploaded files, and what they are called on paper."""

from flask_wtf import FlaskForm

from planner.filetypes import FILE_TYPES, accept_types
from planner.forms.choices import TickField
from planner.forms.fields import Required, TextField
from planner.forms.row import RowForm

NAMES_CHILDREN = "里面有孩子的姓名、照片或健康情况"
NAMES_CHILDREN_HINT = "孩子的信息保存到期时，文件会一起删除"


class AttachmentForm(RowForm):
    """What an attachment is called on paper, and whether it goes with the data of the children."""

    noun = "attachments"
    name = TextField("附件名称", [Required("写附件名称。")], most=120)
    names_children = TickField(NAMES_CHILDREN, description=NAMES_CHILDREN_HINT)


class AttachmentUploadForm(FlaskForm):
    """Uploaded files; they are taken one by one, and the form says which of them could not be kept."""

    names_children = TickField(NAMES_CHILDREN, description=NAMES_CHILDREN_HINT)
    accept = accept_types(*FILE_TYPES)
