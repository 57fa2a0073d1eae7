"""What every form that saves over something has: the version that its user saw."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField

from planner.numerals import read_number


class VersionedForm(FlaskForm):
    """A form with the version of what it edits, which guards against lost updates."""

    version = HiddenField()

    @property
    def version_number(self) -> int:
        """The version that was seen; 0, which never fits, when the field is missing or was tampered with."""
        text = str(self.version.raw_data[0]) if self.version.raw_data else ""
        return read_number(text, most_digits=9) or 0

    def values(self) -> dict[str, Any]:
        """What was typed, by the name of its column; call after `validate`."""
        return {name: value for name, value in self.data.items() if name not in ("version", "csrf_token")}

    def accept_version(self, version: int) -> None:
        """After a clash: the next save writes over `version`."""
        self.version.raw_data, self.version.data = None, str(version)
