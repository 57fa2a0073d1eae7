"""感谢信.docx and 给家长的信.docx, read back by python-docx."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from planner.documents.home_letter import build_home_letter
from planner.documents.thanks import NOBODY, build_thanks
from planner.dossier import HeadCount
from planner.enums import EventStatus
from planner.report.edition import SummaryEdition
from planner.report.prose import Skeleton
from planner.report.results import Supporter
from tests.planner.editions import draft_of, filed_of, tour_records, with_facts
from tests.planner.reportvalues import actuals, told

CLOSING = ["此致", "敬礼！", "白石镇中心小学", "2027年8月17日"]


def read(build: Callable[[SummaryEdition], bytes], edition: SummaryEdition) -> list[str]:
    """The lines of the letters."""
    return [p.text for p in Document(io.BytesIO(build(edition))).paragraphs if p.text]


def thanking(*supporters: Supporter, edition: SummaryEdition | None = None) -> SummaryEdition:
    """A summary after which these are to be thanked."""
    edition = edition or filed_of(tour_records())
    return replace(edition, filed=replace(edition.filed, results=replace(edition.results, supporters=supporters)))


def test_everybody_has_a_letter_of_their_own_that_says_what_is_recorded() -> None:
    event = "2027年8月9日至11日，我们开展了“看见家乡的山和水”活动，29 名四至六年级留守儿童参加。"

    assert read(build_thanks, filed_of(tour_records())) == [
        *("感谢信", "团县委：", event, "这次活动得到贵单位的协办。", "谨向贵单位表示衷心的感谢。", *CLOSING),
        *("感谢信", "青禾书店：", event, "这次活动得到贵单位的支持。我们收到了贵单位捐赠的书包 30 个。"),
        *("谨向贵单位表示衷心的感谢。", *CLOSING),
        *("感谢信", "爱心商会：", event, "我们收到了贵单位捐赠的矿泉水 20 箱和款项 5,000.00 元。"),
        *("谨向贵单位表示衷心的感谢。", *CLOSING),
    ]


@pytest.mark.parametrize(
    ("name", "you"), [("王女士", "您"), ("何建国", "您"), ("县民政局", "贵单位"), ("云台县供销超市", "贵单位")]
)
def test_persons_and_units_are_spoken_to_in_their_own_way(name: str, you: str) -> None:
    said = read(build_thanks, thanking(Supporter(name=name, goods=("油 2 桶", "米 3 袋"))))

    assert f"我们收到了{you}捐赠的油 2 桶、米 3 袋。" in said


def test_letters_begin_pages() -> None:
    document = Document(io.BytesIO(build_thanks(filed_of(tour_records()))))

    titles = [p for p in document.paragraphs if p.text == "感谢信"]
    assert [p._p.pPr.find(qn("w:pageBreakBefore")) is not None for p in titles] == [False, True, True]


def test_without_anybody_to_thank_one_page_says_so() -> None:
    assert read(build_thanks, thanking()) == ["感谢信", NOBODY]


def test_after_a_cancelled_event_nobody_is_told_that_it_took_place() -> None:
    given = tour_records(dossier=with_facts(status=EventStatus.CANCELLED))

    assert "原定2027年8月9日至11日的“看见家乡的山和水”活动取消了。" in read(build_thanks, draft_of(given))


def test_number_of_participants_is_left_out_while_it_is_unknown() -> None:
    unknown = replace(tour_records(), actuals=replace(tour_records().actuals, answers={}))

    assert "2027年8月9日至11日，我们开展了“看见家乡的山和水”活动。" in read(build_thanks, filed_of(unknown))


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ({"g1": "留守儿童", "g2": "孤儿"}, "31 名孩子参加"),
        ({"g1": "留守儿童", "g2": "家长"}, "31 人参加"),
        ({"g1": "敬老院老人"}, "20 名敬老院老人参加"),
    ],
)
def test_participants_are_called_what_they_are_together(groups: dict[str, str], said: str) -> None:
    came = {"g1": 20, "g2": 11}
    dossier = replace(
        tour_records().dossier, head_counts=tuple(HeadCount(key, name, came[key]) for key, name in groups.items())
    )
    answers = actuals(*(told(f"head_counts/{key}", came[key]) for key in groups))

    letters = read(build_thanks, filed_of(tour_records(dossier=dossier, said=answers)))
    assert f"活动，{said}。" in letters[2]


def test_letter_home_begins_at_the_margin_and_says_nothing_of_money() -> None:
    document = Document(io.BytesIO(build_home_letter(filed_of(tour_records()))))

    greeting, first = [p for p in document.paragraphs if p.text][1:3]
    assert greeting.text == "各位家长："
    assert [p._p.pPr.find(qn("w:ind")) is not None for p in (greeting, first)] == [True, False]
    assert not any("元" in p.text for p in document.paragraphs)


def test_letter_home_that_was_filed_is_printed_as_it_was_filed() -> None:
    edition = filed_of(tour_records(), skeleton=Skeleton.LETTER)
    (greeting, *_rest) = edition.filed.chapters

    said = read(build_home_letter, replace(edition, filed=replace(edition.filed, chapters=(greeting,))))
    assert said == ["致家长的一封信", "各位家长：", "白石镇中心小学", "2027年8月17日"]
