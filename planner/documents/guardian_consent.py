"""志愿者监护人同意书.pdf: one page to be signed by hand and given to the organiser."""

from dataclasses import asdict

from planner.documents.typesetting import shorten, typeset
from planner.people.guardianconsent import GuardianConsent


def build_guardian_consent(consent: GuardianConsent) -> bytes:
    """The paper as PDF, A4; what is not known is left as a line. The same data gives the same bytes."""
    data = asdict(consent)
    data["event"] = consent.event or "活动"
    data["shifts"] = [{**shift, "task": shorten(shift["task"], 60)} for shift in data["shifts"]]
    return typeset("guardian_consent.typ", data)
