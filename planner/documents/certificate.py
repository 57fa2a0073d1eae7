"""志愿服务记录证明.pdf: what a volunteer did, by day, stated by the unit that recorded it; free, and never official."""

from typing import Any

from planner.days import say_date
from planner.documents.qrcodes import make_qr
from planner.documents.typesetting import typeset
from planner.people.certificate import Certificate, CertificateLine
from planner.people.hours import format_hours
from planner.telling import UNKNOWN

# More lines go on overleaf.
FIRST_PAGE = 8
# No red and no seal: whoever wants one stamps the paper (art. 15), and no picture of one is ours to print.
DISCLAIMER = (
    "本证明由记录单位按《志愿服务记录与证明出具办法（试行）》据自己的记录开具，不收费，不作商业用途；"
    "不是全国志愿服务信息系统出具的证明。"
)


def build_certificate(certificate: Certificate) -> bytes:
    """The certificate as PDF, A4. The same data gives the same bytes; user text is printed as it stands.

    More than eight lines go on overleaf below the heading again; the total stands once, under the last line.
    """
    lines = [_line(line) for line in sorted(certificate.lines, key=lambda line: line.day)]
    data = {
        "number": certificate.number,
        "person": certificate.person,
        "hours": certificate.hours,
        "pages": [lines[:FIRST_PAGE], *([lines[FIRST_PAGE:]] if lines[FIRST_PAGE:] else [])],
        "remarks": certificate.remarks,
        "issuer": _issuer(certificate),
        "qr": make_qr(certificate.address),
        "check": f"扫码核对真假，或打开 {certificate.page}，输入编号和校验码 {certificate.code}。",
        "disclaimer": DISCLAIMER,
    }
    return typeset("certificate.typ", data)


def _line(line: CertificateLine) -> list[str]:
    where = "，".join(part for part in (line.event, line.place) if part)
    return [say_date(line.day), where, line.content or UNKNOWN, format_hours(line.minutes)]


def _issuer(certificate: Certificate) -> list[Any]:
    issuer = certificate.issuer
    rows = [
        ("记录单位", f"{issuer.unit}（盖章）"),
        ("经办人", issuer.handler),
        ("联系电话", issuer.phone),
        ("开具日期", say_date(certificate.issued_on)),
    ]
    return [row for row in rows if row[1]]
