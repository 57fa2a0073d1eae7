"""全套材料.zip: written file by file while it is read off; no more of it than one file is ever in memory."""

import hashlib
import zipfile
from collections.abc import Sequence

from planner.documents.evidence_contents import build_contents
from planner.documents.photoarchive import MOMENT, ArchiveSink
from planner.evidence import CONTENTS, SUMS, LackingPart, PackedFile, SetMaterial, fingerprint_of, write_sums

# As on every machine, whoever makes it.
_UNIX, _MODE = 3, 0o644 << 16


class EvidenceArchive:
    """A set that is being written; what was written is taken from it piece by piece.

    The same files in the same order are the same bytes. Nothing is squeezed: papers and photos are already.
    """

    def __init__(self) -> None:
        self._sink = ArchiveSink()
        self._zip = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_STORED)
        self.packed: list[PackedFile] = []
        self.fingerprint = ""

    def add(self, path: str, content: bytes) -> bytes:
        """Put a file in; what has come to stand in the archive since the last call."""
        self.packed.append(PackedFile(path, hashlib.sha256(content).hexdigest(), len(content)))
        self._write(path, content)
        return self._sink.take()

    def end(self, material: SetMaterial, lacking: Sequence[LackingPart]) -> bytes:
        """Put the lists of all that was added, and of what is `lacking`, at its end: the rest of the archive."""
        contents = build_contents(material, self.packed, lacking)
        listed = [PackedFile(CONTENTS, hashlib.sha256(contents).hexdigest(), len(contents)), *self.packed]
        sums = write_sums(material.title, material.made_on, listed)
        self.fingerprint = fingerprint_of(sums)
        self._write(CONTENTS, contents)
        self._write(SUMS, sums)
        self._zip.close()
        return self._sink.take()

    def _write(self, path: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(path, MOMENT)
        entry.create_system, entry.external_attr = _UNIX, _MODE
        self._zip.writestr(entry, content)
