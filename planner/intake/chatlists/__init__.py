"""接龙: chat lists as people copy them out of a group, read into people, and written so that the chat goes on."""

from planner.intake.chatlists.doubts import let_first_stand
from planner.intake.chatlists.reading import read_chat_list
from planner.intake.chatlists.values import (
    ChatDoubt,
    ChatEntry,
    ChatLeftOut,
    ChatLine,
    ChatPost,
    ChatQuestion,
    ChatReading,
    ChatState,
)
from planner.intake.chatlists.writing import write_chat_list

__all__ = [
    "ChatDoubt",
    "ChatEntry",
    "ChatLeftOut",
    "ChatLine",
    "ChatPost",
    "ChatQuestion",
    "ChatReading",
    "ChatState",
    "let_first_stand",
    "read_chat_list",
    "write_chat_list",
]
