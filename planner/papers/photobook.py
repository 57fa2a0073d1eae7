"""活动相册: all photos that may leave the house as a PDF; made by a job, for they are many."""

import hashlib

from planner.documents.photobook import REVISION, build_photo_book
from planner.papers.storyphotos import read_photo_file
from planner.report.sentences import tell_days
from planner.report.story import Story

LABEL = "活动相册"


def tag_photo_book(story: Story) -> str:
    """What is another value as soon as the album of the story would be another."""
    facts = story.facts
    shown = (REVISION, facts.title, facts.organisation, tell_days(facts), facts.place, story.photos)
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def print_photo_book(story: Story) -> bytes:
    """The album as PDF."""
    return build_photo_book(story, read_photo_file)
