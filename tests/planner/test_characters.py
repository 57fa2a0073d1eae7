"""Which characters of a text are kept."""

import unicodedata

import pytest

from planner.characters import drop_controls, drop_unseen

# Newer than Unicode 14, of a private area, of the last plane.
NAMES = ["王\U00031350", "李\U0002ebf0", "赵\ue863", "钱\U0010fffd", "孙\U000e0100", "周\U0003fffd"]


@pytest.mark.parametrize("name", NAMES)
def test_a_character_that_we_do_not_know_is_somebodys_name(name: str) -> None:
    assert (drop_controls(name), drop_unseen(name)) == (name, name)


@pytest.mark.parametrize("code", [0, 8, 0x0B, 0x0D, 0x1F, 0x7F, 0x9F, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0x10FFFF])
def test_what_is_no_character_is_dropped(code: int) -> None:
    assert (drop_controls(f"王{chr(code)}小"), drop_unseen(f"王{chr(code)}小")) == ("王小", "王小")


def test_only_controls_surrogates_and_noncharacters_are_dropped() -> None:
    dropped = [code for code in range(0x110000) if not drop_controls(chr(code))]
    unassigned = [code for code in dropped if unicodedata.category(chr(code)) not in ("Cc", "Cs")]

    assert len(dropped) == 65 - 2 + 2048 + 66
    assert len(unassigned) == 66


def test_what_has_no_shape_is_kept_in_texts_and_not_in_names_of_files() -> None:
    text = "王\u200b小\u202e明\ufeff\t一\n二"

    assert drop_controls(text) == text
    assert drop_unseen(text) == "王小明\t一\n二"
