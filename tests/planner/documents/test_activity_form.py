"""活动登记表.docx, read back by python-docx."""

import io

from docx import Document

from planner.documents.activity_form import build_activity_form
from planner.dossier import Dossier, Facts
from planner.enums import EventStatus
from planner.money.ledger import Ledger
from planner.report.edition import SummaryEdition
from tests.planner.editions import draft_of, filed_of, tour_records, with_facts
from tests.planner.reportvalues import actuals, records


def read(edition: SummaryEdition) -> dict[str, str]:
    """What stands beside each label of the form."""
    (table,) = Document(io.BytesIO(build_activity_form(edition))).tables
    found: dict[str, str] = {}
    for row in table.rows:
        texts = [cell.text for cell in row.cells]
        found |= {texts[0]: texts[1]} if texts[1] == texts[3] and texts[1] == texts[2] else dict([texts[:2], texts[2:]])
    return found


def test_form_says_what_is_recorded() -> None:
    said = read(filed_of(tour_records()))

    assert said["活动名称"] == "看见家乡的山和水"
    assert (said["活动类别"], said["负责人"]) == ("暑期研学/夏令营", "周老师")
    assert (said["活动时间"], said["活动地点"]) == ("2027年8月9日至11日", "云台县青少年宫")
    assert (said["主办单位"], said["承办单位"]) == ("白石镇中心小学", "少先队大队")
    assert said["协办、支持单位"] == "团县委、青禾书店"
    assert said["参加人数"].split("\n")[0] == "四至六年级留守儿童：29 名（计划 30 名）"
    assert (said["服务人次"], said["志愿服务"]) == ("87 人次", "5 名，8 人次，46.5 小时")
    assert said["优点"] == "做得顺的是“讲解好”。"
    assert said["物品和经费"].startswith("向 29 人次发放书包 29 个；")


def test_places_to_sign_and_to_seal_stay_empty() -> None:
    said = read(filed_of(tour_records()))

    assert (said["填表人"], said["填表日期"]) == ("", "　　年　　月　　日")
    assert all(said[name].split() == ["（盖章）", "签字：", "年", "月", "日"] for name in ("单位意见", "上级意见"))


def test_form_of_an_event_of_which_nothing_is_known_says_so() -> None:
    said = read(draft_of(records(dossier=Dossier(Facts(title="春游")), said=actuals(), ledger=Ledger())))

    assert [said[name] for name in ("活动主题", "活动时间", "活动地点")] == ["待定"] * 3
    assert said["参加人数"] == "参加人员：未记录"
    assert [said[name] for name in ("服务人次", "志愿服务", "活动经过", "优点", "不足", "物品和经费")] == ["未记录"] * 6
    assert (said["活动类别"], said["主办单位"]) == ("", "")


def test_form_of_a_cancelled_event_counts_nobody() -> None:
    said = read(filed_of(tour_records(dossier=with_facts(status=EventStatus.CANCELLED))))

    assert said["参加人数"] == "未记录"
    assert said["活动经过"].startswith("原定2027年8月9日至11日的“看见家乡的山和水”活动取消。")


def test_draft_says_that_it_is_one_and_a_filed_form_does_not() -> None:
    texts = [
        [p.text for p in Document(io.BytesIO(build_activity_form(edition))).paragraphs if p.text]
        for edition in (draft_of(tour_records()), filed_of(tour_records()))
    ]

    assert texts == [["活动登记表", "（草稿，没有定稿）"], ["活动登记表"]]
