"""What the forms have in common by which a unit sets something from a day on."""

from typing import Any, ClassVar, NamedTuple

from planner.forms.choices import TickField
from planner.forms.fields import FullDateField, Required, TextField
from planner.forms.policylines import LinesField, PerHeadField
from planner.forms.versioned import VersionedForm

Entries = list[tuple[str, list[str]]]


class PolicyField(NamedTuple):
    """A field and how it is drawn: the class for its width, and attributes of its control."""

    field: Any
    width: str
    attributes: dict[str, Any]

    @classmethod
    def of(cls, field: Any) -> "PolicyField":
        """Lists are as long as they usually are; they and what is said in words take half a row, the longest all."""
        attributes = {"rows": field.row_count} if isinstance(field, LinesField) else {}
        if isinstance(field, PerHeadField):
            return cls(field, "f-wide", attributes)
        is_half = isinstance(field, LinesField | TextField | TickField)
        return cls(field, "f-half" if is_half else "", attributes)


class DatedForm(VersionedForm):
    """What a unit sets from a day on. `groups` are the parts: heading, what to know about it, names of the fields."""

    groups: ClassVar[tuple[tuple[str, str, tuple[str, ...]], ...]]
    document = TextField("文件名称和文号", most=120)
    effective_from = FullDateField(
        "从哪一天起执行", [Required("写从哪一天起执行，像 2027-01-01。")], description="年月日都写，像 2027-01-01"
    )
    confirmed = TickField("本单位已确认这些数字")

    def policy(self) -> Any:
        """What was typed as a value; call after `validate`."""
        raise NotImplementedError

    @staticmethod
    def describe(value: Any, name: str) -> tuple[str, list[str]]:
        """One entry of a value in words: its label, and its lines."""
        raise NotImplementedError

    @property
    def parts(self) -> list[tuple[str, str, list[PolicyField]]]:
        """The parts of the form with their fields."""
        return [(heading, note, [PolicyField.of(self[name]) for name in names]) for heading, note, names in self.groups]

    def differing(self, theirs: Any) -> list[tuple[str, str]]:
        """Where `theirs` differs from what was typed: label and their text; call after `validate`."""
        mine = self.policy()
        names = [name for _, _, group in self.groups for name in group]
        described = [(self.describe(mine, name), self.describe(theirs, name)) for name in names]
        return [(label, "\n".join(lines)) for own, (label, lines) in described if own != (label, lines)]

    @classmethod
    def limits(cls, value: Any) -> list[tuple[str, Entries]]:
        """All figures as people read them: heading, then label and lines of each."""
        of_figures = cls.groups[1:]
        return [(heading, [cls.describe(value, name) for name in names]) for heading, _, names in of_figures]
