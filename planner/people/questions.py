"""The organiser's own questions: who is asked what, what was answered, and who may read it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from planner.dossier import SignUpQuestion
from planner.questionkinds import QuestionReaders

LONGEST_ANSWER = 200


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What a volunteer said to a question, named by its key: with its words, and who was to read it, as they were then.

    Who is promised that only the owner reads it is kept that promise, whatever becomes of the question.
    """

    question: str
    text: str
    said: str
    readers: QuestionReaders


@dataclass(frozen=True, slots=True)
class AnswerReader:
    """What somebody is to the event and to a volunteer; the contact is that of a post that the volunteer serves at."""

    organises: bool = False
    owns: bool = False
    is_contact: bool = False

    def may_read(self, readers: QuestionReaders) -> bool:
        """Whether they may read what was said to these readers."""
        if self.owns:
            return True
        if readers is QuestionReaders.CONTACT:
            return self.is_contact
        return readers is QuestionReaders.ORGANISERS and self.organises


def questions_for(
    questions: Iterable[SignUpQuestion], posts: Sequence[str], *, is_minor: bool = True
) -> tuple[SignUpQuestion, ...]:
    """What somebody is asked who serves at the posts of these keys; of whom the age is not known yet, all of it."""
    return tuple(one for one in questions if (not one.post or one.post in posts) and (is_minor or not one.minors))


def write_answers(answers: Iterable[GivenAnswer]) -> str:
    """Answers as they are kept; those that say nothing are left out."""
    kept = [asdict(answer) for answer in answers if answer.said]
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def read_answers(text: str) -> tuple[GivenAnswer, ...]:
    """The answers as they were kept."""
    kept = json.loads(text) if text else []
    return tuple(GivenAnswer(**one | {"readers": QuestionReaders(one["readers"])}) for one in kept)


def answers_for(text: str, reader: AnswerReader) -> tuple[GivenAnswer, ...]:
    """Those of the answers, as they were kept, that this reader may read."""
    return tuple(answer for answer in read_answers(text) if reader.may_read(answer.readers))


def find_unanswered(questions: Iterable[SignUpQuestion], text: str) -> tuple[SignUpQuestion, ...]:
    """The questions to which nothing was said yet."""
    answered = {answer.question for answer in read_answers(text)}
    return tuple(question for question in questions if question.key not in answered)


def merge_answers(text: str, given: Iterable[GivenAnswer], asked: Iterable[SignUpQuestion]) -> str:
    """Answers as they are kept once these questions are answered anew; those to others stay."""
    again = {question.key for question in asked}
    return write_answers([*(one for one in read_answers(text) if one.question not in again), *given])
