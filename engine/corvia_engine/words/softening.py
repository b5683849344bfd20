"""Say a clause again with its own words: absolutes to what is known, predictions to possibilities."""

# ruff: noqa: E501 (patterns read better unbroken)

import re

from corvia_engine.words.word_sets import word_set

_SUBJECT = r"(?P<who>\bI|\b(?:he|she|it|they|we|everything|everyone|everybody|people)|^(?:this|that)|\b(?:my|the|this|his|her|our|their) [\w-]+)"
_WILL = re.compile(
    _SUBJECT
    + r"(?:'ll| will|'m going to|'s going to|'re going to| (?:am|is|are) going to|'m gonna|'s gonna|'re gonna)"
    r"(?: (?:just|definitely|probably|surely|certainly|for sure|only|always))?(?P<no> never| not)? (?!be a miracle)(?=[a-z])",
    re.I,
)
_WONT = re.compile(_SUBJECT + r" won't(?: ever)? (?=[a-z])", re.I)
_KNOWN = re.compile(r"\b(?:already )?(?:know|knew) (?:how|what|that)\b", re.I)
_NOT_A_PREDICTION = word_set("admit say try have")
_ABSOLUTES = (
    (re.compile(r"\bevery (?:single )?time (?=(?:i|he|she|we|they|it|my)\b)", re.I), "often when "),
    (re.compile(r"\bevery (?:single )?time\b", re.I), "many times"),
    (re.compile(r"\b(?:almost |nearly )?always\b", re.I), "often"),
    (
        re.compile(r"\b(?:all|the whole) (?:of )?the time\b|\ball the time\b", re.I),
        "a lot of the time",
    ),
    (re.compile(r"\beverything (?=(?:i|he|she|we|they)\b)", re.I), "some of what "),
    (re.compile(r"^everything\b", re.I), "a lot"),
    (re.compile(r"(?<=\w )everything(?=$|[,.])", re.I), "things"),
    (re.compile(r"^nothing (?=(?:i|he|she|we|they)\b)", re.I), "not much of what "),
    (re.compile(r"^nothing (?:ever )?(?=\w+s\b|is\b|was\b|goes\b|will\b)", re.I), "not much "),
    (re.compile(r"(?<=\bi )never (?!again\b|have\b|had\b|been\b|know\b)", re.I), "rarely "),
    (
        re.compile(
            r"(?<=\bhe )never (?=\w)|(?<=\bshe )never (?=\w)|(?<=\bthey )never (?=\w)", re.I
        ),
        "rarely ",
    ),
    (
        re.compile(
            r"\b(?:completely|totally|absolutely|entirely|utterly) (?=\w+(?:ed|en)\b)", re.I
        ),
        "partly ",
    ),
)
_LARGE = (
    (
        re.compile(
            r"\bthe (?:absolute |very )?worst (?!part|thing|of|to|in|that|is|and|case)([a-z]+)(?: of my life| ever| in the world| in history)?",
            re.I,
        ),
        r"a very hard \1",
    ),
    (
        re.compile(
            r"^(?P<s>it|this|that|today|life|everything)(?P<v>'s| is| was| has been) (?:just |so |such |really |a |an |complete |total |absolute |absolutely |complete and utter |the )*(?:disaster|nightmare|catastrophe|horrible|terrible|awful|unbearable|hell|torture|worst)(?: ever)?(?=$|[,.]| and | right now)",
            re.I,
        ),
        r"\g<s>\g<v> very hard",
    ),
)
_CANNOT = re.compile(
    r"\bI (?:just |really |literally |simply )?(?:can't|cannot|can not) (?:even |ever )?(?!wait|believe|help|be\b|even\b|remember|stop|tell|say\b|afford|see\b|find\b|breathe|imagine|seem)(?=[a-z]{2,})",
    re.I,
)
_SHOULD_HAVE = re.compile(
    r"^I (?:really )?(?:should have|should've|shoulda|ought to have) (?!to\b)(?=[a-z])", re.I
)
_SHOULD_NOT_HAVE = re.compile(
    r"^I (?:really )?(?:should not have|shouldn't have|should never have) (?!to\b)(?=[a-z])", re.I
)
_SHOULD_BE_DOING = re.compile(
    r"^I (?:really )?(?:should|ought to) (?:really |just |probably |at least )?(?!have\b|not\b|never\b)(?P<rest>.+)$",
    re.I,
)
_MUST = re.compile(
    r"^I(?:'ve got to| (?:really |just )?(?:must|have to|got to|gotta|need to)) (?!not\b|be\b|have\b)(?P<rest>.+)$",
    re.I,
)
_MUST_NOT = re.compile(
    r"^I (?:must not|mustn't|should not|shouldn't) (?!have\b|even\b)(?P<rest>[a-z].+)$", re.I
)
_OTHERS_SHOULD = re.compile(
    r"^(?P<who>he|she|they|people|everyone|everybody|it|my \w+) (?:should|ought to|must) (?!have\b|not\b|never\b|be\b)(?P<rest>.+)$",
    re.I,
)
_BODY = re.compile(
    r"\b(?:thin|thinner|slim\w*|skinn\w+|weigh\w*|fat|diet\w*|eat\w*|calor\w+|pounds)\b", re.I
)


def with_possibilities(clause: str) -> str:
    """Turn predictions to possibilities: “I will fail” to “I might fail”."""

    def might(match: re.Match[str]) -> str:
        following = clause[match.end() :].split(" ", 1)[0]
        if following in _NOT_A_PREDICTION and not match["no"]:
            return match.group()
        return f"{match['who']} might {'not ' if match['no'] else ''}"

    if _KNOWN.search(clause):
        return clause
    return _WONT.sub(lambda match: f"{match['who']} might not ", _WILL.sub(might, clause))


def with_degrees(clause: str) -> str:
    """Turn absolutes to degrees: “always” to “often”, “I never” to “I rarely”."""
    for pattern, replacement in _ABSOLUTES:
        clause = pattern.sub(replacement, clause)
    return clause


def with_measure(clause: str) -> str:
    """Turn what is called unbearable to what is hard: “I can't take it” to “I find it hard to”."""
    for pattern, replacement in _LARGE:
        clause = pattern.sub(replacement, clause)
    return _CANNOT.sub("I find it hard to ", clause)


def with_wishes(clause: str) -> str:  # noqa: PLR0911 (one form a return)
    """Turn demands to wishes: “I should call” to “I would like to call”; as it stands where it is
    about the body's weight, or is no demand.
    """
    if _BODY.search(clause):
        return clause
    if _SHOULD_NOT_HAVE.match(clause):
        return _SHOULD_NOT_HAVE.sub("I wish I had not ", clause)
    if _SHOULD_HAVE.match(clause):
        return _SHOULD_HAVE.sub("I wish I had ", clause)
    if match := _MUST_NOT.match(clause):
        return f"I would like not to {match['rest']}"
    if match := _SHOULD_BE_DOING.match(clause):
        return f"I would like to {match['rest']}"
    if match := _MUST.match(clause):
        return f"I would like to {match['rest']}"
    if match := _OTHERS_SHOULD.match(clause):
        return f"I wish {match['who']} would {match['rest']}".replace("would know", "knew")
    return clause
