"""The title of a plan and its theme."""

import re

from planner.intake.plans.entries import Entry
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field

_ENDS = re.compile(
    r"(?:方案|策划书?|策划案|计划书?|安排表?|通知|预案|打算|设想|告家长书|一封信|邀请函"
    r"|倡议书|流程表?|请示|实施细则|议程|日程表?|活动|须知|公告)"
    r"(?:\d+|[一二三四五六七八九十]|篇\d+|\(.{1,8}\)|（.*）|\s*\d+)?$"
)
_PLANS = re.compile(r"方案|策划|计划|安排|预案|打算|设想")
_LETTERS = re.compile(r"通知|请示|一封信|报告|批复")
_STOPS = re.compile(r"[。；;！？]|[:：]$|[，,].{12,}")
_SLOGANS = re.compile(r"[“\"「『]([^”\"」』]{3,30})[”\"」』]")
_THEME_IN_TEXT = re.compile(r"(?:主题|口号)(?:是|为|:|定为)?\s*[“\"「『《]([^”\"」』》]{2,40})[”\"」』》]")
_HEAD = 14
_AFTER_HEAD = 400


def find_title(plan: Plan) -> list[Fact]:
    """The line that names the document; of a letter with the plan behind it, the plan's."""
    found = _candidates(plan)
    plans = [entry for entry in found if _PLANS.search(entry.part.text[-12:])]
    if found and _LETTERS.search(found[0].part.text[-6:]) and len(plans) > 0:
        found = plans
    if not found:
        return []
    title = _with_line_before(plan, found[0])
    return [state(Field.TITLE, "title-line", 0.95 if _ENDS.search(title.text) else 0.7, title, _doubt(title))]


def _doubt(title: Part) -> str:
    return "" if _ENDS.search(title.text) else "像标题，但没有写“方案”"


def _candidates(plan: Plan) -> list[Entry]:
    """Lines that could be titles: at the head, or alone after an attachment's heading."""
    found: list[Entry] = []
    limit = _HEAD
    for at, entry in enumerate(plan.lines[:_AFTER_HEAD]):
        text = entry.part.text
        if entry.label == "appendix" or (_ENDS.search(text) and _LETTERS.search(text[-6:])):
            limit = max(limit, at + _HEAD)
        if at >= limit or (found and entry.label and not entry.nested and len(found) > 1):
            break
        if _could_be_title(entry):
            found.append(entry)
    return found


def _could_be_title(entry: Entry) -> bool:
    text = entry.part.text
    if entry.style not in ("", "#", "##", "han-brackets") or entry.label or not 4 <= len(text) <= 60:
        return False
    if entry.style == "#":
        return True
    return not _STOPS.search(_SLOGANS.sub("", text)) and bool(_ENDS.search(text)) and "\t" not in text


def _with_line_before(plan: Plan, entry: Entry) -> Part:
    """The title with the line before it where it was broken: it begins in the middle of a word."""
    at = plan.lines.index(entry)
    before = plan.lines[at - 1] if at else None
    title = entry.part.strip("—- 《》")
    if before is None or before.label or before.style or before.gap or entry.gap or _ENDS.search(before.part.text):
        return title
    if before.part.text.endswith(("”", "。", "！", "：", ":")) or re.match("[—“]", entry.part.text):
        return title
    short = len(title.text) <= 12 and not title.text.startswith(("关于", "20")) and not _SLOGANS.search(title.text)
    return before.part.join(title) if short and len(before.part.text) <= 30 else title


def find_theme(plan: Plan, titles: list[Fact]) -> list[Fact]:
    """What the plan calls its theme or slogan; else a slogan in the text's head or in its title."""
    for part in plan.values("theme"):
        theme = _bare(part)
        if len(theme.text) > 1 and not re.fullmatch(r"[xX×*…\-]+|待定", theme.text):
            return [state(Field.THEME, "theme-label", 0.97, theme)]
    for entry in plan.lines:
        if match := _THEME_IN_TEXT.search(entry.part.text):
            return [state(Field.THEME, "theme-in-text", 0.95, entry.part.cut(match.start(1), match.end(1)))]
    return _slogan(plan, titles) or _in_first_lines(plan)


_HELD = re.compile(r"(?:举行|举办|开展|组织|启动|参加)(?:以|主题为)?\s*[“\"「]([^”\"」\d]{4,24})[”\"」]")


def _in_first_lines(plan: Plan) -> list[Fact]:
    for entry in plan.lines[:8]:
        if match := _HELD.search(entry.part.text):
            reason = "没有写“主题”，取自引号里的名称"
            return [state(Field.THEME, "quoted-name", 0.7, entry.part.cut(match.start(1), match.end(1)), reason)]
    return []


def _bare(part: Part) -> Part:
    """Without quotes, without an end, without the sentence that goes on to explain it."""
    if match := re.match(r"[“\"「『《]([^”\"」』》]+)[”\"」』》](?:\(.*\))?[。.]?$", part.text):
        return part.cut(match.start(1), match.end(1))
    if (match := re.match(r"[“\"]([^”\"]+)[”\"]", part.text)) and len(match[1]) > 5:
        return part.cut(match.start(1), match.end(1))
    return part.split(re.compile("。|；"))[0].strip('“”"。.；;《》 ') if part.text.strip("。；") else part.cut(0, 0)


def _slogan(plan: Plan, titles: list[Fact]) -> list[Fact]:
    title = next((fact.value for fact in titles), "")
    for entry in plan.lines[:6]:
        text = entry.part.text
        if entry.label or entry.style:
            break
        if title and text and (text in title or title in text):
            if match := _SLOGANS.search(text):
                return [state(Field.THEME, "title-slogan", 0.8, entry.part.cut(match.start(1), match.end(1)), _REASON)]
            continue
        if is_slogan(text):
            return [state(Field.THEME, "slogan-line", 0.85, entry.part.strip('“”"。《》 '), _REASON)]
    return _in_title(plan, title)


_REASON = "没有写“主题”，取自标题或口号"
_TWO_HALVES = re.compile(
    r"[\u4e00-\u9fff“”\"]{3,12}(?:[，,、\s·]"
    r"|——)+[\u4e00-\u9fff“”\"]{3,12}(?:[，,、—\s]+[\u4e00-\u9fff“”\"]{3,10})*[。！]?"
)


def is_slogan(text: str) -> bool:
    """Whether a line is a slogan: two or three short halves, or nothing but quoted words."""
    bare = text.strip('“”"。！ ')
    if re.search(
        r"\d|[:：]|各位|尊敬|单位|名|小学$|中学$|主办|、.{2,6}、|全体|老师$|家长"
        r"|[省市县区镇乡村]|^为|方案|特制|通知|参加|举行|开展",
        bare,
    ):
        return False
    return bool(_TWO_HALVES.fullmatch(bare)) or bool(re.fullmatch(r"[“\"][^”\"]{4,24}[”\"]", text.strip()))


def _in_title(plan: Plan, title: str) -> list[Fact]:
    for entry in plan.lines[:_AFTER_HEAD]:
        if (
            title
            and (entry.part.text in title or title in entry.part.text)
            and (match := _SLOGANS.search(entry.part.text))
        ):
            return [state(Field.THEME, "title-slogan", 0.8, entry.part.cut(match.start(1), match.end(1)), _REASON)]
    return []
