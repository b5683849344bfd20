"""Turns of phrase that go with thinking traps, or speak against one, as yes-or-no features.

The patterns are our own. None decides by itself: each is one input of the trained model, which
also learns how far to trust it.
"""

# ruff: noqa: E501 (patterns read better unbroken)

import re

from corvia_engine.words.word_sets import word_set
from corvia_local.model.reflection import DistortionType

_PATTERNS: tuple[tuple[str, str], ...] = (
    # all or nothing
    ("either_or", r"\beither\b.{1,60}\bor\b"),
    ("nothing_or_complete", r"\b(total|complete|utter|absolute)(ly)?\b"),
    ("no_point", r"\b(no (point|use)|might as well|why bother|may as well)\b"),
    ("if_not_then_nothing", r"\b(if|unless)\b.{1,60}\b(nothing|worthless|pointless|no \w+ at all)\b"),
    ("perfect", r"\b(perfect(ly)?|hundred percent|100 ?%|all or nothing|middle ground)\b"),
    ("ruined", r"\b(ruin(s|ed)?(?! nothing)|wasted|garbage|write-off|down the drain|spoil(s|ed|t)?)\b"),
    ("if_so_nothing", r"\b(so|then)\b.{0,30}\b(means? nothing|is nothing|worthless|pointless|for nothing)\b"),
    # overgeneralization
    ("always_never", r"\b(always|never|forever|constantly)\b"),
    ("i_always_never", r"\bi('m| am| have|'ve| just)? (always|never)\b"),
    ("every_time", r"\b(every (single )?time|whenever|each time|everywhere|anywhere)\b"),
    ("everyone_no_one", r"\b(every(one|body)|no( one|body)|any(one|body)|all (men|women|people))\b"),
    ("nothing_ever", r"\b(nothing|no one|nobody|not one|none)\b.{0,25}\bever\b"),
    ("people_always", r"\b(people|men|women|everyone|bosses|friends)\b.{0,12}\b(always|never)\b"),
    ("whatever_i", r"\b(what|when|where)ever i\b|\btypical\b|\bstory of my life\b"),
    # mental filter
    ("all_i_can", r"\b(all|only thing) (that )?i (can |could )?(think|see|remember|hear|notice|feel)\b"),
    ("only_see", r"\b(i )?(only|just) (see|notice|think|hear|remember|dwell)\b"),
    ("the_one", r"\bthe (one|single|only|two|minute)\b"),
    ("keep_replaying", r"\b(keep|kept|keeps|can't stop|cannot stop|stuck|dwell|fixed) (on |com|star|hear|think|replay|see|focus|zoom|pick|return)"),
    ("good_but", r"\b(good|lovely|fine|nice|well|beautiful|great|praised?|liked|laughed|compliments?)\b.{1,60}\b(but|yet|and|still)\b.{1,60}\b(only|one|all|just|nothing)\b"),
    # discounting the positive
    ("does_not_count", r"\b(doesn'?t|does not|didn't|did not|don't) (really )?(count|mean (anything|a thing|much)|prove)\b"),
    ("only_because", r"\b(only|just|probably|simply)\b.{0,30}\b(because|out of|for the)\b"),
    ("just_luck", r"\b(fluke|luck|lucky|by chance|just chance|an exception|a mistake)\b"),
    ("being_nice", r"\b(just|only) (being )?(nice|polite|kind)\b|\b(has|have|had) to say (that|it|so)\b|\bpoliteness\b"),
    ("anyone_could", r"\b(any(one|body)|every(one|body))\b.{0,20}\b(could|would|can|does|gets|has)\b"),
    ("big_deal", r"\b(big deal|so what|nothing special|that's nothing|not a real|isn't a real|least i could)\b"),
    # mind reading
    ("they_think", r"\b(he|she|they|everyone|everybody|people|parents|boss|friends?|mother|father|dad|mum|mom|\w+s)('s| is| are)? ?(all |really |clearly |probably |secretly |obviously |just |must |surely |always )?(thinks?|hates?|despises?|judg(e|es|ing)|pit(y|ies)|regrets?|finds?|believes?|dislikes?|wish(es)?|assumes?|look(s)? down)\b"),
    ("must_think", r"\b(he|she|they|everyone|people|you|it) (must|probably|surely|obviously|clearly) (all )?(be|think|hate|find|wish|have|dislike)\b"),
    ("i_know_they", r"\bi (just )?(know|can tell|could tell|can see|can feel|bet|saw|am sure|'m sure)\b.{0,30}\b(he|she|they|everyone|my|people|nobody|the)\b"),
    ("sick_of_me", r"\b(sick|tired|ashamed|mad|angry|annoyed|furious|bored|disappointed) (of|at|with|by) me\b"),
    ("look_then_judge", r"\b(looked|smiled|stopped|closed|said|read|hasn't|didn't|stepped|yawned|sighed)\b.{1,60}\b(so|she|he|they)('s| is| are| must| can't| finds?| thinks?)\b"),
    ("behind_my_back", r"\b(behind my back|secretly|in their eyes|in (her|his) eyes|in their faces|deep down)\b"),
    ("staring_laughing", r"\b(staring|laughing|talking|judging)\b.{0,12}\b(at|about|me)\b"),
    # fortune telling
    ("will_never", r"\b(will|'ll|won't|going to|gonna) (never|always|end up|be stuck|fail|forget|leave|lose|hate|mess|make a fool)\b"),
    ("going_to_fail", r"\b(going to|gonna|bound to|will|'ll)\b.{0,30}\b(fail|leave|fire|crash|wrong|bad|horrible|terrible|alone|mess|break|freeze|laugh|hate|worse|awful|misery|ruined?|forget)\b"),
    ("never_future", r"\b(i|we|he|she|they|it|nothing|nobody|no one)('ll| will|'m| am|'s|'re| are| is)? (never )?(going to|gonna|will|'ll|won't)\b"),
    ("end_up", r"\bend(s)? up\b|\bmatter of time\b|\bsooner or later\b|\bin ten years\b"),
    ("i_just_know", r"\b(i (just )?know it|i can feel it|i'm certain|i can already see|like i know|i know the)\b"),
    ("no_point_trying", r"\b(no point|why)\b.{0,12}\b(apply|ask|try|trying|asking|applying)"),
    # magnification
    ("catastrophe", r"\b(disaster|catastroph\w+|nightmare|tragedy|horror|horrific|unforgivable|doomed|hell|apocalyp\w+)\b"),
    ("end_of_world", r"\b(end of (the world|everything|us|it all)|life is (officially )?over|i'm finished|falling apart|in ruins|collaps\w+|destroy(s|ed)?|wreck(s|ed)?)\b"),
    ("cannot_bear", r"\b(can't|cannot|couldn't|could not|could never) (bear|stand|cope|take|survive|show)\b|\bunbearable\b|\bunsurvivable\b"),
    ("worst", r"\b(worst|biggest|most (humiliating|embarrassing|awful|terrible|horrible))\b"),
    ("what_if_deadly", r"\b(tumou?r|heart attack|deadly|disease|cancer|starving)\b"),
    # emotional reasoning
    ("i_feel", r"\b(i|it) (just )?(feels?|felt)\b"),
    ("feel_so_is", r"\b(feels?|felt|feeling|scared|afraid|angry|jealous|nervous|ashamed|panic)\b.{1,60}\b(so|therefore|which means|that means|must|means|proves|has to|proof)\b"),
    ("gut_proof", r"\b(gut|proof|proves?|for no reason|that's how i know|has to be true|the truth of it)\b"),
    ("therefore", r"\b(therefore|which means|that means|which proves|so i (must|am|know|obviously))\b"),
    # should statements
    ("should", r"\b(should|shouldn't|should'?ve|ought|supposed to)\b"),
    ("i_should", r"\bi (really )?(should|shouldn't|ought|must|mustn't)\b"),
    ("have_to", r"\b(have to|has to|must|got to|need to)\b"),
    ("by_now", r"\bby (now|thirty|forty|my age)\b|\bat my age\b|\bno excuse\b|\bno matter what\b|\ballowed to\b"),
    ("good_x_should", r"\b(a )?(good|real|decent|normal) (\w+ )?(should|shouldn't|would|never|man|mother|person)\b"),
    # labelling
    ("i_am_a", r"\b(i'm|i am|he's|she's|he is|she is|they are|what a|i was) (just |only |such |nothing but |clearly |basically |really )?(an?|the) "),
    ("insult", r"\b(loser|failure|idiot|moron|coward|fraud|impostor|monster|jerk|burden|disgrace|disappointment|nobody|freak|weirdo|witch|liar|quitter|mess|dimwit|trash|tyrant|fool|baby|animals|waste of space|damaged goods|hopeless case)\b"),
    ("self_insult", r"\bi('m| am) (so |just |such |really |too |completely |totally )?(stupid|dumb|worthless|useless|pathetic|lazy|ugly|weak|unlovable|broken|bad|incompetent|trash)\b"),
    ("bad_role", r"\b(terrible|horrible|bad|awful|useless|worst|weak|broken|lazy) (mother|father|friend|person|wife|husband|daughter|son|parent|human|woman|man|partner)\b"),
    # personalization
    ("my_fault", r"\b(my fault|to blame|blame myself|because of (me|my|how i)|due to me|down to me|my doing|on me|i('m| am) the reason|i caused|the blame)\b"),
    ("if_only_i", r"\bif (only )?i (had|hadn't|were|was|'d)\b"),
    ("i_must_have", r"\bi must have\b|\bsomething i did\b|\bsomething that i did\b"),
    ("because_i", r"\bbecause i\b|\bbecause he senses\b"),
    ("should_have_prevented", r"\bi should have (been|stopped|prevented|known|called|seen)\b|\bresponsible\b"),
    # against
    ("hedge", r"\b(maybe|perhaps|might|may|sometimes|can't know|i wonder|not sure|i guess|i hope|i think)\b"),
    ("negated_judgement", r"\b(not|isn't|wasn't|don't|doesn't|didn't) (a|an|the|my|mean|think|always|only|have|everything|everyone)\b"),
    ("quoted", r"[“”\"«»]"),
    ("reported", r"\b(he|she|they|teacher|boss|article|film|book|song|friend|mother|brother|sister|doctor)('s)? (said|says|told|thinks that|wrote|called|calls|asked|used to)\b"),
    ("used_to", r"\bused to\b|\bcaught myself\b|\bi notice\b|\bnow i see\b"),
    ("question", r"\?"),
    ("plan", r"\b(tomorrow|tonight|on (mon|tues|wednes|thurs|fri|satur|sun)day|by (six|noon|friday))\b"),
    ("first_person", r"\b(i|i'm|i've|me|my|myself)\b"),
    ("past_event", r"\b(yesterday|last night|today|this morning|on (mon|tues|wednes|thurs|fri|satur|sun)day)\b"),
)  # fmt: skip

OWN_CUES: dict[DistortionType, frozenset[str]] = {
    "all_or_nothing": word_set(
        "either_or nothing_or_complete no_point if_not_then_nothing perfect ruined if_so_nothing"
    ),
    "overgeneralization": word_set(
        "always_never i_always_never every_time everyone_no_one nothing_ever people_always whatever_i"
    ),
    "mental_filter": word_set("all_i_can only_see the_one keep_replaying good_but"),
    "disqualifying_positive": word_set(
        "does_not_count only_because just_luck being_nice anyone_could big_deal"
    ),
    "mind_reading": word_set(
        "they_think must_think i_know_they sick_of_me look_then_judge behind_my_back staring_laughing"
    ),
    "fortune_telling": word_set(
        "will_never going_to_fail never_future end_up i_just_know no_point_trying"
    ),
    "magnification": word_set("catastrophe end_of_world cannot_bear worst what_if_deadly"),
    "emotional_reasoning": word_set("i_feel feel_so_is gut_proof therefore"),
    "should_statements": word_set("should i_should have_to by_now good_x_should"),
    "labeling": word_set("i_am_a insult self_insult bad_role"),
    "personalization": word_set("my_fault if_only_i i_must_have because_i should_have_prevented"),
}
"""The cues of each trap. A trap is proposed only where at least one of its own stands."""

CUE_NAMES: tuple[str, ...] = tuple(name for name, _ in _PATTERNS)
_COMPILED = tuple(re.compile(pattern) for _, pattern in _PATTERNS)


def cues_of(sentence: str) -> list[int]:
    """List the indices (into CUE_NAMES) of the cues that one sentence holds."""
    lowered = sentence.lower().replace("’", "'").replace("‘", "'")
    return [index for index, pattern in enumerate(_COMPILED) if pattern.search(lowered)]
