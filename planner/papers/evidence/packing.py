"""A set is packed into pieces of the store: read file by file, written piece by piece."""

from collections.abc import Callable

from planner.documents.evidence_archive import EvidenceArchive
from planner.evidence import EvidencePart, LackingPart, PackedPiece, PackedSet, SetFile, SetMaterial
from planner.intake.pictures.stripping import strip_picture
from planner.store import FileDamaged, FileMissing, FileStore

PIECE_BYTES = 4 * 2**20


class PieceWriter:
    """Puts what comes into the store, in pieces that are cut alike however it comes."""

    def __init__(self, store: FileStore, piece_bytes: int = PIECE_BYTES) -> None:
        self._store = store
        self._piece_bytes = piece_bytes
        self._waiting = bytearray()
        self._start = 0
        self.pieces: list[PackedPiece] = []

    def write(self, content: bytes) -> None:
        """Take more of the set; raises StoreFull or StoreUnavailable."""
        self._waiting += content
        while len(self._waiting) >= self._piece_bytes:
            self._put(self._piece_bytes)

    def end(self) -> None:
        """Keep what is left."""
        if self._waiting:
            self._put(len(self._waiting))

    def _put(self, size: int) -> None:
        piece = bytes(self._waiting[:size])
        del self._waiting[:size]
        self.pieces.append(PackedPiece(self._start, size, self._store.put(piece)))
        self._start += size


def pack_set(
    material: SetMaterial, store: FileStore, *, tell: Callable[[int], None], piece_bytes: int = PIECE_BYTES
) -> PackedSet:
    """Pack a set; slow, touches no database. `tell` is told after each file how many are packed.

    Photographed papers lose what the phone wrote beside them, above all where that was. A file that the store has lost
    or that is damaged is named among what is missing. Raises StoreFull, StoreUnavailable or StoreUnreadable where the
    store can't be used.
    """
    archive, writer = EvidenceArchive(), PieceWriter(store, piece_bytes)
    lacking = list(material.lacking)
    for number, file in enumerate(material.files, start=1):
        content = file.content or _read(store, file, lacking)
        if content is not None:
            writer.write(archive.add(file.path, content))
        tell(number)
    writer.write(archive.end(material, lacking))
    writer.end()
    return PackedSet(
        pieces=tuple(writer.pieces),
        files=len(archive.packed),
        lacking=tuple(sorted(lacking, key=lambda gap: list(EvidencePart).index(gap.part))),
        fingerprint=archive.fingerprint,
    )


def _read(store: FileStore, file: SetFile, lacking: list[LackingPart]) -> bytes | None:
    try:
        with store.open(file.sha256) as opened:
            return strip_picture(opened.read())
    except FileDamaged:
        lacking.append(LackingPart(file.part, f"“{file.name}”在服务器上坏了"))
    except FileMissing:
        lacking.append(LackingPart(file.part, f"“{file.name}”在服务器上找不到了"))
    return None
