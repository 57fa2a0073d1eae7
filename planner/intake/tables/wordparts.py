"""The parts of a .docx that its tables need: the text, the styles and the lists."""

import posixpath
import zipfile
from dataclasses import dataclass
from typing import Self

from lxml import etree

from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.tables.limits import BROKEN

_USUAL = "word/document.xml"


@dataclass(frozen=True, slots=True)
class WordParts:
    """The roots of the parts; `styles` and `numbering` are None where the file has none."""

    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None

    @classmethod
    def of(cls, archive: zipfile.ZipFile) -> Self:
        """Raises UnreadableFileError where there is no text; the main part need not have its usual name."""
        main = _main_part(archive)
        document = _parse(archive, main)
        if document is None:
            raise UnreadableFileError(BROKEN)
        folder = posixpath.dirname(main)
        return cls(document, _parse(archive, f"{folder}/styles.xml"), _parse(archive, f"{folder}/numbering.xml"))


def _main_part(archive: zipfile.ZipFile) -> str:
    links = _parse(archive, "_rels/.rels")
    for link in links if links is not None else ():
        if str(link.get("Type", "")).endswith("/officeDocument"):
            return str(link.get("Target", _USUAL)).lstrip("/")
    return _USUAL


def _parse(archive: zipfile.ZipFile, part: str) -> etree._Element | None:
    if part not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root: etree._Element | None = etree.fromstring(archive.read(part), parser)
    except etree.XMLSyntaxError as fault:
        raise UnreadableFileError(BROKEN) from fault
    return root
