"""What may lie in the repository: our own text, small files, no private data, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAX_BYTES = 500_000
MAX_LINE = 1_000
PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
BUILT = {".woff", ".woff2", ".ttf", ".otf", ".map", ".whl", ".so", ".dll", ".pyc", ".zip", ".gz"}
FOREIGN_FOLDERS = {"vendor", "vendored", "third_party", "third-party", "node_modules", "site-packages", "dist"}
FOREIGN_NAMES = re.compile(r"\.min\.|^(bootstrap|jquery|htmx|alpine|vue|react|popper|sortable)\b", re.IGNORECASE)
FOREIGN_TEXT = re.compile(r"/\*!|@license|sourceMappingURL", re.IGNORECASE)
PHONE = re.compile(r"(?<![A-Za-z0-9_.])1[3-9]\d{9}(?!\d)")
FAKE_PHONE = re.compile(r"1380000\d{4}|139000000\d{2}")
# Written so that this line doesn't find itself.
UNFINISHED = re.compile(r"\bTOD[O]\b|FIXM[E]|(?i:coming[ ]soon)|敬请[期]待")
LOADED_FROM_ELSEWHERE = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio|use)\b[^>]*\b(?:src|srcset|href)\s*=\s*[\"']?\s*(?:https?:)?//"
    r"|@import|url\(\s*[\"']?(?:https?:)?//|\bfrom\s+[\"'](?:https?:)?//",
    re.IGNORECASE,
)
INLINE_SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc\s*=)|<[^>]*\son[a-z]+\s*=|javascript:", re.IGNORECASE)
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


@pytest.fixture(scope="module")
def texts(project_files: list[Path]) -> dict[Path, str]:
    """The text of every file that is text."""
    found = {}
    for path in project_files:
        content = (ROOT / path).read_bytes()
        if b"\0" not in content[:8000] and not content.startswith(b"%PDF-"):
            found[path] = content.decode("utf-8")
    return found


def places(texts: dict[Path, str], pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    """Where the pattern is found, as `file:line: text`; in all files, or in those with one of the suffixes."""
    return [
        f"{path.as_posix()}:{text.count(chr(10), 0, found.start()) + 1}: {found[0][:80]}"
        for path, text in texts.items()
        if not suffixes or path.suffix in suffixes
        for found in pattern.finditer(text)
    ]


def without_jinja(text: str) -> str:
    """The HTML of a template; expressions go, line breaks stay."""
    return JINJA.sub(lambda found: "\n" * found[0].count("\n"), text)


def test_no_file_from_elsewhere(project_files: list[Path], texts: dict[Path, str]) -> None:
    """Libraries, fonts and icons come from their packages."""
    named = [
        path.as_posix()
        for path in project_files
        if path.suffix in BUILT or FOREIGN_FOLDERS & set(path.parts) or FOREIGN_NAMES.search(path.name)
    ]
    long_lines = [
        path.as_posix()
        for path, text in texts.items()
        if path.suffix in {".js", ".css", ".svg"} and max(map(len, text.splitlines()), default=0) > MAX_LINE
    ]

    faults = named + long_lines + places(texts, FOREIGN_TEXT, ".js", ".css")

    assert not faults, "\n".join(faults)


def test_files_are_small(project_files: list[Path]) -> None:
    """Only the screenshots of the documentation may be larger."""
    faults = [
        path.as_posix()
        for path in project_files
        if (ROOT / path).stat().st_size > MAX_BYTES and not (path.parts[0] == "docs" and path.suffix in PICTURES)
    ]

    assert not faults, "\n".join(faults)


def test_instance_data_is_not_committed(project_files: list[Path]) -> None:
    """Of the data of an installation only the words about it are in the repository."""
    assert [path.name for path in project_files if path.parts[0] == "instance"] in ([], ["README.md"])


def test_no_phone_number_that_could_be_real(texts: dict[Path, str]) -> None:
    """Phone numbers are 1380000xxxx or 139000000xx."""
    faults = [place for place in places(texts, PHONE) if not FAKE_PHONE.fullmatch(place.rpartition(" ")[2])]

    assert not faults, "\n".join(faults)


def test_nothing_is_left_unfinished(texts: dict[Path, str]) -> None:
    """What isn't there isn't announced."""
    faults = places(texts, UNFINISHED)

    assert not faults, "\n".join(faults)


def test_pages_load_nothing_from_elsewhere(texts: dict[Path, str]) -> None:
    """A county school's network may be closed, and no visit is told to third parties."""
    faults = places(texts, LOADED_FROM_ELSEWHERE, ".html", ".css", ".js")

    assert not faults, "\n".join(faults)


def test_pages_hold_no_script(texts: dict[Path, str]) -> None:
    """Scripts are modules of their own, so that the content policy can forbid all others."""
    pages = {path: without_jinja(text) for path, text in texts.items() if path.suffix == ".html"}

    faults = places(pages, INLINE_SCRIPT)

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (PHONE, "电话" + "1391234" + "5678"),
        (UNFINISHED, "# TOD" + "O later"),
        (LOADED_FROM_ELSEWHERE, '<link rel="stylesheet" href="https://cdn.example/x.css">'),
        (LOADED_FROM_ELSEWHERE, "<script defer src=//cdn.example/x.js></script>"),
        (INLINE_SCRIPT, "<script>alert(1)</script>"),
        (INLINE_SCRIPT, '<button class="a"\n onclick="f()">'),
        (FOREIGN_TEXT, "/*! A library"),
    ],
)
def test_fault_is_found(pattern: re.Pattern[str], text: str) -> None:
    """The guards themselves see what they are for."""
    assert pattern.search(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (PHONE, "1.41391234567 0x14139123456 20260601093000"),
        (INLINE_SCRIPT, '<script type="module" src="/static/rows.js"></script><p>on = off</p>'),
        (INLINE_SCRIPT, without_jinja('<p class="{{ macro(once="x") }}">')),
        (LOADED_FROM_ELSEWHERE, '<a href="https://example.org/">'),
    ],
)
def test_harmless_text_passes(pattern: re.Pattern[str], text: str) -> None:
    """And nothing else."""
    assert not pattern.search(text)
