"""Words for the two doors that need no argument: naming a thought, breath, the room around."""

BREATH_SECONDS = 10
"""One breath: six a minute (0.1 Hz). Fincham et al. 2023, Sci. Rep. 13: 432, for the effect."""

IN_SECONDS = 4
OUT_SECONDS = BREATH_SECONDS - IN_SECONDS

BREATH_CAUTIONS: tuple[str, ...] = (
    "Gentle, not deep: as if you did not want to wake someone. Nothing is held.",
    "If you get dizzy or uneasy, let your breath go its own way and look around the room.",
    "With trouble of heart or lungs, epilepsy, panic or a pregnancy, ask someone who knows you"
    " first, or leave this out.",
)
"""Said before any breath is counted."""

BREATH_IN_WORDS: tuple[str, ...] = (
    f"In through the nose while you count slowly to {IN_SECONDS}.",
    f"Out, soft and slow, while you count to {OUT_SECONDS}.",
    "That is six breaths a minute. Some minutes are enough; you can stop at any breath.",
)
"""The same for whoever does not look at a moving picture."""

GROUNDING: tuple[str, ...] = (
    "Eyes open. Take what fits, leave out the rest, and stop whenever you want.",
    "Look around: five things that you can see, near or far.",
    "Touch: four things that you can feel, such as the chair, your sleeve, the floor.",
    "Listen: three sounds, the quiet ones too.",
    "Smell: two things, or one that you know well.",
    "Taste: one thing, or a sip of water.",
)
"""By the senses, outward things first; a custom that was not tried in studies."""

SLOWLY = "If you like, say or sing it very slowly, a few times. You can also leave that out."


def naming_lines(thought: str) -> tuple[str, ...]:
    """Give a thought named as a thought; singing it is offered only without words of harm."""
    from corvia_engine.words.care import crisis
    from corvia_engine.words.clauses import clause_of, quoted, without_frame

    if not thought.strip():
        return ("I notice that there is a thought. It is here, and I am the one who notices it.",)
    clause = clause_of(thought)
    named = f"that {without_frame(clause)}" if clause else quoted(thought)
    lines = (
        f"I notice I am having the thought {named}.",
        "It is a thought: words that come and go. I am the one who notices it.",
    )
    return (*lines, SLOWLY) if crisis(thought).level == "none" else lines


def exercise_lines(kind: str, thought: str) -> tuple[str, ...]:
    """Give the words of a step that is done rather than answered."""
    if kind == "naming":
        return naming_lines(thought)
    if kind == "grounding":
        return GROUNDING
    return (*BREATH_CAUTIONS, *BREATH_IN_WORDS)
