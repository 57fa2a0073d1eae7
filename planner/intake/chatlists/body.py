"""One entry of a chat list: name, class, count, phone and the rest, in whatever order they were typed."""

import re
from collections.abc import Callable

from planner.intake.chatlists import names
from planner.intake.chatlists.counts import take_count
from planner.intake.chatlists.draft import EntryDraft
from planner.intake.chatlists.phones import take_phone
from planner.intake.chatlists.signs import drop_pictures, drop_strokes, is_struck
from planner.intake.chatlists.units import is_unit, spell_unit, take_class
from planner.intake.chatlists.values import ChatDoubt, ChatState
from planner.intake.values.familynames import has_surname

_KEYS = {
    "姓名": "name",
    "名字": "name",
    "班级": "unit",
    "单位": "unit",
    "学校": "unit",
    "人数": "count",
    "数量": "count",
    "电话": "phone",
    "手机": "phone",
    "家长": "relation",
    "监护人": "relation",
    "备注": "remark",
    "说明": "remark",
}
_KEY = re.compile(
    "(?:学生|孩子|家长|参加|报名|联系)?(姓名|名字|班级|单位|学校|人数"
    "|数量|电话|手机|家长|监护人|备注|说明)(?:号码?|号)?\\s*:\\s*"
)
_CANCELLED = re.compile(
    "(?<![不没勿])(?:取消(?:报名)?|不(?:能)?[去来](?:了|啦)?"
    "|[去来]不了(?:了)?|不(?:能)?参加(?:了)?|退出|撤销|作废|划掉|不接了)"
)
_LEAVE = re.compile("请个?假|事假|病假")
_IN_BRACKETS = re.compile(r"[(（【\[]([^()（）【】\[\]]*)[)）】\]]")
_BETWEEN = re.compile(r"(?:[\s,，、;；/|_。!！?？~]|:(?!\d))+|(?<=\D)[.-](?=\D)|—+|–+")
_MENTION = re.compile(r"@\S+")
_OWN_LIST = re.compile(r"(?<!\d)1\s*[.、)].{1,300}(?<!\d)2\s*[.、)]")
_EDGES = " \n,，、;；:/|。.!！~-—–+"


def read_body(text: str, *, own_list: bool = False) -> EntryDraft:
    """What the plain text of an entry says. Nothing is lost: what is no part of anything is the remark."""
    body = EntryDraft()
    if is_struck(text):
        body.state = ChatState.CANCELLED
    text = drop_strokes(text)
    if own_list or _OWN_LIST.search(text):
        body.ask(ChatDoubt.OWN_LIST, "这一条里还有一份自己的清单，请看清是谁、几个人")
    if "姓名" in text or "名字" in text:
        keyed = _KEY.split(text)
        if "name" in [_KEYS[key] for key in keyed[1::2]]:
            _read_keyed(body, keyed)
            return body
    _read_free(body, text)
    _ask_state(body)
    return body


def _read_keyed(body: EntryDraft, parts: list[str]) -> None:
    """姓名：… 班级：… 电话：…, each value up to the next key."""
    rest = [parts[0].strip(_EDGES)]
    for key, value in zip(parts[1::2], parts[2::2], strict=True):
        kept = re.sub(r"\s+", " ", value.strip(_EDGES))
        part = _KEYS[key]
        if part == "count":
            rest.append(take_count(body, f"{kept}人" if kept.isdigit() else kept))
        elif part == "phone":
            rest.append(take_phone(body, value.strip()))
        elif part in {"name", "unit", "relation"} and not getattr(body, part):
            setattr(body, part, spell_unit(kept) if part == "unit" else kept)
        else:
            rest.append(_take_state(body, kept) if part == "remark" and _is_only_state(kept) else kept)
    body.remark = _join(rest)
    if not body.name:
        body.ask(ChatDoubt.NO_NAME, "没写姓名")
    elif not all(map(names.is_name, body.name.split())):
        body.ask(ChatDoubt.NAME_UNCLEAR, f"“{body.name}”是不是姓名")
    _ask_state(body)


def _read_free(body: EntryDraft, text: str) -> None:
    plain = drop_pictures(text)
    head, marked, tail = plain.partition("备注:")
    # The class goes before the count: 三2班 is neither two nor three people.
    steps: tuple[Callable[[EntryDraft, str], str], ...] = (take_phone, take_class, take_count, _take_state)
    rest = _KEY.sub(" ", head)
    for step in steps:
        rest = step(body, rest)
    inner = _IN_BRACKETS.findall(rest)
    words = [word for word in _BETWEEN.split(_MENTION.sub(" ", _IN_BRACKETS.sub(" ", rest))) if word]
    words = [word.strip(_EDGES) for word in words if word.strip(_EDGES)]
    left = _take_unit(body, [*_take_name(body, words), *inner])
    mentions = _MENTION.findall(rest)
    body.remark = _join([*left, *mentions, *([tail] if marked else [])])


def _take_name(body: EntryDraft, words: list[str]) -> list[str]:
    """Find the one word that names somebody; the others, in their order."""
    read = [names.split_kin(names.drop_yes(word)) for word in words]
    able = [at for at, (name, _) in enumerate(read) if names.is_name(name) and not is_unit(words[at])]
    able = [at for at in able if not _is_kin_alone(words[at])]
    latin = [at for at in able if read[at][0].isascii()]
    if latin and len(latin) == len(able) and latin == list(range(latin[0], latin[-1] + 1)):
        body.name = " ".join(read[at][0] for at in latin)
        return [word for at, word in enumerate(words) if at not in latin]
    if not able:
        _ask_for_name(body, words)
        return words
    known = [at for at in able if has_surname(read[at][0])]
    chosen = (known or able)[0]
    body.name, kin = read[chosen]
    body.relation = body.relation or kin
    if len(known) > 1:
        body.ask(ChatDoubt.SEVERAL_NAMES, f"好像不止一个名字：{'、'.join(read[at][0] for at in known)}")
    elif names.is_kin_of_surname(body.name):
        body.ask(ChatDoubt.NAME_UNCLEAR, f"“{body.name}”是谁的家长，还是自己来")
    elif names.sounds_like_words(body.name) or (not known and len(able) > 1):
        body.ask(ChatDoubt.NAME_UNCLEAR, f"“{body.name}”是不是姓名")
    left = [word for at, word in enumerate(words) if at != chosen]
    return _take_kin(body, left)


def _ask_for_name(body: EntryDraft, words: list[str]) -> None:
    if words:
        body.ask(ChatDoubt.NO_NAME, f"没看出姓名：“{' '.join(words)}”")
    else:
        body.ask(ChatDoubt.NO_NAME, "没写姓名")


def _take_unit(body: EntryDraft, words: list[str]) -> list[str]:
    units = [word for word in words if is_unit(word)]
    if not units:
        return words
    body.unit = " ".join(filter(None, (spell_unit(units[0]), body.unit)))
    return [word for word in words if word != units[0]]


def _take_kin(body: EntryDraft, words: list[str]) -> list[str]:
    kin = [word for word in words if _is_kin_alone(word)]
    if len(kin) != 1 or body.relation:
        return words
    body.relation = kin[0]
    return [word for word in words if word != kin[0]]


def _is_kin_alone(word: str) -> bool:
    return names.split_kin(f"某某{word}") == ("某某", word)


def _is_only_state(text: str) -> bool:
    return bool(_CANCELLED.fullmatch(text) or _LEAVE.fullmatch(text))


def _take_state(body: EntryDraft, text: str) -> str:
    """The text without what says that somebody doesn't come."""
    for pattern, state in ((_CANCELLED, ChatState.CANCELLED), (_LEAVE, ChatState.LEAVE)):
        if pattern.search(text):
            body.state = state
            return pattern.sub(" ", text)
    return text


def _ask_state(body: EntryDraft) -> None:
    if body.state is ChatState.CANCELLED:
        body.ask(ChatDoubt.CANCELLED, "写了不来，改为取消吗")
    elif body.state is ChatState.LEAVE:
        body.ask(ChatDoubt.LEAVE, "写了请假，改为请假吗")


def _join(parts: list[str]) -> str:
    kept = (re.sub(r" *, *", "，", re.sub(r"\s+", " ", part)).strip(_EDGES) for part in parts)
    return "，".join(part for part in kept if part)
