"""Vouchers: what kept files prove."""

from flask_wtf import FlaskForm

from planner.enums import VoucherKind
from planner.filetypes import FILE_TYPES, accept_types
from planner.forms.choices import EnumField
from planner.forms.fields import Required, TextField
from planner.forms.row import RowForm


class VoucherForm(RowForm):
    """What a kept file proves, and what it is called; its bytes stay as they were uploaded."""

    noun = "vouchers"
    kind = EnumField(VoucherKind, "种类")
    filename = TextField("文件名", [Required("写文件名。")], most=200)


class VoucherUploadForm(FlaskForm):
    """What the uploaded files prove; phones offer their camera for an image."""

    accept = f"image/*,{accept_types(*FILE_TYPES)}"
    kind = EnumField(VoucherKind, "种类")
