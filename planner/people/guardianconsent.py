"""What the paper says by which a guardian agrees, where nobody signs on a phone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConsentShift:
    """A shift that the guardian agrees to, in words."""

    when: str
    post: str
    place: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianConsent:
    """One paper. What is not known of the guardian is a line to be filled in; `call` is whom to ask."""

    event: str
    organiser: str
    volunteer: str
    born: str
    shifts: tuple[ConsentShift, ...]
    risk: str
    guardian: str = ""
    phone: str = ""
    responsible: str = ""
    call: str = ""
