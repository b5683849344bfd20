"""Words and phrases that may stand for one another at a line's end; each is an edit that is shown."""

# ruff: noqa: E501 (lists of words read better unbroken)

from collections.abc import Iterator, Sequence

from corvia_engine.words.word_sets import word_set

_STATES: dict[str, tuple[str, ...]] = {
    "tired": ("weary", "worn out"), "scared": ("afraid",), "afraid": ("scared",), "happy": ("glad",), "glad": ("happy",),
    "sad": ("low", "blue"), "hard": ("rough", "tough"), "big": ("large",), "small": ("little",), "exhausted": ("worn out",),
    "okay": ("all right", "fine"), "ok": ("all right", "fine"), "fine": ("all right", "okay"), "sick": ("ill",), "ill": ("sick",),
    "quiet": ("still",), "terrible": ("awful",), "awful": ("terrible",), "shut": ("closed",), "closed": ("shut",),
    "alone": ("on my own",), "upset": ("sad",), "annoyed": ("cross",), "angry": ("cross",), "nervous": ("on edge",),
    "over": ("done",), "finished": ("done",), "done": ("over",), "difficult": ("hard",), "silent": ("still",), "noisy": ("loud",),
}  # fmt: skip
"""How somebody or something is; said of it after “was”, “so” and their like."""

_ACTS: dict[str, tuple[str, ...]] = {
    "talk": ("speak",), "speak": ("talk",), "cry": ("weep",), "sleep": ("rest",), "rest": ("sleep",), "start": ("begin",),
    "begin": ("start",), "shout": ("yell",), "yell": ("shout",), "leave": ("go",),
}  # fmt: skip
"""What somebody does; after “to”, “can't” and their like."""

_ANYWHERE: dict[str, tuple[str, ...]] = {
    "cried": ("wept",), "wept": ("cried",), "yelled": ("shouted",), "shouted": ("yelled",), "kids": ("children",),
    "mom": ("mother",), "mum": ("mother",), "dad": ("father",), "road": ("street",), "street": ("road",), "hurts": ("aches",),
    "nobody": ("no one",), "everybody": ("everyone",), "everyone": ("everybody",), "somebody": ("someone",),
    "someone": ("somebody",), "anybody": ("anyone",), "anyone": ("anybody",), "again": ("once more",), "too": ("as well",),
    "always": ("all the time",), "sometimes": ("at times", "now and then"), "afterwards": ("after that",),
    "forever": ("for good",), "anything": ("a thing",), "immediately": ("at once", "right away"), "slowly": ("slow",),
    "quickly": ("fast",), "outside": ("out there",), "inside": ("within",), "later": ("after that",), "nowadays": ("these days",),
    "in my head": ("in my mind",), "in my mind": ("in my head",), "all day": ("all day long",), "all night": ("all night long",),
    "the whole day": ("all day long",), "the whole night": ("all night long",), "every day": ("day by day",),
    "every night": ("night by night",), "all the time": ("night and day",), "at once": ("right away",), "for a while": ("for a time",),
    "a lot": ("so much",), "these days": ("nowadays",),
    "for a minute": ("for a time",), "for a moment": ("for a time",),
    "for hours": ("for so long",), "for so long": ("for hours",), "a long time": ("so long",),
    "by myself": ("alone", "on my own"),
    "on my own": ("alone",),
}  # fmt: skip

_BEFORE_STATE = word_set(
    "was were is are am be been i'm it's he's she's we're they're that's so very too really feel felt feels still more not wasn't isn't"
)
_BEFORE_ACT = word_set(
    "to not can can't could couldn't will won't would wouldn't don't didn't doesn't do did i we they you must should may might just"
)
_FIRST_PERSON = word_set("i i'm i've i'd i'll me my")
_LONGEST = 3


def near_ends(plain: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Give, for a line's bare words, how many of the last ones may be replaced, and by what."""
    for size in range(1, min(_LONGEST, len(plain) - 1) + 1):
        end, before = " ".join(plain[-size:]), plain[-size - 1]
        found = _ANYWHERE.get(end, ())
        if end != "alone" or _FIRST_PERSON & set(plain):
            found += _STATES.get(end, ()) if before in _BEFORE_STATE else ()
        found += _ACTS.get(end, ()) if before in _BEFORE_ACT else ()
        for other in found:
            yield size, other
