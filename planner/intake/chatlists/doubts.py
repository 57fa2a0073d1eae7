"""What a chat list as a whole raises: gaps and repeats in its numbers, no numbers, the same name twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from planner.intake.chatlists.blocks import ChatBlock
from planner.intake.chatlists.values import ChatDoubt, ChatEntry, ChatQuestion, ChatReading, ChatState
from planner.telling import join_few

MOST_OTHERS = 3


def ask_same_names(entries: Sequence[ChatEntry]) -> list[ChatEntry]:
    """The entries, with a question at each whose name stands in another one as well; nobody is merged."""
    asked = list(entries)
    for places in _places_of_names(entries):
        for at in places if len(places) > 1 else ():
            others = [other for other in places[: MOST_OTHERS + 2] if other != at]
            named = join_few([_place(entries[other], other) for other in others], MOST_OTHERS)
            question = ChatQuestion(ChatDoubt.SAME_NAME, f"和{named}同名，是同一个人吗")
            asked[at] = replace(entries[at], questions=(*entries[at].questions, question))
    return asked


def let_first_stand(reading: ChatReading) -> ChatReading:
    """The reading where only those who come again are asked whether they are the same person.

    Who is asked of each of them, and says each time that it is the same one, would lose that person.
    """
    entries = list(reading.entries)
    for first, *_ in _places_of_names(entries):
        kept = tuple(one for one in entries[first].questions if one.doubt is not ChatDoubt.SAME_NAME)
        entries[first] = replace(entries[first], questions=kept)
    return replace(reading, entries=tuple(entries))


def _places_of_names(entries: Sequence[ChatEntry]) -> list[list[int]]:
    """Where each name of somebody who comes stands."""
    seen: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        if entry.name and entry.state is ChatState.COMES:
            seen[re.sub(r"\s", "", entry.name).casefold()].append(at)
    return list(seen.values())


def _place(entry: ChatEntry, at: int) -> str:
    return f"第 {entry.number or at + 1} 条"


def find_number_doubts(blocks: Sequence[ChatBlock], settled: Collection[int]) -> dict[int, list[ChatQuestion]]:
    """What the numbers alone raise, by the identity of the entry: gaps, repeats, none at all.

    Numbers that were settled before are missed by nobody.
    """
    doubts: dict[int, list[ChatQuestion]] = defaultdict(list)
    for block in blocks:
        numbers = Counter((entry.part, entry.number) for entry in block.entries)
        last: dict[int, int] = {}
        for entry in block.entries:
            before = last.get(entry.part, 0 if entry.part else block.example_number)
            if entry.number is None:
                question = ChatQuestion(ChatDoubt.NO_NUMBER, "没有编号，是报名的人吗")
                doubts[id(entry)].append(question)
                continue
            times = numbers[entry.part, entry.number]
            if times > 1:
                question = ChatQuestion(ChatDoubt.NUMBER_REPEATED, f"编号 {entry.number} 写了 {times} 次，都算吗")
                doubts[id(entry)].append(question)
            elif missing := [number for number in range(before + 1, entry.number) if number not in settled]:
                words = f"前面少了第 {_spans(missing)} 条，有没有漏下的人"
                question = ChatQuestion(ChatDoubt.NUMBER_GAP, words)
                doubts[id(entry)].append(question)
            last[entry.part] = entry.number
    return doubts


def _spans(numbers: Sequence[int]) -> str:
    """1、3—5: numbers that rise, those that follow each other together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
