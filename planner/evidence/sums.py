"""The list of SHA-256 of a set, in the format of sha256sum: everybody can check it without this software."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from planner.evidence.parts import PackedFile

MARK = "# 活动方案 全套材料"
FORMAT = 1
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_HEAD = re.compile(rf"{MARK} ([0-9]{{1,3}})")


def write_sums(title: str, made_on: date, files: Iterable[PackedFile]) -> bytes:
    """The list as it lies in the set; its comments are skipped by sha256sum."""
    lines = (
        f"{MARK} {FORMAT}",
        f"# {' '.join(title.split())}，{made_on.isoformat()} 做",
        "# 核对：planner verify 这个压缩包；解开以后也可以 sha256sum -c SHA256SUMS.txt",
        *(f"{file.sha256}  {file.path}" for file in files),
    )
    return "".join(f"{line}\n" for line in lines).encode()


def parse_sums(content: bytes) -> dict[str, str] | None:
    """The SHA-256 of each path; None for what is no such list, is of a later format, or names a path twice."""
    try:
        head, *lines = content.decode().split("\n")
    except UnicodeDecodeError:
        return None
    known = _HEAD.fullmatch(head)
    if known is None or int(known[1]) > FORMAT:
        return None
    sums: dict[str, str] = {}
    for line in lines:
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None or found[2] in sums:
            return None
        sums[found[2]] = found[1]
    return sums or None


def fingerprint_of(sums: bytes) -> str:
    """The SHA-256 of the list itself: who knows it knows that the list is the one that was made."""
    return hashlib.sha256(sums).hexdigest()
