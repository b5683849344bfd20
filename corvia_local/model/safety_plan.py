"""A person's own plan for hard hours: what they notice, what helps, whom to ask."""

from typing import Annotated

import msgspec
from msgspec import Meta

LONGEST_PART = 4_000
"""Code points of one part."""

Part = Annotated[str, Meta(max_length=LONGEST_PART)]


class SafetyPlan(msgspec.Struct, frozen=True):
    """The parts, in the order in which they help; each is the person's own words, or empty.

    `warning_signs`: how it begins. `alone`: what helps without anyone else. `places`: people and
    places that bring other thoughts. `ask`: whom to ask for help. `professionals`: professionals
    and lines. `safer`: what makes the place around safer. `reasons`: what is worth living for.
    `message`: first words to somebody trusted.

    The steps are those of safety planning (Stanley & Brown 2012, Cogn. Behav. Pract. 19(2)); the
    words for them are our own.
    """

    warning_signs: Part = ""
    alone: Part = ""
    places: Part = ""
    ask: Part = ""
    professionals: Part = ""
    safer: Part = ""
    reasons: Part = ""
    message: Part = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in any part."""
        return not any(getattr(self, name).strip() for name in PART_NAMES)


PART_NAMES: tuple[str, ...] = SafetyPlan.__struct_fields__

PART_TITLES: dict[str, str] = {
    "warning_signs": "How I notice that it is getting hard",
    "alone": "What I can do by myself",
    "places": "People and places that bring other thoughts",
    "ask": "Whom I can ask for help",
    "professionals": "Professionals and lines",
    "safer": "How I make the place around me safer",
    "reasons": "What I want to live for",
    "message": "First words to someone I trust",
}
"""What stands above each part."""

PART_HINTS: dict[str, str] = {
    "warning_signs": "Thoughts, feelings, things I do or stop doing.",
    "alone": "Small things that helped before, even a little.",
    "places": "Who or where is good to be with, without talking about it.",
    "ask": "Names and numbers of people I can tell.",
    "professionals": "Doctor, therapist, a line, the nearest hospital.",
    "safer": "What I can put out of reach, or give to someone to keep.",
    "reasons": "People, animals, places, something to come.",
    "message": "Short is fine. It can be sent as it is.",
}
"""What a part may hold, for somebody who looks at an empty one."""
