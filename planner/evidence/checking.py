"""Whether a set is still what was made: every file is read, nothing is unpacked, no name is believed."""

import contextlib
import hashlib
import os
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from planner.enums import LabelledEnum
from planner.errors import PlannerError
from planner.evidence.parts import SUMS
from planner.evidence.sums import fingerprint_of, parse_sums

_CHUNK = 1024 * 1024
# A set is 300 photos, papers and vouchers: whatever is far beyond that was not made here.
MOST_FILES, MOST_BYTES, MOST_SUMS = 20_000, 32 * 2**30, 4 * 2**20
# Deflate makes nothing smaller than a thousandth of it; papers and photos stay about as large as they are.
MOST_RATIO, SMALL = 200, 2**20
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_IN_UTF8 = 0x800


class BrokenSet(PlannerError):
    """What can't be checked at all."""

    reason = "BROKEN_SET"


class FileState(LabelledEnum):
    """What became of a file of a set."""

    WHOLE = "whole", "完好"
    CHANGED = "changed", "被改动"
    MISSING = "missing", "缺少"
    EXTRA = "extra", "多出"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file by its path in the set."""

    path: str
    state: FileState


@dataclass(frozen=True, slots=True)
class SetCheck:
    """What was found: the files of the list in its order, then those that stand in no list."""

    files: tuple[CheckedFile, ...]
    fingerprint: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, taken out or put in."""
        return all(file.state is FileState.WHOLE for file in self.files)

    def count(self, state: FileState) -> int:
        """How many files are like that."""
        return sum(file.state is state for file in self.files)


def is_evidence_set(file: BinaryIO) -> bool:
    """Whether this is a zip archive with a list of sums in it, whole or not."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _find_sums(archive) is not None
    except _BROKEN:
        return False


def check_set(file: BinaryIO) -> SetCheck:
    """Read every byte of a set and hold it against its list.

    A set that somebody unpacked and packed again, also in a folder of its own, is read as well. Raises BrokenSet for
    what is no set, and for what would unpack to far more than a set can be.
    """
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN:
        raise BrokenSet("这个文件不是压缩包，或者没有存完整。") from None
    with archive:
        _refuse_bombs(archive.infolist(), file.seek(0, os.SEEK_END))
        sums_at = _find_sums(archive)
        if sums_at is None:
            raise BrokenSet(f"这个压缩包里没有 {SUMS}，不是全套材料。")
        content = _read_sums(archive, sums_at)
        expected = parse_sums(content)
        if expected is None:
            raise BrokenSet(f"{SUMS} 读不懂：被改坏了，或者是更新的版本做的。")
        found = _group_members(archive, _name_of(sums_at).removesuffix(SUMS))
        return SetCheck(tuple(_check_all(archive, expected, found)), fingerprint_of(content))


def _refuse_bombs(members: list[zipfile.ZipInfo], length: int) -> None:
    """Members may share their bytes, so all of them together are held against the `length` of the archive as well."""
    if len(members) > MOST_FILES:
        raise BrokenSet(f"这个压缩包里有 {len(members)} 个文件，全套材料没有这么多，没有读。")
    whole = sum(member.file_size for member in members)
    swollen = (m for m in members if m.file_size > SMALL and m.file_size > MOST_RATIO * max(m.compress_size, 1))
    if whole > MOST_BYTES or whole > max(SMALL, MOST_RATIO * length) or any(swollen):
        raise BrokenSet("这个压缩包解开以后大得不正常，像是压缩炸弹，没有读。")


def _name_of(member: zipfile.ZipInfo) -> str:
    """The path as it was meant: packers of Windows write Chinese names in GBK and do not say so."""
    name = member.filename
    if not member.flag_bits & _IN_UTF8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _find_sums(archive: zipfile.ZipFile) -> zipfile.ZipInfo | None:
    """The list that lies nearest to the top."""
    found = [member for member in archive.infolist() if _name_of(member).rpartition("/")[2] == SUMS]
    return min(found, key=lambda member: _name_of(member).count("/"), default=None)


def _read_sums(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.file_size > MOST_SUMS or member.compress_type not in _METHODS:
        raise BrokenSet(f"{SUMS} 不像清单，没有读。")
    try:
        return archive.read(member)
    except _BROKEN:
        raise BrokenSet(f"{SUMS} 坏了，别的文件没有办法核对。") from None


def _group_members(archive: zipfile.ZipFile, folder: str) -> dict[str, list[zipfile.ZipInfo]]:
    """What lies in the archive besides the list, by its path from where the list lies."""
    found: dict[str, list[zipfile.ZipInfo]] = {}
    for member in archive.infolist():
        name = _name_of(member)
        path = name.removeprefix(folder) if name.startswith(folder) else f"../{name}"
        if not name.endswith("/") and path != SUMS:
            found.setdefault(path, []).append(member)
    return found


def _check_all(
    archive: zipfile.ZipFile, expected: dict[str, str], found: dict[str, list[zipfile.ZipInfo]]
) -> Iterator[CheckedFile]:
    """Two files under one path are a changed one: who unpacks them gets either."""
    for path, sha256 in expected.items():
        members = found.get(path, [])
        if not members:
            yield CheckedFile(path, FileState.MISSING)
        else:
            is_whole = len(members) == 1 and _hash_member(archive, members[0]) == sha256
            yield CheckedFile(path, FileState.WHOLE if is_whole else FileState.CHANGED)
    for path in found:
        if path not in expected:
            yield CheckedFile("".join(c for c in path if c.isprintable()), FileState.EXTRA)


def _hash_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    """The SHA-256 of a member; "" where it can't be read."""
    if member.compress_type not in _METHODS:
        return ""
    digest = hashlib.sha256()
    try:
        with archive.open(member) as source:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
    except _BROKEN:
        return ""
    return digest.hexdigest()
