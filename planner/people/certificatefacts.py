"""What a certificate said when it was issued, as text that can be kept; its number; what people type of both."""

import json
import unicodedata
from dataclasses import asdict
from datetime import date
from typing import Any

from planner.people.certificate import Certificate, CertificateIssuer, CertificateLine
from planner.people.hours import HoursRule

# Where it can be checked is known when it is printed: the address of the house may be another one by then.
_NOT_KEPT = ("address", "page", "code")
_DAYS = ("issued_on", "evaluated_on")
# Without those that are mistaken for others: 0 and o, 1, i and l.
CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 8
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))
_LONGEST_TYPED = 40


def write_facts(certificate: Certificate) -> str:
    """All that the paper states, as JSON; `read_facts` gives it back."""
    facts = asdict(certificate)
    for name in _NOT_KEPT:
        del facts[name]
    return json.dumps(facts, ensure_ascii=False, default=_day_text)


def _day_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no fact of a certificate")


def read_facts(text: str, *, address: str = "", page: str = "", code: str = "") -> Certificate:
    """The certificate as it was issued, to be checked at that address."""
    facts = json.loads(text)
    for name in _DAYS:
        facts[name] = date.fromisoformat(facts[name]) if facts[name] else None
    facts["lines"] = tuple(
        CertificateLine(**line | {"day": date.fromisoformat(line["day"])}) for line in facts["lines"]
    )
    facts["issuer"] = CertificateIssuer(**facts["issuer"])
    facts["rule"] = HoursRule(**facts["rule"]) if facts["rule"] else None
    return Certificate(**facts, address=address, page=page, code=code)


def number_of(letters: str, year: int, running: int) -> str:
    """BSZX-2027-0042: the letters of the unit, the year, how many there were."""
    return f"{letters}-{year}-{running:04d}"


def read_number(typed: str) -> str:
    """A number as it was typed from paper: without blanks, in capital letters, with plain dashes and figures."""
    plain = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).translate(_DASHES)
    return "".join(plain.split()).upper()


def read_code(typed: str) -> str:
    """A check code as it was typed from paper: without blanks, in small letters."""
    return "".join(unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).split()).lower()
