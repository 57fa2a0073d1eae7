"""What a certificate said, kept as text; numbers and codes as people type them from paper."""

from dataclasses import replace
from datetime import date

import pytest

from planner.people.certificate import Certificate, CertificateIssuer, CertificateLine
from planner.people.certificatefacts import number_of, read_code, read_facts, read_number, write_facts
from planner.people.evaluations import say_evaluation
from planner.people.hours import HoursRule

PAPER = Certificate(
    number="BSZX-2027-0042",
    name="林知远",
    lines=(CertificateLine(date(2027, 8, 10), "看见家乡的山和水", "江口湿地栈道", "栈道看护", 150),),
    issuer=CertificateIssuer("白石镇中心小学", "陈老师", "0800-8000007"),
    issued_on=date(2027, 8, 20),
    address="https://hd.example/v/check/BSZX-2027-0042?code=4r8wk2mp",
    page="hd.example/v/check",
    code="4r8wk2mp",
    sex="男",
    born="2004年11月",
    evaluation="五星",
    evaluated_on=date(2027, 8, 18),
    rule=HoursRule(15, 0, beyond_shift=True),
)


def test_facts_are_read_back_as_they_were() -> None:
    where = {"address": PAPER.address, "page": PAPER.page, "code": PAPER.code}

    assert read_facts(write_facts(PAPER), **where) == PAPER
    bare = replace(PAPER, evaluated_on=None, lines=())
    assert read_facts(write_facts(bare), **where) == bare


def test_neither_code_nor_address_is_among_the_facts() -> None:
    text = write_facts(PAPER)

    assert [part for part in ("4r8wk2mp", "hd.example") if part in text] == []


@pytest.mark.parametrize(
    "typed",
    ["BSZX-2027-0042", " bszx-2027-0042 ", "ＢＳＺＸ－２０２７－００４２", "BSZX–2027—0042", "BSZX - 2027 - 0042"],
)
def test_number_is_read_however_it_is_typed(typed: str) -> None:
    assert read_number(typed) == number_of("BSZX", 2027, 42)


def test_what_is_far_too_long_is_no_number() -> None:
    assert len(read_number("9" * 10_000)) == 40


@pytest.mark.parametrize("typed", ["4r8wk2mp", "4R8W K2MP", "４r8wk2mp", " 4r8wk2mp\n"])
def test_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "4r8wk2mp"


@pytest.mark.parametrize(
    ("stars", "words", "said"), [(5, "", "五星"), (0, "细心", "细心"), (1, "细心", "一星，细心"), (0, "", "")]
)
def test_evaluation_in_words(stars: int, words: str, said: str) -> None:
    assert say_evaluation(stars, words) == said
