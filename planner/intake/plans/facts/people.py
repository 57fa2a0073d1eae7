"""Who does what: a named person a role."""

import re

from planner.intake.plans.entries import Entry
from planner.intake.plans.names import are_names, could_be_name, find_name, is_name
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field
from planner.intake.plans.tables import PlanTable
from planner.intake.plans.words import topic_of, word

_BETWEEN = re.compile(
    r"[、,，;；/]|\s+(?=[\u4e00-\u9fff]{2,4}(?:\s|$))|(?<=[\u4e00-\u9fff])(?:和|及)(?=[\u4e00-\u9fff]{2,3}(?:$|[、，]))"
)
_PAIRS = re.compile(
    r"(?:^|[;；。，,、\s(])\s*([\u4e00-\u9fff\s]{2,12}?)\s*[:：]\s*((?:[^:：;；。()]"
    r"|\([^()]*\))+?)(?=$|[;；。)]|[，,、\s]\s*[\u4e00-\u9fff]{2,8}[:：])"
)
_INNER = re.compile(r"\s+")
# 李　娜: a name of two signs as wide as one of three.
_PADDING = re.compile(r"(?<=(?<![\u4e00-\u9fff])[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))")
_CHIEF = re.compile(r"\((?:组长|队长|负责人)\)")
_NAME = r"([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff](?:某{1,2}|[xX×*]{1,2}))"
_SERVES = re.compile(
    rf"(?:由|，|,|、|。|^)([\u4e00-\u9fff]{{0,14}}?){_NAME}(?:同志)?(?:担任|兼任"
    rf"|任)([\u4e00-\u9fff]{{2,8}}?)(?=[，,。；;、]|$)"
)
_IS_SERVED = re.compile(rf"([\u4e00-\u9fff]{{2,6}}?)由([\u4e00-\u9fff、]{{0,16}}?){_NAME}(?:同志)?(?:担任|兼任?)")
_MADE_OF = re.compile(r"(成员|组员|队员)由([\u4e00-\u9fff、]+?)(?:组成|担任)")
_LEADS = re.compile(rf"(?:由|，|,|。|^)([\u4e00-\u9fff]{{0,8}}?){_NAME}(带队|主持|负责)([\u4e00-\u9fff]{{0,8}})")
_ROLES_BEFORE = re.compile(
    rf"((?:[\u4e00-\u9fff]{{0,4}}(?:老师|医生|辅导员|书记|主任|校长|裁判长|领誓人|校医"
    rf"|支书)|裁判长|随队医生)(?:为|是)?)({_NAME[1:-1]})(?=[，,。；;、(\s]|$|主持|带队|讲话"
    rf"|致辞|负责|带领|担任|讲述|宣布|授课|在|为)"
)
_POST = re.compile(rf"(?:{word('people', 'titles')}|{word('people', 'roles')}|由|部|局|委|会|社|同志|员|长)$")
_CONTACT = re.compile(r"联系|联络电话|电话|咨询|邮箱|报名")
_SKIP = ("contacts", "budget", "funding", "supplies", "when", "where", "theme", "who", "host", "organizer", "awards")


def find_people(plan: Plan) -> list[Fact]:
    """Named persons with their roles; who is only named as whom to call stands among the contacts."""
    found: list[Fact] = []
    for table in plan.tables:
        found += _of_table(table)
    last = ""
    for at, entry in enumerate(plan.entries):
        facts = _of_entry(entry, last)
        bare = entry.part.text.rstrip(":：")
        if facts:
            last = facts[-1].values["role"]
        elif entry.part.text.endswith(":") and re.fullmatch(word("people", "roles"), bare):
            last = bare
        elif entry.gap or entry.about != "duties":
            last = ""
        found += facts or _upright(plan.entries, at)
    return _unique(found)


def _of_entry(entry: Entry, last: str) -> list[Fact]:
    if entry.about in _SKIP and not re.search("负责|责任", entry.part.text):
        return []
    found = [fact for match in _PAIRS.finditer(entry.part.text) for fact in _pair(entry, match)]
    if not found and entry.topic == "duties":
        found = _spaced(entry)
        if not found and last and (match := re.match(r"([\u4e00-\u9fff]{2,4})[，,]\s*负责", entry.part.text)):
            found = _names(entry.part.cut(0, match.end(1)), last, "role-above", 0.85)
        # 副组长 goes on in the next line, which begins with blanks: it names nothing else.
        if not found and last and (are_names(entry.part.text) or _begins_with_name(entry.part)):
            found = _names(entry.part, last, "role-above", 0.85)
    return [*(found or _in_sentence(entry.part)), *_in_brackets(entry)]


def _begins_with_name(part: Part) -> bool:
    """“赵 军  镇中心校校长” below “副组长：…”: a name and a post, nothing else."""
    pieces = part.without(_PADDING).split(_INNER)
    return len(pieces) == 2 and is_name(pieces[0].text) and bool(_POST.search(pieces[1].text))


def _pair(entry: Entry, match: re.Match[str]) -> list[Fact]:
    role = _INNER.sub("", match[1])
    topic = topic_of(role)
    if _CONTACT.search(role) or topic in ("theme", "when", "where", "host", "who", "name", "contacts"):
        return []
    names = entry.part.cut(match.start(2), match.end(2))
    is_role = bool(re.search(word("people", "roles"), role)) or entry.topic == "duties"
    return _names(names, role, "role-label", 0.95 if is_role else 0.8, strict=not is_role)


def _names(part: Part, role: str, rule: str, confidence: float, strict: bool = False) -> list[Fact]:
    """The names of a list; one that isn't sure to be a name needs others beside it that are, or a role."""
    found = []
    for piece in part.without(_PADDING).split(_BETWEEN):
        if re.match("负责|电话|\\d", piece.text):
            continue
        head = _without_post(_before_task(piece))
        at = find_name(head.text)
        if at is None:
            continue
        name = head.cut(*at)
        sure = is_name(name.text)
        if strict and not sure:
            continue
        whose = role + "组长" if _CHIEF.search(head.text) and not role.endswith("长") else role
        reason = "" if sure and confidence >= 0.9 else "不确定是不是人名" if not sure else "不确定是不是职务"
        level = confidence if sure else min(confidence, 0.7)
        found.append(state(Field.PEOPLE, rule, level, name, reason, role=whose, name=name.text))
    return found


def _without_post(part: Part) -> Part:
    """“王建平 镇党委副书记”, “李娜同志”: the name without the post behind it."""
    first = part.split(_INNER)[0] if part.text.strip() else part
    if first.text != part.text and is_name(first.text):
        return first
    return part.cut(0, len(part.text) - 2) if part.text.endswith("同志") and len(part.text) > 3 else part


def _before_task(part: Part) -> Part:
    """“江一帆，负责水域巡查” and “陈某 138…”: the name before what he does and how he is reached."""
    match = re.search(r"(?<=[\u4e00-\u9fff])\s*(?:负责.*|\(?1[3-9]\d[\d*xX]+.*|\(\d{3}.*|0\d{2,3}-.*)$", part.text)
    return part.cut(0, match.start()).strip(" ，,(") if match else part


def _spaced(entry: Entry) -> list[Fact]:
    """“统筹　祁连”: a role and a name with blanks between."""
    match = re.fullmatch(r"([\u4e00-\u9fff]{2,8})\s+((?:[\u4e00-\u9fff]{2,4}[、\s]*)+)", entry.part.text)
    if match is None or topic_of(match[1]) in ("when", "where", "host"):
        return []
    return _names(entry.part.cut(match.start(2)), match[1], "role-blank", 0.9)


def _upright(entries: tuple[Entry, ...], at: int) -> list[Fact]:
    """A role and a name on two lines of a table that came one cell a line."""
    entry = entries[at]
    following = entries[at + 1] if at + 1 < len(entries) else None
    if entry.topic != "duties" or entry.is_heading or following is None or following.topic != "duties":
        return []
    text = entry.part.text
    if entry.style or following.style or len(text) > 8 or not re.search(word("people", "roles"), text) or is_name(text):
        return []
    if not all(could_be_name(piece.text) for piece in following.part.split(_BETWEEN)):
        return []
    return _names(following.part, text, "role-line", 0.85)


def _in_brackets(entry: Entry) -> list[Fact]:
    """“购买水果（生活部 于乐）”, “（负责人：刘xx）”, “（安雅负责）”."""
    found = []
    for match in re.finditer(r"\(([^()]{2,30})\)", entry.part.text):
        inner = entry.part.cut(match.start(1), match.end(1))
        if charged := re.fullmatch(r"(?:负责人|责任人)\s*:\s*(.+)", inner.text):
            before = re.match(r"([\u4e00-\u9fff]{2,8})\s*:", entry.part.text)
            whose = before[1] if before and entry.topic == "duties" else "负责人"
            found += _names(inner.cut(charged.start(1)), whose, "role-brackets", 0.9)
        if pair := re.fullmatch(r"([\u4e00-\u9fff]{2,5}[部组室])\s+([\u4e00-\u9fff]{2,3})", inner.text):
            found += _names(inner.cut(pair.start(2)), pair[1], "role-brackets", 0.9)
    return found


def _in_sentence(part: Part) -> list[Fact]:
    text = part.text
    if len(text) < 6:
        return []
    found = []
    for match in _SERVES.finditer(text):
        found += _one(part, match, 2, match[3])
    for match in _IS_SERVED.finditer(text):
        found += _one(part, match, 3, match[1])
    for match in _MADE_OF.finditer(text):
        found += _names(part.cut(match.start(2), match.end(2)), match[1], "role-sentence", 0.85, strict=False)
    for match in _LEADS.finditer(text):
        found += _one(part, match, 2, match[4] if match[3] == "负责" and match[4] else match[3])
    for match in _ROLES_BEFORE.finditer(text):
        if is_name(match[2]):
            name = part.cut(match.start(2), match.end(2))
            role = re.sub("^由|[为是]$", "", match[1])
            found.append(state(Field.PEOPLE, "role-sentence", 0.75, name, "取自句子", role=role, name=name.text))
    return found


def _one(part: Part, match: re.Match[str], group: int, role: str) -> list[Fact]:
    name = _without_post(part.cut(match.start(group), match.end(group)))
    if not is_name(name.text):
        name = _end_of(part, match.start(1), match.end(group))
    if not name.text:
        return []
    post = part.text[match.start(1) : part.text.index(name.text, match.start(1))].lstrip("由、，,。")
    if role in ("带队", "主持", "负责") and re.search(f"(?:{word('people', 'roles')})$", post):
        role = post
    return [state(Field.PEOPLE, "role-sentence", 0.8, name, "取自句子", role=role.strip(), name=name.text)]


def _end_of(part: Part, start: int, end: int) -> Part:
    """The name at the end of 镇关工委常务副主任尹喜, where more signs were taken for it; empty where there is none."""
    for length in (3, 2):
        name = part.cut(end - length, end)
        before = part.text[start : end - length]
        if is_name(name.text) and (not before or _POST.search(before)):
            return name
    return part.cut(0, 0)


def _of_table(table: PlanTable) -> list[Fact]:
    found = []
    for row in table.rows:
        role = next((row[key] for key in ("role", "title", "item", "category") if key in row and row[key].text), None)
        if "person" in row and role is not None and table.about in ("duties", "schedule", "phases", ""):
            found += _names(row["person"], role.text, "table", 0.92 if table.about == "duties" else 0.85)
    return found


def _unique(facts: list[Fact]) -> list[Fact]:
    """Once a role and name, in the order of the text."""
    seen: dict[tuple[str, str], Fact] = {}
    for fact in sorted(facts, key=lambda fact: fact.spans[0].start):
        seen.setdefault((fact.values["role"], fact.values["name"]), fact)
    return list(seen.values())
