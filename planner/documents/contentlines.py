"""Lines of a calendar file as RFC 5545 has them: text escaped (3.3.11), long lines folded (3.1)."""

from collections.abc import Iterable

from planner.documents.wording import clean_xml_text

# A line is no longer than 75 octets; one that goes on from the line before begins with a blank.
_MOST_OCTETS = 75
_PIECE = _MOST_OCTETS - 1
# No character takes more octets.
_SURELY_SHORT = _MOST_OCTETS // 4
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "})
# An octet within a character begins with these bits.
_CHARACTER_BITS, _WITHIN_CHARACTER = 0b1100_0000, 0b1000_0000


def escape_text(text: str) -> str:
    """A text value: escaped, on one line, without control characters."""
    return clean_xml_text(text).translate(_ESCAPED)


def fold_line(line: str) -> str:
    """The line, its end included, cut into pieces of 75 octets at most; no character and no escape is cut through."""
    if len(line) <= (_MOST_OCTETS if line.isascii() else _SURELY_SHORT):
        return f"{line}\r\n"
    octets = line.encode("utf-8")
    pieces, start = [], 0
    while len(octets) - start > _PIECE:
        end = _find_cut(octets, start)
        pieces.append(octets[start:end])
        start = end
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces).decode("utf-8") + "\r\n"


def join_lines(lines: Iterable[tuple[str, str]]) -> str:
    """Content lines, one after the other."""
    return "".join([fold_line(f"{name}:{value}") for name, value in lines])


def make_identifier(value: str) -> str:
    """Letters, digits, dots, dashes and underscores of an identifier."""
    return "".join(c if c.isascii() and (c.isalnum() or c in ".-_") else "-" for c in value)


def _find_cut(octets: bytes, start: int) -> int:
    """Where the piece that begins at `start` ends."""
    end = start + _PIECE
    while octets[end] & _CHARACTER_BITS == _WITHIN_CHARACTER:
        end -= 1
    # Some programs read lines before they put them together: a backslash stays with what it escapes.
    return end - 1 if octets[end - 1] == ord("\\") else end
