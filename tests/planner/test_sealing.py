"""Sealed text, and the indexes by which it is found."""

import base64

import pytest

from planner.sealing import blind_indexes, read_data_keys, seal, unseal

ONE, TWO = ("a1", bytes(32)), ("b2", bytes(range(32)))


def test_text_is_opened_by_the_key_that_sealed_it_only() -> None:
    held = seal("林晚晴", [TWO, ONE])

    assert (held.partition(":")[0], unseal(held, [ONE, TWO])) == ("b2", "林晚晴")
    assert unseal(held, [ONE]) is None
    assert unseal(held, [("b2", bytes(32))]) is None


def test_a_number_has_the_same_index_however_it_is_typed() -> None:
    (kept,) = blind_indexes("13800000001", [ONE])

    assert [blind_indexes(typed, [ONE]) for typed in ("138 0000 0001", "138-0000-0001", "１３８０００００００１")] == [
        [kept]
    ] * 3
    assert len(kept) == 64
    assert kept not in blind_indexes("13800000002", [ONE])


def test_index_depends_on_the_key_and_each_key_has_one() -> None:
    first, second = blind_indexes("13800000001", [ONE, TWO])

    assert first != second
    assert blind_indexes("13800000001", [TWO]) == [second]


def test_addresses_of_mail_that_differ_by_a_hyphen_are_told_apart() -> None:
    assert blind_indexes("a-b@x.cn", [ONE]) != blind_indexes("ab@x.cn", [ONE])


@pytest.mark.parametrize("number", ["", " ", " - "])
def test_no_number_has_no_index(number: str) -> None:
    assert blind_indexes(number, [ONE]) == []


def test_lone_key_is_called_1_as_ever() -> None:
    encoded = base64.b64encode(bytes(32)).decode()

    assert read_data_keys(encoded) == [("1", bytes(32))]
    assert read_data_keys(f"c3:{encoded}, {encoded}") == [("c3", bytes(32)), ("1", bytes(32))]
