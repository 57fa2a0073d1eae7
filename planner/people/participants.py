"""The children on a roster."""

from dataclasses import dataclass

from planner.enums import Sex


@dataclass(frozen=True, slots=True)
class Participant:
    """A child on the roster. All of it is sensitive data of a minor (PIPL art. 28): never log it, mask it on paper."""

    key: str
    name: str
    sex: Sex | None = None
    school_class: str = ""
    guardian: str = ""
    phone: str = ""
    remark: str = ""
