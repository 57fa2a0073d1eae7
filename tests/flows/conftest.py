"""The flows play in the same small world as the tests of the planner."""

from tests.planner.conftest import assets_built_once, nothing_in_memory, quick_hashes, signed_in, stage, world

__all__ = ["assets_built_once", "nothing_in_memory", "quick_hashes", "signed_in", "stage", "world"]
