"""The organiser's own questions: who is asked, what is kept, who reads it."""

import pytest

from planner.dossier import SignUpQuestion
from planner.people.questions import (
    AnswerReader,
    GivenAnswer,
    answers_for,
    find_unanswered,
    merge_answers,
    questions_for,
    read_answers,
    write_answers,
)
from planner.questionkinds import QuestionKind, QuestionReaders

TO_ALL = SignUpQuestion("all", "午餐忌口吗")
TO_MINORS = SignUpQuestion("minors", "放学谁来接", minors=True)
OF_BOATS = SignUpQuestion("boats", "会游泳吗", QuestionKind.YES_NO, post="boats", required=True)
ASKED = (TO_ALL, TO_MINORS, OF_BOATS)
SAID = tuple(
    GivenAnswer(readers.value, f"{readers.label}？", "是", readers)
    for readers in (QuestionReaders.ORGANISERS, QuestionReaders.OWNER, QuestionReaders.CONTACT)
)


@pytest.mark.parametrize(
    ("posts", "is_minor", "keys"),
    [
        (["paper"], False, ["all"]),
        (["paper"], True, ["all", "minors"]),
        (["paper", "boats"], False, ["all", "boats"]),
        ([], True, ["all", "minors"]),
    ],
)
def test_question_is_for_an_age_and_a_post(posts: list[str], is_minor: bool, keys: list[str]) -> None:
    assert [one.key for one in questions_for(ASKED, posts, is_minor=is_minor)] == keys


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        (TO_ALL, ()),
        (OF_BOATS, ("是", "不是")),
        (SignUpQuestion("q", "几号", QuestionKind.CHOICE, "大号、 中号，小号;大号"), ("大号", "中号", "小号")),
        (SignUpQuestion("q", "几号", QuestionKind.LINE, "大号、小号"), ()),
    ],
)
def test_question_is_answered_by_one_of_its_choices(question: SignUpQuestion, choices: tuple[str, ...]) -> None:
    assert question.choices == choices


def test_answers_are_kept_with_what_was_promised_and_without_empty_ones() -> None:
    empty = GivenAnswer("none", "还有吗", "", QuestionReaders.OWNER)

    assert read_answers(write_answers([*SAID, empty])) == SAID
    assert (write_answers([empty]), read_answers("")) == ("", ())


@pytest.mark.parametrize(
    ("reader", "keys"),
    [
        (AnswerReader(), []),
        (AnswerReader(organises=True), ["organisers"]),
        (AnswerReader(is_contact=True), ["contact"]),
        (AnswerReader(organises=True, is_contact=True), ["organisers", "contact"]),
        (AnswerReader(organises=True, owns=True), ["organisers", "owner", "contact"]),
    ],
)
def test_answer_is_read_by_those_who_were_named(reader: AnswerReader, keys: list[str]) -> None:
    assert [one.question for one in answers_for(write_answers(SAID), reader)] == keys


def test_question_waits_until_it_is_answered() -> None:
    kept = write_answers([GivenAnswer("all", "午餐忌口吗", "不吃辣", QuestionReaders.ORGANISERS)])

    assert find_unanswered(ASKED, kept) == (TO_MINORS, OF_BOATS)


def test_answers_to_questions_that_are_not_asked_again_stay() -> None:
    swims = GivenAnswer("boats", "会游泳吗", "是", QuestionReaders.ORGANISERS)
    spicy = GivenAnswer("all", "午餐忌口吗", "不吃辣", QuestionReaders.ORGANISERS)
    plain = GivenAnswer("all", "午餐忌口吗", "不吃肉", QuestionReaders.ORGANISERS)

    assert read_answers(merge_answers(write_answers([swims, spicy]), [plain], [TO_ALL])) == (swims, plain)
    assert read_answers(merge_answers(write_answers([swims, spicy]), [], [TO_ALL])) == (swims,)
