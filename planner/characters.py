"""Which characters of a text are kept: all but controls, halves of characters, and codes that never become one.

A character newer than our tables of Unicode, or one of a private area, is somebody's name.
"""

import re

# Controls (Cc), surrogates (Cs), and the noncharacters of Unicode (23.7), which XML 1.0 refuses as well.
_NEVER = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
# Signs without a shape (Cf): marks of direction, joiners, blanks of no width.
_SHAPELESS = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
)
_NO_TEXT = re.compile(f"[{_NEVER}]")
_NOT_SEEN = re.compile(f"[{_NEVER}{_SHAPELESS}]")


def drop_controls(text: str) -> str:
    """The text without what is no character; tabs and line ends (\\n) stay."""
    return _NO_TEXT.sub("", text)


def drop_unseen(text: str) -> str:
    """The text without what is no character or has no shape; tabs and line ends (\\n) stay."""
    return _NOT_SEEN.sub("", text)
