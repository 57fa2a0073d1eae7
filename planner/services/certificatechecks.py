"""Whether a certificate is what its paper says, for whoever holds the paper: it is told no more than the paper says."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from hmac import compare_digest

from planner import clock
from planner.people.certificate import Certificate
from planner.people.certificatefacts import read_facts
from planner.queries.certificates import find_by_number


class Verdict(Enum):
    """What is said of a number and a code."""

    GENUINE = auto()
    CHANGED = auto()
    OUTDATED = auto()
    WITHDRAWN = auto()
    ERASED = auto()
    UNKNOWN = auto()

    @property
    def is_wrong(self) -> bool:
        """Whether it was a guess, as far as anybody can tell."""
        return self in (Verdict.CHANGED, Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class CheckedCertificate:
    """The answer. Only a genuine one has `facts`; `since` is when it was withdrawn, outdated or erased."""

    verdict: Verdict
    facts: Certificate | None = None
    since: date | None = None


def check_certificate(number: str, code: str) -> CheckedCertificate:
    """Judge a number and a code as they were read from paper; never a fact to whoever has not both."""
    found = find_by_number(number) if number else None
    if found is None:
        return CheckedCertificate(Verdict.UNKNOWN)
    if found.erased_at is not None:
        return CheckedCertificate(Verdict.ERASED, since=clock.local(found.erased_at).date())
    if not compare_digest(found.code.encode(), code.encode()):
        return CheckedCertificate(Verdict.CHANGED)
    for verdict, moment in ((Verdict.WITHDRAWN, found.withdrawn_at), (Verdict.OUTDATED, found.outdated_at)):
        if moment is not None:
            return CheckedCertificate(verdict, since=clock.local(moment).date())
    return CheckedCertificate(Verdict.GENUINE, read_facts(found.facts))
