"""Turns of phrase that speak of harm, and those that only sound so. The patterns are our own.

They read English, and the plainest phrases of six other languages. They exist to recognise
words, never to print them.
"""

import re

_WISH = (
    r"(?:want(?:ed|ing)?|wanna|wish(?:ed|ing)?|need(?:ed)?|going|gonna|plan(?:s|ned|ning)?|ready"
    r"|decided|tempted|trying|tried|like|about|(?:thoughts?|think(?:ing)?|thought|dream(?:ing|ed)?"
    r"|fantasi[sz](?:e|ing))\s+(?:of|about)|urges?|keep|rather|could|might|will|i'll|i'd|should)"
)
_SELF = r"(?:myself|my\s+self|me)"

EXPLICIT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:k[i*1]ll(?:ing|ed)?|unaliv(?:e|ing)|off(?:ing)?|end(?:ing)?|hang(?:ing)?"
        r"|shoot(?:ing)?|drown(?:ing)?|poison(?:ing)?|starv(?:e|ing)|destroy(?:ing)?)\s+my\s?self\b",
        r"\b(?:hurt(?:ing)?|harm(?:ed|ing)?|injur(?:e|ed|ing)|burn(?:ing)?)\s+my\s?self\b",
        r"\b(?:cut|cutting)\s+my\s?self\b|\b(?:started|been|back to|keep)\s+cutting(?:\s+again)?(?=\s*(?:[.,!?;]|$|and\b|because\b|my\s+(?:arm|leg|thigh|wrist|skin)))",
        r"\bcut(?:ting)?\s+my\s+(?:wrists?|arms?|thighs?|legs?|skin)\b|\bslit(?:ting)?\s+my\b",
        r"\bself[\s-]?harm(?:ed|ing)?\b|\bkms\b|\bsewer\s?slide\b",
        r"\b(?:end|ending|take|taking|took)\s+my\s+(?:own\s+)?life\b|\bend(?:ing)?\s+it\s+all\b",
        r"\b(?:i'?m|i\s+am|i\s+feel|i\s+felt|i'?ve\s+been|been|feeling|my|are|so)\s+(?:\w+\s+){0,2}suicidal\b|\bsuicidal\s+(?:thoughts?|again|ideation|feelings?|urges?)\b",
        r"\b(?:commit(?:ting)?|attempt(?:ed|ing)?|consider(?:ed|ing)?|contemplat(?:e|ed|ing)|(?:think|thought|thinking)\s+(?:of|about))\s+suicide\b",
        rf"\b{_WISH}\s+(?:to\s+)?(?:just\s+|really\s+|only\s+)?(?:die|dying|be\s+dead|being\s+dead|stop\s+existing|not\s+exist|cease\s+to\s+exist|never\s+wake\s+up|not\s+wake\s+up)\b",
        r"\bwish(?:ed)?\s+(?:that\s+)?i\s+(?:was|were|had|would|could|'d)\s*(?:just\s+|simply\s+|all\s+)?(?:dead|die|died|never\s+(?:been\s+)?born|not\s+(?:been\s+)?born|not\s+alive|never\s+wake)\b",
        r"\bwish(?:ed)?\s+(?:that\s+)?i\s+(?:wasn'?t|weren'?t|hadn'?t|didn'?t|wouldn'?t)\s+(?:alive|exist|born|been\s+born|wake\s+up|here\s+any\s?more)\b",
        r"\b(?:do\s?n'?t|do\s+not|didn'?t|no\s+longer|never)\s+(?:even\s+|really\s+)?(?:want|wanna|wish|care)\s*(?:to\s+)?(?:live|be\s+alive|exist|wake\s+up|keep\s+living|go\s+on\s+living)(?!\s+(?:with|in|at|near|here|there|by|like|off|on|under|early|before|up)\b)",
        r"\b(?:do\s?n'?t|do\s+not|no\s+longer)\s+(?:want|wanna)\s*(?:to\s+)?be\s+(?:here|around)(?:\s+(?:any\s?more|at\s+all))?(?=\s*(?:[.,!;]|$))",
        r"\b(?:better\s+off|rather\s+be)\s+dead\b|\bi\s+(?:should|deserve\s+to)\s+(?:be\s+dead|die)\b",
        r"\b(?:tired|sick|done)\s+(?:of|with)\s+(?:living|being\s+alive|life|existing)\b",
        r"\b(?:no|not\s+a(?:ny)?(?:\s+single)?)\s+reasons?\s+(?:left\s+)?(?:to\s+live|to\s+be\s+alive|to\s+keep\s+living|for\s+living)\b|\bnothing\s+(?:left\s+)?to\s+live\s+for\b",
        r"\blife\s+(?:is|isn'?t|is\s+not|'s\s+not|just\s+isn'?t)\s+(?:not\s+)?worth\s+(?:living|it)\b",
        r"\b(?:can'?t|cannot|can\s+not|won'?t|will\s+not)\s+(?:go\s+on|keep)\s+(?:living|existing|being\s+alive)\b",
        r"\b(?:goodbye|suicide|farewell)\s+(?:letter|note)s?\b|\bby\s+the\s+time\s+you\s+(?:read|find)\s+this\b|\bwhen\s+i'?m\s+gone,?\s+(?:please|tell|remember|take)\b",
        r"\b(?:took|take|taking|swallow(?:ed)?|saved\s+up|counted|stockpil\w+)\s+(?:all\s+|too\s+many\s+|enough\s+|a\s+handful\s+of\s+)?(?:of\s+)?(?:my\s+|the\s+|those\s+|these\s+)?(?:pills|tablets|meds)\s+(?:to\s+(?:end|die)|at\s+once|so\s+(?:that\s+)?i)\b|\b(?:took|take|taking)\s+(?:all|too\s+many)\s+(?:of\s+)?(?:my\s+|the\s+)?(?:pills|tablets|meds)\b|\boverdos(?:e|ed|ing)\b",
        r"\b(?:jump(?:ing)?|step(?:ping)?|walk(?:ing)?|drive|driving|steer(?:ing)?)\s+(?:off|in\s+front\s+of|into)\s+(?:a|an|the|my)\s+(?:bridge|roof|balcony|train|traffic|car|truck|tree|wall|cliff)\b",
        r"\b(?:hope|pray|wish)\w*\s+(?:that\s+)?i\s+(?:do\s?n'?t|never|won'?t|wouldn'?t)\s+wake\s+up\b|\bgo\s+to\s+sleep\s+and\s+(?:never|not)\s+wake\s+up\b",
        # being harmed
        r"\b(?:he|she|they|dad|father|mum|mom|mother|stepdad|husband|wife|boyfriend|girlfriend|partner|ex|uncle|brother|sister|boss|coach|someone|man)\s+(?:\w+\s+){0,2}?(?:hits|beats|hit|beat|chok(?:es|ed)|strangl(?:es|ed)|punch(?:es|ed)|kick(?:s|ed)|slap(?:s|ped)|burn(?:s|ed|t)|rap(?:es|ed)|molest(?:s|ed)|abus(?:es|ed)|assault(?:s|ed)|touch(?:es|ed)\s+me\s+where)\s+me\b(?!\s+(?:at|to|in|up|by|on\s+the\s+(?:shoulder|back)|with\s+(?:a|the|that|this)\s+(?:news|question|idea|bill|joke|smile|pillow)|playfully|for\s+fun))",
        r"\b(?:he|she|they|dad|father|mum|mom|mother|husband|wife|boyfriend|girlfriend|partner|ex)\b.{0,30}\b(?:threaten(?:s|ed)?|going|wants?|says?\s+he'?ll|said\s+he'?d|tried)\s+(?:to\s+)?(?:kill|hurt|beat|strangle|choke|shoot)\s+me\b",
        r"\b(?:afraid|scared|terrified|frightened)\b.{0,25}\b(?:he|she|they|husband|wife|boyfriend|father|mother|dad|mum|mom|partner)\b.{0,15}\b(?:kill|hurt|beat|hit)\s+(?:me|us)\b",
        r"\bi\s+(?:was|am|'ve\s+been|have\s+been|got)\s+(?:being\s+)?(?:raped|sexually\s+assaulted|molested|abused|beaten(?:\s+up)?)\b(?!\s+(?:at|to|in)\b)",
        # the plainest phrases of six other languages
        r"\b(?:mich\s+(?:selbst\s+)?umbringen|bringe?\s+mich\s+um|nicht\s+mehr\s+leben|will\s+(?:nur\s+(?:noch\s+)?)?sterben|selbstmord|suizid\w*|das\s+leben\s+nehmen)\b",
        r"\b(?:(?:veux|voudrais|envie\s+de)\s+mourir|me\s+(?:tuer|suicider)|en\s+finir\s+avec\s+la\s+vie|plus\s+envie\s+de\s+vivre)\b",
        r"\b(?:quiero\s+morir(?:me)?|matarme|suicidarme|no\s+quiero\s+(?:seguir\s+)?vivi(?:r|endo)|quitarme\s+la\s+vida)\b",
        r"\b(?:voglio\s+morire|uccidermi|ammazzarmi|suicidarmi|farla\s+finita|togliermi\s+la\s+vita)\b",
        r"\b(?:quero\s+morrer|me\s+matar|suicidar-?me|me\s+suicidar|não\s+quero\s+(?:mais\s+)?viver)\b",
        r"\b(?:ik\s+wil\s+(?:\w+\s+)?(?:dood|niet\s+meer\s+leven|sterven)|zelfmoord|mezelf\s+(?:van\s+kant|iets\s+aan))\b",
    )
)  # fmt: skip

SOFT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bsuicid(?:e|al)\b(?!\s+squad)",
        r"\bkill(?:ing|ed)?\s+(?:himself|herself|themselves|themself)\b|\b(?:hurt(?:ing)?|harm(?:ing)?)\s+(?:himself|herself|themselves)\b|\b(?:his|her|their)\s+own\s+life\b",
        r"\b(?:hopeless(?:ness)?|no\s+hope|without\s+(?:any\s+)?hope|beyond\s+help|lost\s+(?:all\s+)?hope)\b(?!\s+(?:at|with|in)\b)",
        r"\b(?:no|can'?t\s+see\s+(?:a|any)|don'?t\s+see\s+(?:a|any))\s+way\s+out\b|\bno\s+future\b|\bcan'?t\s+see\s+a\s+future\b",
        r"\bi\s+(?:just\s+|really\s+)?(?:can'?t|cannot|can\s+not)\s+(?:go\s+on|carry\s+on|keep\s+going|do\s+this|take\s+(?:it|this)|live\s+like\s+this)(?:\s+like\s+this)?(?:\s+(?:any\s?more|any\s+longer))?(?=\s*(?:[.,!;?]|$|and\b|because\b))",
        r"\b(?:i'?m|i\s+am|being|feel\s+like|felt\s+like|become|i'?ve\s+become|just)\s+(?:just\s+|nothing\s+but\s+|such\s+)?a\s+burden\b",
        r"\bbetter\s+(?:off\s+)?(?:without\s+me|if\s+i\s+(?:was|were|wasn'?t|weren'?t)\s+(?:gone|here|around|not\s+here))\b",
        r"\b(?:no\s?(?:one|body)|they|anyone|anybody)\b.{0,20}\b(?:miss\s+me|notice|care)\s+if\s+i\s+(?:was|were|am|'m|died|left|disappeared|vanished|wasn'?t|stopped)\b",
        r"\b(?:want|wanna|wish)\w*\s+(?:to\s+|i\s+could\s+)?(?:just\s+)?(?:disappear|vanish|be\s+gone|fade\s+away|sleep\s+forever|not\s+be\s+here)\b",
        r"\b(?:what'?s|what\s+is|see|there'?s|is)\s+(?:the\s+|no\s+|any\s+)?point\s+(?:of|in)\s+(?:living|life|going\s+on|anything|being\s+here|existing|it\s+all|carrying\s+on)\b|\bno\s+point\s+(?:in\s+)?(?:any\s?more|going\s+on|living)\b|\bwhy\s+am\s+i\s+(?:even\s+)?(?:alive|here\s+any\s?more)\b",
        r"\b(?:giv(?:e|en|ing)|gave)\s+up\s+on\s+(?:life|living|everything|myself)\b|\bready\s+to\s+give\s+up\b|\bi\s+give\s+up\s+on\b",
        r"\bi\s+(?:hate|despise)\s+(?:being\s+alive|my\s+life|living)\b|\bi\s+do\s?n'?t\s+deserve\s+(?:to\s+live|to\s+be\s+(?:alive|here))\b",
        r"\bnothing\s+(?:matters|is\s+worth\s+it)\s+any\s?more\b|\bit\s+will\s+never\s+(?:end|get\s+better|stop)\b",
        r"\bi\s+(?:don'?t|do\s+not)\s+want\s+to\s+die\b|\bafraid\s+of\s+(?:what\s+i\s+(?:might|could)|myself)\b",
    )
)  # fmt: skip

NEGATION_BEFORE = re.compile(
    r"(?:\b(?:not|never|isn'?t|wasn'?t|aren'?t|no\s+longer|don'?t|doesn'?t|didn'?t|wouldn'?t|won'?t"
    r"|without|stopped|quit|free\s+of|clean\s+of|no)\b(?:\s+\w+){0,4}\s*"
    r"|\b(?:used\s+to|years\s+ago|as\s+a\s+teen\w*|back\s+then|in\s+the\s+past|months\s+since"
    r"|years\s+since|long\s+ago)\b.{0,40})$",
    re.IGNORECASE,
)
"""Directly before a match: what is denied, or lies in the past. Such a sentence counts as soft."""

IDIOMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:died?|dying|dead|die)\s+(?:of\s+|from\s+)?(?:laugh(?:ing|ter)|boredom|embarrassment|curiosity|cuteness|thirst|hunger|shame|cringe|the\s+(?:heat|cold|cuteness))\b",
        r"\b(?:dying|would\s+die|could\s+die|'?d\s+die|to\s+die)\s+(?:for|to\s+(?:know|see|hear|meet|try|get|go|tell|find|read|eat|visit))\b",
        r"\b(?:could|would|'d|will|gonna|might)\s+kill\s+for\b|\bkill(?:ed|ing)?\s+(?:it|time|two\s+birds|the\s+(?:mood|vibe|lights?|engine|process|bug))\b",
        r"\b(?:bored|scared|worried|tired|frightened|loved?|sick|embarrassed|frozen|starved|tickled)\s+(?:half\s+)?to\s+death\b",
        r"\b(?:kills?|killing|killed)\s+me\b(?!\s+(?:if|one\s+day))",
        r"\bdead\s+(?:tired|serious|end|line|on\s+(?:my|our|his|her)\s+feet|battery|phone|heading|lift)\b|\bdrop[\s-]dead\b|\bover\s+my\s+dead\s+body\b",
        r"\b(?:hurt|cut|burn(?:ed|t)?|injured?|hanging)\s+my\s?self\b.{0,30}\b(?:shav\w+|cook\w+|kitchen|onions?|carrots?|bread|oven|pan|kettle|gym|running|skiing|football|paper|glass|can|tin|sun|slack|iron|stove|soup|tea|coffee|playing|training|lifting|by\s+accident|accidentally|fell|falling|ladder|ice)\b",
        r"\b(?:shav\w+|cook\w+|kitchen|onions?|carrots?|oven|pan|kettle|gym|running|skiing|football|accidentally|by\s+accident|ladder|ice)\b.{0,40}\b(?:hurt|cut|burn(?:ed|t)?|injured?)\s+my\s?self\b",
        r"\bcut(?:ting)?\s+my\s?self\s+(?:some\s+slack|off|a\s+(?:slice|piece|bit|deal)|short|out|loose)\b|\bbeen\s+cutting\s+(?:back|down|out|costs|wood|paper|vegetables|hair|sugar|carbs)\b",
        r"\bkilling\s+my\s?self\s+(?:laughing|with\s+laughter|over\s+(?:this|the|a))\b|\bkill(?:ing)?\s+my\s?self\s+(?:laughing|at\s+(?:the\s+gym|work))\b|\bdon'?t\s+kill\s+yourself\b",
        r"\b(?:hit|beat|kick(?:ed)?|slap(?:ped)?|killed?|destroyed|murdered|punched)\s+me\s+(?:at|in|to|by|up)\b|\bbeats\s+me\b|\bhit\s+me\s+(?:up|that|like|when|how|again)\b|\bit\s+(?:\w+\s+)?hit\s+me\b|\bpunched\s+me\s+on\s+the\s+(?:shoulder|arm)\b",
        r"\b(?:my|this|the)\s+(?:phone|battery|laptop|car|plant|plants|computer|wifi)\b.{0,25}\b(?:die|died|dying|dead|dies)\b",
        r"\bsuicide\s+(?:squad|doors?|mission)\b|\bjump(?:ed|ing)?\s+off\s+(?:a|the)\s+bridge\s+(?:with|on)\s+(?:a\s+)?(?:rope|bungee)\b",
        r"\b(?:game|level|boss\s+fight|video\s+game|minecraft|character|round|match|raid|in\s+the\s+game)\b.{0,50}\b(?:die|died|dying|killed|kill\s+myself)\b|\b(?:die|died|dying|killed)\b.{0,40}\b(?:game|level|round|boss\s+fight|minecraft|respawn\w*)\b",
        r"\bhopeless(?:ly)?\s+(?:romantic|at|with|in\s+love|case\s+of|devoted)\b|\b(?:was|i'?m|am)\s+hopeless\s+(?:at|with)\b",
        r"\b(?:not|isn'?t)\s+(?:hopeless|without\s+hope)\b",
        r"\b(?:can'?t|cannot)\s+(?:do|take)\s+(?:this|it)\s+(?:today|tonight|on\s+\w+day|tomorrow|at\s+\w+)\b",
    )
)  # fmt: skip
"""Phrases that only sound like harm. A match of EXPLICIT or SOFT that overlaps one is dropped."""
