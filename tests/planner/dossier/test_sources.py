"""The table of sources against every room that prints, counts or checks them."""

from pathlib import Path

import pytest

import planner
from planner.documents.plan_records import RECORDS
from planner.dossier import Dossier
from planner.dossier.sources import CLOSING_SOURCES, SOURCES
from planner.enums import SectionSource
from planner.nouns import NOUNS
from planner.places import parse_place
from planner.samples import load_sample

TOUR = load_sample("hometown_tour")


def test_every_source_stands_in_the_table() -> None:
    assert set(SOURCES) == set(SectionSource)
    assert [source for source in SectionSource if not SOURCES[source].is_printed] == [SectionSource.TEXT]
    assert {SectionSource.ATTACHMENTS, SectionSource.SIGNATURE} == CLOSING_SOURCES


def test_paper_prints_every_source() -> None:
    # The signature closes the paper as a whole and has no place in its text.
    printed = {source for source, entry in SOURCES.items() if entry.is_printed}

    assert set(RECORDS) == printed - {SectionSource.SIGNATURE}


@pytest.mark.parametrize("source", [source for source in SectionSource if SOURCES[source].is_printed])
def test_page_of_the_plan_shows_every_source(source: SectionSource) -> None:
    folder = Path(planner.__file__).parent / "templates"

    assert list(folder.rglob(f"records/_{source.value}.html"))


@pytest.mark.parametrize("source", [source for source in SectionSource if SOURCES[source].is_printed])
def test_records_are_mended_at_a_place_that_exists(source: SectionSource) -> None:
    place = parse_place(SOURCES[source].place)

    assert place.noun in NOUNS or hasattr(TOUR.facts, place.key)


@pytest.mark.parametrize("source", list(SectionSource))
def test_summary_says_what_is_there_and_nothing_of_nothing(source: SectionSource) -> None:
    assert SOURCES[source].summarise(Dossier()) == ""
    assert bool(SOURCES[source].summarise(TOUR)) is SOURCES[source].is_printed
