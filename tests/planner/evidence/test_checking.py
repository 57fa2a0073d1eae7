"""A set is held against its list: what was changed, taken out or put in is told, what is no set is refused."""

import hashlib
import io
import zipfile
from datetime import date

import pytest

from planner.evidence import SUMS, BrokenSet, FileState, PackedFile, check_set, is_evidence_set, write_sums
from planner.evidence import checking as module

FILES = {"01 方案与审批/方案.docx": b"plan", "07 照片/01 08.41 南门集合.jpg": b"photo" * 50}
WHOLE, CHANGED, MISSING, EXTRA = FileState.WHOLE, FileState.CHANGED, FileState.MISSING, FileState.EXTRA
PLAN, PHOTO = FILES


def sums(files: dict[str, bytes]) -> bytes:
    """The list of these files."""
    packed = [PackedFile(path, hashlib.sha256(content).hexdigest()) for path, content in files.items()]
    return write_sums("六一慰问", date(2027, 6, 8), packed)


def packed(*files: tuple[str, bytes], listed: bytes | None = None, method: int = zipfile.ZIP_STORED) -> io.BytesIO:
    """An archive of these files and the list of FILES."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in (*files, (SUMS, sums(FILES) if listed is None else listed)):
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out


def states(archive: io.BytesIO) -> dict[str, FileState]:
    """What became of each file."""
    return {file.path: file.state for file in check_set(archive).files}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_set_is_whole(method: int) -> None:
    check = check_set(packed(*FILES.items(), method=method))

    assert [(file.path, file.state) for file in check.files] == [(PLAN, WHOLE), (PHOTO, WHOLE)]
    assert check.is_whole
    assert check.fingerprint == hashlib.sha256(sums(FILES)).hexdigest()


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([(PLAN, b"other"), (PHOTO, FILES[PHOTO])], {PLAN: CHANGED, PHOTO: WHOLE}),
        ([(PLAN, b"plan")], {PLAN: WHOLE, PHOTO: MISSING}),
        ([*FILES.items(), ("08 发票/x.pdf", b"x")], {PLAN: WHOLE, PHOTO: WHOLE, "08 发票/x.pdf": EXTRA}),
        ([*FILES.items(), ("../../etc/passwd", b"x")], {PLAN: WHOLE, PHOTO: WHOLE, "../../etc/passwd": EXTRA}),
        ([*FILES.items(), ("C:\\x.exe", b"x")], {PLAN: WHOLE, PHOTO: WHOLE, "C:/x.exe": EXTRA}),
        ([*FILES.items(), ("a\x1b[31m\n.txt", b"x")], {PLAN: WHOLE, PHOTO: WHOLE, "a[31m.txt": EXTRA}),
    ],
    ids=["changed", "missing", "extra", "climbing", "of Windows", "unprintable"],
)
def test_what_is_no_longer_as_it_was_is_told(files: list[tuple[str, bytes]], found: dict[str, FileState]) -> None:
    archive = packed(*files)

    assert states(archive) == found
    assert not check_set(archive).is_whole


def test_two_files_under_one_path_are_a_changed_one() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = packed(*FILES.items(), (PLAN, b"plan"))

    assert states(archive) == {PLAN: CHANGED, PHOTO: WHOLE}


def test_member_whose_bytes_are_damaged_is_changed() -> None:
    whole = packed(*FILES.items()).getvalue()

    assert states(io.BytesIO(whole.replace(b"plan", b"plam", 1))) == {PLAN: CHANGED, PHOTO: WHOLE}


def test_set_that_was_packed_again_in_a_folder_is_read() -> None:
    folder = "六一慰问-全套材料/"
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(folder, "")
        for name, content in {**FILES, SUMS: sums(FILES)}.items():
            archive.writestr(folder + name, content)
        archive.writestr("__MACOSX/x", b"x")

    assert states(again) == {PLAN: WHOLE, PHOTO: WHOLE, "../__MACOSX/x": EXTRA}


def test_names_that_windows_wrote_in_gbk_are_read() -> None:
    """Its packers set no flag for UTF-8; here plain names of the same length are overwritten with their bytes."""
    stand_ins = {letter * len(name.encode("gb18030")): name for letter, name in zip("ab", FILES, strict=True)}
    written = packed(*((plain, FILES[name]) for plain, name in stand_ins.items())).getvalue()
    for plain, name in stand_ins.items():
        written = written.replace(plain.encode(), name.encode("gb18030"))

    assert states(io.BytesIO(written)) == {PLAN: WHOLE, PHOTO: WHOLE}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        packed(*FILES.items()).getvalue()[:-30],
        packed(*FILES.items(), listed=b"no list\n").getvalue(),
        packed(*FILES.items(), listed=sums(FILES).replace(b" 1\n", b" 2\n", 1)).getvalue(),
        packed(*FILES.items(), listed=sums(FILES) + b"not a sum  x\n").getvalue(),
    ],
    ids=["nothing", "text", "cut off", "other list", "later format", "damaged list"],
)
def test_what_can_not_be_checked_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenSet) as refused:
        check_set(io.BytesIO(content))

    assert refused.value.sentence.endswith("。")


def test_archive_without_a_list_is_no_set() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", "{}")

    assert not is_evidence_set(other)
    assert is_evidence_set(packed())
    with pytest.raises(BrokenSet, match=SUMS):
        check_set(other)


@pytest.mark.parametrize("limit", ["MOST_FILES", "MOST_BYTES", "MOST_SUMS"])
def test_set_beyond_a_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    archive = packed(*FILES.items())
    at_limit = {"MOST_FILES": 3, "MOST_BYTES": 254 + len(sums(FILES)), "MOST_SUMS": len(sums(FILES))}[limit]
    monkeypatch.setattr(module, limit, at_limit)
    assert check_set(archive).is_whole

    monkeypatch.setattr(module, limit, at_limit - 1)
    with pytest.raises(BrokenSet):
        check_set(archive)


def test_bomb_is_refused_unread() -> None:
    bomb = packed((PLAN, bytes(2 * module.SMALL)), method=zipfile.ZIP_DEFLATED)

    with pytest.raises(BrokenSet, match="压缩炸弹"):
        check_set(bomb)


def test_small_file_that_squeezes_well_is_no_bomb() -> None:
    assert states(packed((PLAN, bytes(module.SMALL // 2)), method=zipfile.ZIP_DEFLATED))[PLAN] is CHANGED
