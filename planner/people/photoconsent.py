"""What is known of who agrees that photos of them are published; where nothing is known, that is said."""

import re
from dataclasses import dataclass

from planner.dossier import Dossier
from planner.telling import is_about_photos

_SENTENCE_END = re.compile("[。；;\n]")
_MOST_RULES = 3


@dataclass(frozen=True, slots=True)
class PhotoConsents:
    """Volunteers with a place who `agreed` that photos of them are used, and those who did not; how many children are
    on the roster, of whom no record says anything; what the plan says of photos.
    """

    agreed: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    children: int = 0
    rules: tuple[str, ...] = ()


def find_photo_rules(dossier: Dossier) -> tuple[str, ...]:
    """The first sentences of the plan that speak of photos: of its chapters, then of its safety list."""
    texts = [*(section.text for section in dossier.sections), *(check.item for check in dossier.safety)]
    sentences = (sentence.strip() for text in texts for sentence in _SENTENCE_END.split(text))
    return tuple(dict.fromkeys(filter(is_about_photos, sentences)))[:_MOST_RULES]
