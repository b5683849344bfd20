"""The small words of a language, by which a line breaks well or badly."""

# ruff: noqa: E501 (lists of words read better unbroken)

from typing import NamedTuple

from corvia_engine.words.word_sets import word_set


class JoiningWords(NamedTuple):
    """Words before which a line may begin (`joiners`, `prepositions`, `subjects`, `determiners`),
    words that hang at a line's end (`never_last`) or beginning (`never_first`).
    """

    joiners: frozenset[str]
    prepositions: frozenset[str]
    subjects: frozenset[str]
    determiners: frozenset[str]
    never_last: frozenset[str]
    never_first: frozenset[str]


def _of(
    joiners: str, prepositions: str, subjects: str, determiners: str, hanging: str, trailing: str
) -> JoiningWords:
    groups = [word_set(one) for one in (joiners, prepositions, subjects, determiners)]
    never_last = frozenset().union(*groups, word_set(hanging))
    return JoiningWords(groups[0], groups[1], groups[2], groups[3], never_last, word_set(trailing))


_ENGLISH = JoiningWords(
    joiners=word_set(
        "and but or so because when while if though although until unless since before after where who"
        " which that then yet like as than how why what whenever whether even"
    ),
    prepositions=word_set(
        "in on at by for from with without into onto over under through about around between behind"
        " beside near across against along among during past toward towards inside outside of to up"
        " down out off upon within"
    ),
    subjects=word_set("i we he she they you it there this"),
    determiners=word_set("my our his her their your the a an this these those some every no"),
    never_last=word_set(
        "a an the my your his her its our their this these those some any no every each another such"
        " and but or so because when while if though although until unless than as that which who whose"
        " in on at by for from with without into onto of to about between behind beside against among"
        " during toward towards through over under around across near inside outside like after before since past"
        " i we he she they you it there who what how why where i'm i've i'd i'll he's she's it's we're"
        " they're you're that's there's we've they've you've we'll they'll you'll he'd she'd"
        " am is are was were be been being do does did has have had can could will would shall should"
        " may might must not don't doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't"
        " weren't hasn't haven't hadn't very too quite more most less least just really only even still"
        " also never always almost nearly first last own same other whole mr mrs ms dr st"
        " one two three four five six seven eight nine ten twenty"
    ),
    never_first=word_set("me him them us of too enough else ago n't not"),
)

JOINING_WORDS: dict[str, JoiningWords] = {
    "en": _ENGLISH,
    "de": _of(
        "und aber oder denn weil wenn als ob dass während obwohl bis damit sondern doch wie was wo warum",
        "in im an am auf aus bei beim mit nach von vom zu zum zur für durch gegen ohne um über unter vor hinter neben zwischen seit ins ans",
        "ich du er sie es wir ihr man",
        "der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner dein deine seine seinen seinem ihr ihre unser unsere kein keine keinen diese dieser dieses diesen jeder jede jedes alle",
        "nicht so sehr zu nur noch auch ist sind war bin habe hat hatte wird werde kann will soll muss möchte könnte würde immer ganz",
        "mir mich dir dich ihm ihn uns euch sich",
    ),
    "fr": _of(
        "et mais ou car donc parce quand lorsque si que qui où comme puis pourtant",
        "à de du des en dans sur sous avec sans pour par chez vers entre au aux jusqu'à depuis",
        "je tu il elle on nous vous ils elles ce ça c'est j'ai",
        "le la les un une mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces quelque chaque tout toute tous",
        "ne n'est est suis es sont était ai as a avait très plus si aussi pas trop bien y me te se lui",
        "pas plus moi toi",
    ),
    "es": _of(
        "y e pero o u porque cuando mientras si aunque que como donde pues sino",
        "a al de del en con sin por para sobre entre hasta desde hacia contra tras ante bajo",
        "yo tú él ella nosotros ellos ellas usted",
        "el la los las un una unos unas mi mis tu tus su sus nuestro nuestra este esta estos estas ese esa cada todo toda",
        "no me te se le lo nos les es soy está estoy era fue estaba ha he había muy tan más menos ya lo hay ser",
        "",
    ),
    "it": _of(
        "e ed ma o perché quando mentre se che come dove però",
        "a al alla ai alle di del della dei delle in nel nella con senza per su sul sulla da dal dalla tra fra",
        "io tu lui lei noi voi loro",
        "il lo la i gli le un uno una mio mia miei mie tuo tua suo sua nostro nostra questo questa quel quella ogni",
        "non mi ti si ci vi è sono era ho ha aveva molto così più meno già essere",
        "",
    ),
    "pt": _of(
        "e mas ou porque quando enquanto se que como onde pois embora",
        "a ao à aos às de do da dos das em no na nos nas com sem por pelo pela para sobre entre até desde",
        "eu tu ele ela nós eles elas você",
        "o os as um uma uns umas meu minha meus minhas teu tua seu sua nosso nossa este esta esse essa cada",
        "não me te se lhe é sou está estou era foi estava muito tão mais menos já ser",
        "",
    ),
    "nl": _of(
        "en maar of want omdat als toen terwijl hoewel dat die wie waar hoe wat",
        "in op aan bij met van voor naar uit door over onder achter naast tegen zonder tot te",
        "ik jij je hij zij ze het we wij jullie men",
        "de een mijn jouw zijn haar ons onze hun dit deze die elke geen",
        "niet zo heel erg nog ook is ben was heb heeft had word kan wil moet zou al",
        "mij me hem hen ons",
    ),
    "sv": _of(
        "och men eller för eftersom när medan om att som där hur vad fast",
        "i på av med utan till från för genom under över bakom bredvid mot hos vid om åt",
        "jag du han hon det den vi ni de man",
        "en ett min mitt mina din ditt sin sitt sina vår vårt denna detta varje ingen inget",
        "inte så mycket också är var har hade blir kan vill ska måste bara ännu",
        "mig dig honom henne oss er dem",
    ),
    "pl": _of(
        "i a ale lub bo ponieważ kiedy gdy jeśli że żeby który która które jak gdzie chociaż",
        "w we na z ze do od o u przez pod nad przed za między po dla bez",
        "ja ty on ona my wy oni one",
        "mój moja moje mojego mojej twój twoja jego jej nasz nasza ten ta to każdy",
        "nie się bardzo tak już jest jestem był była było mam tylko też",
        "mnie mi cię ci go mu",
    ),
}  # fmt: skip
"""By language code, as `languages.language_of` gives it."""
