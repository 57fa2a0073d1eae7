"""The evidence set (全套材料) of an event as plain data: its parts, its list of sums, and whether it is still whole."""

from planner.evidence.checking import BrokenSet, CheckedFile, FileState, SetCheck, check_set, is_evidence_set
from planner.evidence.parts import (
    CONTENTS,
    SUMS,
    EvidencePart,
    LackingPart,
    PackedFile,
    PackedPiece,
    PackedSet,
    SetFile,
    SetMaterial,
    number_files,
)
from planner.evidence.sums import fingerprint_of, parse_sums, write_sums

__all__ = [
    "CONTENTS",
    "SUMS",
    "BrokenSet",
    "CheckedFile",
    "EvidencePart",
    "FileState",
    "LackingPart",
    "PackedFile",
    "PackedPiece",
    "PackedSet",
    "SetCheck",
    "SetFile",
    "SetMaterial",
    "check_set",
    "fingerprint_of",
    "is_evidence_set",
    "number_files",
    "parse_sums",
    "write_sums",
]
