"""志愿服务记录证明.pdf, read back."""

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp

from planner.documents.certificate import DISCLAIMER, build_certificate
from planner.people.certificate import Certificate, CertificateIssuer, CertificateLine
from planner.people.hours import HoursRule
from tests.planner.documents.events import NASTY
from tests.planner.documents.pdfs import A4, pages_of, sizes_of

EVENT = "看见家乡的山和水"
CERTIFICATE = Certificate(
    "BSZX-2027-0042",
    "林知远",
    (
        CertificateLine(date(2027, 8, 10), EVENT, "江口湿地栈道", "栈道看护", 150),
        CertificateLine(date(2027, 8, 8), EVENT, "白石镇中心小学", "物资清点、装车", 120),
        CertificateLine(date(2027, 8, 11), EVENT, "", "纪念园引导", 120),
    ),
    CertificateIssuer("白石镇中心小学少先队大队", "陈老师", "0800-8000007"),
    date(2027, 8, 20),
    "https://hd.example/z/BSZX-2027-0042/4r8w",
    "hd.example/z",
    "4r8w",
    "男",
    "2004年11月",
    "3600**********0017",
    "白石镇中心小学少先队大队",
    "周老师",
    "五星",
    date(2027, 8, 18),
)


def _days(count: int) -> Certificate:
    lines = (CertificateLine(date(2027, 7, 1 + n), EVENT, "县城", f"第{n}项", 90) for n in range(count))
    return replace(CERTIFICATE, lines=tuple(lines))


def _code(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        picture = document[len(document) - 1].render(scale=2).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_facts_of_article_15_and_the_rest():
    pdf = build_certificate(CERTIFICATE)
    (page,) = pages_of(pdf)
    assert sizes_of(pdf) == {A4}
    assert page.startswith(
        "志愿服务记录证明编号BSZX-2027-0042"
        "林知远，男，2004年11月生，身份证号3600**********0017，在下列活动中提供志愿服务，经核定共6.5小时，特此证明。"
        "日期活动、地点服务内容小时"
        "2027年8月8日看见家乡的山和水，白石镇中心小学物资清点、装车2.0"
        "2027年8月10日看见家乡的山和水，江口湿地栈道栈道看护2.5"
        "2027年8月11日看见家乡的山和水纪念园引导2.0"
        "服务时间合计6.5"
        "服务时间按实际服务计，不含往返路程，以半小时为单位，一天最多8小时。"
        "活动组织单位：白石镇中心小学少先队大队；活动负责人：周老师。服务评价：五星，2027年8月18日。"
        "记录单位白石镇中心小学少先队大队（盖章）经办人陈老师联系电话0800-8000007开具日期2027年8月20日"
    )
    assert page.endswith("扫码核对真假，或打开hd.example/z，输入编号和校验码4r8w。" + DISCLAIMER)


def test_code_opens_the_page_that_confirms():
    assert _code(build_certificate(CERTIFICATE)) == ["https://hd.example/z/BSZX-2027-0042/4r8w"]
    assert _code(build_certificate(_days(9))) == ["https://hd.example/z/BSZX-2027-0042/4r8w"]


@pytest.mark.parametrize(("count", "on_pages"), [(1, [1]), (8, [8]), (9, [8, 1]), (24, [8, 16]), (31, [8, 23, 0])])
def test_more_than_eight_days_go_on_overleaf(count, on_pages):
    pages = pages_of(build_certificate(_days(count)))
    assert [page.count("2027年7月") for page in pages] == on_pages
    assert [page.count("日期活动、地点服务内容小时") for page in pages] == [1 for days in on_pages if days] + [
        0
    ] * on_pages.count(0)
    assert "".join(pages).count("服务时间合计") == 1
    assert f"第{count - 1}项1.5服务时间合计{count * 1.5}" in "".join(pages)
    assert ("第1页，共" in pages[0]) is (len(on_pages) > 1)
    assert "记录单位" in pages[-1]


def test_parts_that_are_not_known_are_left_out():
    bare = Certificate("1", "甲", CERTIFICATE.lines[:1], CertificateIssuer("镇团委"), date(2027, 8, 20), "x", "y", "z")
    page = pages_of(build_certificate(bare))[0]
    assert "甲，在下列活动中" in page
    assert "以半小时为单位，一天最多8小时。记录单位镇团委（盖章）开具日期2027年8月20日" in page


def test_rule_of_the_unit_is_stated():
    page = pages_of(build_certificate(replace(CERTIFICATE, rule=HoursRule(60, 0))))[0]
    assert "以一小时为单位。活动组织单位" in page


def test_nothing_on_it_calls_itself_official():
    page = pages_of(build_certificate(CERTIFICATE))[0]
    assert "不是全国志愿服务信息系统出具的证明" in page
    assert "官方" not in page


def test_user_text_is_never_markup():
    lines = (CertificateLine(date(2027, 8, 8), NASTY, '#x $y$ "z"', "*内容*", 30),)
    page = pages_of(build_certificate(replace(CERTIFICATE, name="李\U0003134c🎉", lines=lines)))[0]
    assert '#x$y$"z"*内容*0.5' in page
    assert "<script>alert(1)</script>" in page


def test_long_names_stay_on_one_page():
    issuer = CertificateIssuer("共青团云台县委员会、云台县教育局、白石镇中心小学少先队大队" * 2, "陈老师" * 8)
    pdf = build_certificate(replace(CERTIFICATE, name="阿依古丽·买买提·吐尔逊江" * 2, issuer=issuer))
    assert len(pages_of(pdf)) == 1
    assert "阿依古丽·买买提·吐尔逊江阿依古丽" in pages_of(pdf)[0].replace("‧", "·")


def test_same_certificate_gives_the_same_bytes():
    assert build_certificate(CERTIFICATE) == build_certificate(replace(CERTIFICATE))
