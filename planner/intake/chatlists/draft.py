"""What one entry of a chat list says, while it is being read."""

from dataclasses import dataclass, field

from planner.intake.chatlists.values import ChatDoubt, ChatQuestion, ChatState


@dataclass(slots=True)
class EntryDraft:
    """What one entry says; the questions are those that the entry alone raises."""

    name: str = ""
    unit: str = ""
    count: int = 1
    phone: str = ""
    relation: str = ""
    remark: str = ""
    state: ChatState = ChatState.COMES
    questions: list[ChatQuestion] = field(default_factory=list)

    def ask(self, doubt: ChatDoubt, sentence: str) -> None:
        """Have it asked, once."""
        question = ChatQuestion(doubt, sentence)
        if question not in self.questions:
            self.questions.append(question)
