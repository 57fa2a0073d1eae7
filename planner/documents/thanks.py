"""感谢信.docx: a letter to each partner and donor, on a page of its own."""

import re
from collections.abc import Iterator

from planner.documents import gbt9704 as paper
from planner.documents.plan import compose_closing
from planner.documents.result_wording import format_figure, format_filing_day, say_draft
from planner.enums import EventStatus, GroupSide
from planner.report.edition import SummaryEdition
from planner.report.results import Results, ResultSection, Supporter
from planner.report.turnout import EVERYBODY

TITLE = "感谢信"
NOBODY = "没有记录要感谢的单位和个人：没有协办、支持单位，也没有到账的捐赠。"
_UNIT = re.compile(
    "(?:公司|集团|企业|厂|店|商行|超市|银行|基金会?|协会|商会|学会|联合会|委员会|委|局|厅|部|处|科|办|院|校|学|中心|"
    "站|所|馆|社|团|队|村|镇|乡|街道|社区|大队|支部|书屋|医院|电视台|报社)$"
)


def build_thanks(edition: SummaryEdition) -> bytes:
    """The letters as .docx; where nobody is to be thanked one page says so. The same edition gives the same bytes."""
    results = edition.results
    body: list[str] = []
    for supporter in results.supporters:
        body.append(paper.paragraph(paper.run(TITLE), "Title", layout=paper.PAGE_BREAK if body else ""))
        body += [*say_draft(edition), paper.blank_line(), *_letter(edition, supporter)]
        body += compose_closing(results.facts.organisation, format_filing_day(edition))
    if not body:
        body = [paper.paragraph(paper.run(TITLE), "Title"), paper.blank_line(), paper.text_paragraph(NOBODY)]
    return paper.build_document(body, title=f"{edition.filed.title}{TITLE}", author=results.facts.organisation)


def _letter(edition: SummaryEdition, supporter: Supporter) -> Iterator[str]:
    you = "贵单位" if _UNIT.search(supporter.name) else "您"
    yield paper.paragraph(paper.run(f"{supporter.name}："), layout=paper.NO_INDENT)
    yield paper.text_paragraph(_tell_event(edition))
    yield paper.text_paragraph(_tell_support(supporter, you))
    yield paper.text_paragraph(f"谨向{you}表示衷心的感谢。")
    yield paper.text_paragraph("此致")
    yield paper.paragraph(paper.run("敬礼！"), layout=paper.NO_INDENT)


def _tell_event(edition: SummaryEdition) -> str:
    """2027年8月9日至11日，我们开展了“…”活动，29 名孩子参加。 As far as the records say it."""
    results, title = edition.results, edition.filed.title
    when = results.days
    if results.facts.status is EventStatus.CANCELLED:
        return f"{f'原定{when}的' if when else ''}“{title}”活动取消了。"
    lead = f"{when}，" if when else ""
    came = _tell_children(results)
    return f"{lead}我们开展了“{title}”活动{f'，{came}参加' if came else ''}。"


def _tell_children(results: Results) -> str:
    """29 名孩子, 31 人 where they have no name together; "" while their number is unknown."""
    rows = [row for row in results.of_section(ResultSection.PEOPLE) if row.part == GroupSide.CHILD.label]
    together = rows[-1] if rows else None  # the sum, where there is one
    if together is None or not together.actual:
        return ""
    count, name = format_figure(together, together.actual), together.label.removesuffix("合计")
    return f"{count} 人" if name in (GroupSide.CHILD.label, EVERYBODY) else f"{count} {together.unit}{name}"


def _tell_support(supporter: Supporter, you: str) -> str:
    """这次活动由贵单位协办。收到贵单位捐赠的书包 30 个，到账 5,000.00 元。 Each as it is recorded."""
    did = f"这次活动得到{you}的{'、'.join(supporter.parts)}。" if supporter.parts else ""
    given = [f"捐赠的{'、'.join(supporter.goods)}"] if supporter.goods else []
    given += [f"{'款项' if given else '捐助的款项'} {supporter.money:,.2f} 元"] if supporter.money is not None else []
    return did + (f"我们收到了{you}{'和'.join(given)}。" if given else "")
