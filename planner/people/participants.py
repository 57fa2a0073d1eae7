"""The children on a roster."""

from planner.enums import Sex
from planner.nouns import row_of


@row_of("participants")
class Participant:
    """A child on the roster. All of it is sensitive data of a minor (PIPL art. 28): never log it, mask it on paper."""

    key: str
    name: str
    sex: Sex | None = None
    school_class: str = ""
    guardian: str = ""
    phone: str = ""
    remark: str = ""
