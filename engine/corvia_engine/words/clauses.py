"""A sentence of one's own as a clause that can follow “that” or “as if”."""

# ruff: noqa: E501 (patterns read better unbroken)

import re

from corvia_engine.words.word_sets import word_set

LONGEST_CLAUSE = 150
LONGEST_QUOTE = 180
MOST_COMMAS = 2
MOST_BEFORE_VERB = 6
"""Words within which a sentence's verb stands, so that the rest is no mere list of nouns."""

_LEADING = re.compile(
    r"^(?:(?:and )?so (?=(?:i|i'm|he|she|it|it's|they|we|my|now|then|the|that|this)\b)|(?:and|but|because|then|also|plus|well|yes|yeah|sure|typical|okay|ok|oh|ugh+|urgh|omg|honestly|basically|seriously|literally|clearly|obviously|apparently|anyway|i mean|of course|yet),?\s+)",
    re.I,
)
_TAG = re.compile(r"https?://\S+|[#@]\w+|&\w+;|[:;]['-]?[()/|DPp]+|[^\w\s.,;:!?'’\"“”()%€$£&/–—…-]")
_KNOWING = re.compile(r",? i just know it$|,? i (?:just )?know(?: it)?$", re.I)
_FRAME = re.compile(
    r"^i (?:just |really |honestly |still )?(?:know|feel like|feel as if|feel that|feel|think|believe|keep thinking|can tell|am sure|am certain|bet|guess) (?:that )?"
    r"(?=(?:i|i'm|i'll|i've|he|she|it|it's|they|we|you|everyone|everybody|nobody|no one|nothing|everything|people|my|this|that|there|the|he's|she's|they're|we're)\b)",
    re.I,
)
_UNSAFE = re.compile(
    r"[?!\"“”«»()\[\]{}\n;]|:\s|\.\.|…|\. |\b(?:you|your|u|ur|idk|lol|lmao|tbh|pls|rt)\b", re.I
)
_SUBJECTS = word_set(
    "i i'm i've i'll i'd he she it they we he's she's it's they're we're he'll she'll it'll they'll"
    " we'll they've we've he'd she'd they'd everyone everybody nobody nothing everything people"
    " someone anyone that's there's there this that"
)
_CROWDS = word_set("everyone everybody nobody people someone nothing everything anyone")
_CROWD_VERB = re.compile(r"(?:(?:ever|really|even|always|just|else) )?[a-z]+(?:s|ed)\b", re.I)
_KNOWN_NOUN = re.compile(
    r"^(?:mum|mom|mother|dad|father|grandma|grandpa|work|school|life|love|home|uni|university|college|money|sleep|today|tomorrow) (?:is|was|will|won't|has|hates|thinks|knows|wants|doesn't|didn't|isn't|never|always)\b",
    re.I,
)
_NOUN_OPENERS = word_set("my the this that these those our his her their a an all no other most")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|should|must|might|may"
    r"|won't|can't|couldn't|wouldn't|shouldn't|don't|doesn't|didn't|isn't|aren't|wasn't|weren't"
    r"|hasn't|haven't|hadn't|\w+'s|\w+'re|\w+'m|\w+'ll|\w+'ve|thought|knew|told|found|lost|broke|hates?|thinks?|likes?|knows?|makes?|made|goes|went|wants?"
    r"|says?|said|feels?|felt|left|leaves?|gets?|got|keeps?|kept|hurts?|sees?|saw|cares?|needs?"
    r"|takes?|took|\w{3,}ed)\b",
    re.I,
)
_LOWER_FIRST = word_set(
    "a all an another any anyone as at because by each either even every everybody everyone"
    " everything few for from he her his how if in it just maybe me men most my never no nobody not"
    " nothing now of often on one only our people rarely she should some somebody someone such that"
    " the their there these they this those to today tomorrow tonight unless until we what whatever"
    " when whenever where whoever why will with without women you your other work school life love home uni university college money sleep"
)


def tidied(thought: str) -> str:
    """Give a sentence without its tags, links, picture signs and leading “and so”."""
    text = re.sub(r"\s+", " ", _TAG.sub(" ", thought.replace("’", "'"))).strip()
    text = re.sub(r"^[\s.,;:!?–—-]+", "", text)
    text = _LEADING.sub("", _LEADING.sub("", text))
    text = re.sub(r"(?<![\w'])i(?=$|[\s,.!?]|'(?:m|ve|ll|d)\b)", "I", text)
    text = re.sub(r"\b[Ii](m|ve)\b", r"I'\1", text)
    return re.sub(r"\s+([.,;!?])", r"\1", text).strip()


def clause_of(thought: str) -> str:
    """Give the sentence so that it can follow “that”, without end sign; empty where it cannot.

    It can where it begins with a subject, states something, and holds no second sentence, no
    quotation, no question and no address to somebody.
    """
    text = _KNOWING.sub("", tidied(thought).rstrip(" .,–—!-"))
    words = text.split()
    if len(words) < 2 or len(text) > LONGEST_CLAUSE or text.count(",") > MOST_COMMAS:
        return ""
    if _UNSAFE.search(text) or text.isupper() or not _states(words, text):
        return ""
    return lowered(text)


def _states(words: list[str], text: str) -> bool:
    first = words[0].lower().rstrip(",")
    if first in _CROWDS:
        following = " ".join(words[1:MOST_BEFORE_VERB])
        return bool(_CROWD_VERB.match(following) or _FINITE.search(following))
    if first in _SUBJECTS:
        if "'" in first or first not in ("this", "that", "there"):
            return _pronoun_has_verb(first, words[1].lower())
        return bool(_FINITE.search(" ".join(words[1:])))
    if _KNOWN_NOUN.match(text) or re.match(
        r"every (?:single )?time (?:i|he|she|we|they|it)\b", text, re.I
    ):
        return True
    if first in _NOUN_OPENERS or " ".join(words[:2]).lower() == "no one":
        return bool(_FINITE.search(" ".join(words[1:MOST_BEFORE_VERB])))
    return first in ("if", "when") and "," in text and bool(_FINITE.search(text))


def _pronoun_has_verb(first: str, second: str) -> bool:
    if "'" in first:
        return True
    return second.strip(",") not in ("and", "or", "but", "being", "in", "on", "at", "with", "to")


def without_frame(clause: str) -> str:
    """Leave out a leading “I know that”, “I feel like”, where a whole clause follows."""
    inner = _FRAME.sub("", clause)
    return inner if len(inner.split()) >= 2 else clause


def lowered(text: str) -> str:
    """Lower the first letter unless the word is a name or “I”."""
    plain = re.split(r"[\s',]", text, maxsplit=1)[0].lower()
    return text[:1].lower() + text[1:] if plain in _LOWER_FIRST else text


def sentence(clause: str) -> str:
    """Give a clause as a sentence: capital and full stop."""
    text = clause.strip().rstrip(" .,;:–—-")
    ended = text if text.endswith(("!", "?", "…")) else f"{text}."
    return ended[:1].upper() + ended[1:]


def quoted(thought: str) -> str:
    """Give a thought in quotation marks, at most 180 code points, cut between words."""
    text = tidied(thought).replace('"', "'").replace("“", "'").replace("”", "'").rstrip(" .,;:–—-")
    if len(text) > LONGEST_QUOTE:
        text = text[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" .,;:–—-") + " …"
    return f"“{text}”"
