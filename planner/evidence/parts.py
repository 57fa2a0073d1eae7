"""What an evidence set is made of: ten numbered folders, the files in them, and what is missing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.characters import drop_unseen
from planner.enums import LabelledEnum

CONTENTS, SUMS = "目录.docx", "SHA256SUMS.txt"
"""What lies beside the folders: the list to be read, and the one to be checked by."""
# Windows takes none of these in a name, nor a blank or a dot at its end.
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# A path of Windows has 260 characters in all: folder and place where somebody unpacks it are to fit as well.
_LONGEST_STEM, _LONGEST_EXTENSION = 60, 8


class EvidencePart(LabelledEnum):
    """A folder of the set, in the order of what is asked for."""

    PLAN = "plan", "方案与审批"
    BUDGET = "budget", "预算与审核"
    ROSTER = "roster", "花名册"
    SIGN_IN = "sign_in", "签到"
    SIGN_OFF = "sign_off", "签领"
    SERVICE = "service", "志愿服务记录"
    PHOTOS = "photos", "照片"
    VOUCHERS = "vouchers", "发票与凭证"
    SETTLEMENT = "settlement", "决算"
    SUMMARY = "summary", "总结"

    @property
    def folder(self) -> str:
        """08 发票与凭证."""
        return f"{list(EvidencePart).index(self) + 1:02d} {self.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFile:
    """A file that is to go into the set: its bytes, or its SHA-256 in the store that keeps it."""

    part: EvidencePart
    name: str
    content: bytes = b""
    sha256: str = ""

    @property
    def path(self) -> str:
        """Where it lies in the set."""
        return f"{self.part.folder}/{self.name}"


@dataclass(frozen=True, slots=True)
class LackingPart:
    """Something that belongs into a part and isn't there, with the reason; `is_needless` where none is needed."""

    part: EvidencePart
    sentence: str
    is_needless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMaterial:
    """All that a set is made of. `made_on` is the day whose limits and figures its papers state."""

    title: str
    unit: str
    made_on: date
    files: tuple[SetFile, ...]
    lacking: tuple[LackingPart, ...]
    shows_names: bool = False
    takes_unchecked: bool = False


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file as it lies in the set."""

    path: str
    sha256: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class PackedPiece:
    """A piece that lies in the store, and where it begins in the set."""

    start: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedSet:
    """A finished set: its pieces, how many files it holds, what its list calls missing, the fingerprint of its sums."""

    pieces: tuple[PackedPiece, ...]
    files: int
    lacking: tuple[LackingPart, ...]
    fingerprint: str

    @property
    def size(self) -> int:
        """How long it is."""
        return sum(piece.size for piece in self.pieces)


def number_files(names: Iterable[str]) -> list[str]:
    """Names that stand in this order, are never the same and are taken by Windows: 001 横幅发票.pdf.

    No number stands before a name that is alone.
    """
    cleaned = [_clean_name(name) for name in names]
    if len(cleaned) == 1:
        return [cleaned[0]]
    width = max(len(str(len(cleaned))), 2)
    return [f"{number:0{width}d} {name}" for number, name in enumerate(cleaned, start=1)]


def _clean_name(name: str) -> str:
    kept = " ".join(drop_unseen(_REFUSED.sub(" ", name)).split()).strip(" .")
    stem, dot, extension = kept.rpartition(".")
    if not dot or not stem or len(extension) > _LONGEST_EXTENSION:
        stem, dot, extension = kept, "", ""
    return f"{stem[:_LONGEST_STEM].strip(' .') or '文件'}{dot}{extension}"
