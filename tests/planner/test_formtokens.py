"""The token of forms under its mask."""

import pytest

from planner.formtokens import mask_token, unmask_token

TOKEN = "ImJkZDdlMzI4Ig.aRk-Xw.8yqO3jV1Xk5wq_0aZ-b3"


def test_masked_token_comes_back() -> None:
    assert unmask_token(mask_token(TOKEN)) == TOKEN


def test_token_is_written_differently_each_time() -> None:
    written = {mask_token(TOKEN) for _ in range(50)}

    assert len(written) == 50
    assert len({text[:8] for text in written}) == len({text[-8:] for text in written}) == 50


def test_masked_token_shows_nothing_of_the_token() -> None:
    masked = mask_token(TOKEN)

    assert not any(TOKEN[start : start + 5] in masked for start in range(len(TOKEN) - 4))


def test_plain_token_of_an_older_page_stays_as_it_is() -> None:
    assert unmask_token(TOKEN) == TOKEN


@pytest.mark.parametrize(
    "text", ["", "x", "nothing", "AAAA", "AAA=", "令牌", "a b", "gICA" * 8, "=" * 9, "A" * 100_000]
)
def test_what_is_no_token_is_left_to_be_refused(text: str) -> None:
    assert "." not in unmask_token(text)
