"""What is typed from a certificate to check it."""

from flask_wtf import FlaskForm

from planner.forms.fields import Required, TextField
from planner.people.certificatefacts import read_code, read_number


class CheckForm(FlaskForm):
    """Number and code; asked with GET, so that the code on the paper is an address."""

    class Meta:
        csrf = False

    number = TextField("编号", [Required("写纸上的编号，比如 BSZX-2027-0042。")], most=40)
    code = TextField("校验码", [Required("写纸上的校验码，八位。")], most=40)

    @property
    def typed_number(self) -> str:
        """The number as numbers are kept."""
        return read_number(self.number.data or "")

    @property
    def typed_code(self) -> str:
        """The code as codes are kept."""
        return read_code(self.code.data or "")
