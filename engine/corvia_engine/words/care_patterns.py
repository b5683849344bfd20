"""Turns of phrase that speak of harm, and those that only sound so. The patterns are our own.

They read English, and the plainest phrases of six other languages. They exist to recognise
words, never to print them.
"""

import re

_WISH = (
    r"(?:want(?:s|ed|ing)?|wanna|wish(?:ed|ing)?|need(?:ed)?|going|gonna|plan(?:s|ned|ning)?|ready"
    r"|decided|tempted|trying|tried|like|about|(?:thoughts?|think(?:ing)?|thought|dream(?:ing|ed)?"
    r"|fantasi[sz](?:e|ing))\s+(?:of|about)|urges?|keep|rather|could|might|will|i'll|i'd|should)"
)
_FIRST = r"\b(?:i|i'm|i'd|i'll|i've|me|myself)\b"

EXPLICIT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:k[i*1]ll(?:ing|ed)?|unaliv(?:e|ing)|off(?:ing)?|end(?:ing)?|hang(?:ing)?"
        r"|shoot(?:ing)?|drown(?:ing)?|poison(?:ing)?|starv(?:e|ing)|destroy(?:ing)?)\s+my\s?self\b",
        r"\b(?:hurt(?:ing)?|harm(?:ed|ing)?|injur(?:e|ed|ing)|burn(?:ing)?)\s+my\s?self\b",
        r"\b(?:cut|cutting)\s+my\s?self\b|\b(?:started|been|back\s+to|keep)\s+cutting(?:\s+again)?(?=\s*(?:[.,!?;]|$|and\b|because\b|after\b|since\b|when\b|my\s+(?:arm|leg|thigh|wrist|skin)))",
        r"\bcut(?:ting)?\s+my\s+(?:wrists?|arms?|thighs?|legs?|skin)\b|\bslit(?:ting)?\s+my\b",
        r"\bself[\s-]?harm(?:ed|ing)?\b|\bkms\b|\bsewer\s?slide\b",
        r"\b(?:end|ending|take|taking|took)\s+my\s+(?:own\s+)?life\b|\bend(?:ing)?\s+it\s+all\b|\b(?:should|could|might|will|'ll|want\s+to|going\s+to|to)\s+(?:just\s+)?end\s+it(?=\s*(?:[.,!;?]|$|tonight|tomorrow|now|for\s+good))",
        r"\b(?:i'?m|i\s+am|i\s+feel|i\s+felt|i'?ve\s+been|been|feeling|my|are|so)\s+(?:(?!not\b|never\b)\w+\s+){0,2}suicidal\b|\bsuicidal\s+(?:thoughts?|again|ideation|feelings?|urges?)\b",
        r"\b(?:commit(?:ting)?|attempt(?:ed|ing)?|consider(?:ed|ing)?|contemplat(?:e|ed|ing)|(?:think|thought|thinking)\s+(?:of|about))\s+suicide\b",
        rf"(?:^\W*|{_FIRST}[^.!?]{{0,30}})\b(?P<at>{_WISH})\s+(?:to\s+)?(?:just\s+|really\s+|only\s+)?(?:die|dying|be\s+dead|being\s+dead|stop\s+existing|not\s+exist|cease\s+to\s+exist|never\s+wake\s+up|not\s+wake\s+up)\b(?!\s+(?:to|in)\b)",
        r"\bwish(?:ed)?\s+(?:that\s+)?i\s+(?:was|were|had|would|could|'d)\s*(?:just\s+|simply\s+|all\s+)?(?:dead|die|died|never\s+(?:been\s+)?born|not\s+(?:been\s+)?born|not\s+alive|never\s+wake)\b",
        r"\bwish(?:ed)?\s+(?:that\s+)?i\s+(?:wasn'?t|weren'?t|hadn'?t|didn'?t|wouldn'?t)\s+(?:alive|exist|born|been\s+born|wake\s+up|here\s+any\s?more)\b",
        r"\b(?:do\s?n'?t|do\s+not|didn'?t|no\s+longer|never)\s+(?:even\s+|really\s+)?(?:want|wanna|wish|care)\s*(?:to\s+)?(?:live|be\s+alive|exist|wake\s+up|keep\s+living|go\s+on\s+living)(?!\s+(?:with|in|at|near|here|there|by|like|off|on|under|early|before|up)\b)",
        r"\b(?:do\s?n'?t|do\s+not|no\s+longer)\s+(?:want|wanna)\s*(?:to\s+)?be\s+(?:here|around)(?:\s+(?:any\s?more|at\s+all))?(?=\s*(?:[.,!;]|$))",
        r"\b(?:better\s+off|rather\s+be)\s+dead\b|\bi\s+(?:should|deserve\s+to)\s+(?:be\s+dead|die)\b",
        r"\b(?:tired|sick|done)\s+(?:of|with)\s+(?:living|being\s+alive|life|existing)\b(?!\s+(?:out|in|with|on|like|here|under|next|near|from|at)\b)",
        r"\b(?:no|not\s+a(?:ny)?(?:\s+single)?)\s+reasons?\s+(?:left\s+)?(?:for\s+me\s+)?(?:to\s+live|to\s+be\s+alive|to\s+keep\s+living|for\s+living)\b|\bnothing\s+(?:left\s+)?to\s+live\s+for\b",
        r"\blife\s+(?:is|isn'?t|is\s+not|'s\s+not|just\s+isn'?t)\s+(?:not\s+)?worth\s+(?:living|it)\b",
        r"\b(?:can'?t|cannot|can\s+not|won'?t|will\s+not)\s+(?:go\s+on|keep)\s+(?:living|existing|being\s+alive)\b",
        r"\b(?:goodbye|suicide|farewell)\s+(?:letter|note)s?\b|\bby\s+the\s+time\s+you\s+(?:read|find)\s+this\b|\bwhen\s+i'?m\s+gone,?\s+(?:please|tell|remember|take)\b",
        r"\b(?:took|take|taking|swallow(?:ed)?|saved\s+up|counted|stockpil\w+)\s+(?:all\s+|too\s+many\s+|enough\s+|a\s+handful\s+of\s+)?(?:of\s+)?(?:my\s+|the\s+|those\s+|these\s+)?(?:pills|tablets|meds)\s+(?:to\s+(?:end|die)|at\s+once|so\s+(?:that\s+)?i)\b|\b(?:took|take|taking)\s+(?:all|too\s+many)\s+(?:of\s+)?(?:my\s+|the\s+)?(?:pills|tablets|meds)\b|\bi\b[^.!?]{0,25}\boverdos(?:e|ed|ing)\b",
        r"\b(?:jump(?:ing)?|step(?:ping)?|walk(?:ing)?|drive|driving|steer(?:ing)?)\s+(?:off|in\s+front\s+of|into)\s+(?:a|an|the|my)\s+(?:bridge|roof|balcony|train|traffic|car|truck|tree|wall|cliff)\b",
        r"\b(?:hope|pray|wish)\w*\s+(?:that\s+)?i\s+(?:do\s?n'?t|never|won'?t|wouldn'?t)\s+wake\s+up\b|\bgo\s+to\s+sleep\s+and\s+(?:never|not)\s+wake\s+up\b",
        r"\bif\s+i\s+(?:just\s+|simply\s+|only\s+)?(?:died|was\s+dead|were\s+dead|am\s+dead|wasn'?t\s+alive|weren'?t\s+alive|never\s+woke\s+up|had\s+died)\b",
        r"\bhow\s+i\s+(?:would|could|might|will)\s+(?:do\s+it|die|end\s+it)\b|\bplan(?:ning|ned|s)?\s+(?:for\s+)?my\s+(?:own\s+)?(?:death|funeral)\b",
        r"\b(?:why|how)\s+(?:should\s+|do\s+|can\s+|to\s+|would\s+|even\s+)?(?:i\s+)?(?:should\s+|can\s+)?(?:keep\s+(?:on\s+)?living|go\s+on\s+living|stay\s+alive|keep\s+myself\s+alive)\b",
        r"\b(?:my\s+(?:own\s+)?death|death|dying|being\s+dead)\s+(?:would|will|is|seems|sounds|feels|looks)\b.{0,25}\b(?:relief|easier|better|peace|peaceful|answer|kinder|only\s+way|way\s+out|solution)\b|\blong(?:ing)?\s+for\s+death\b",
        r"\ball\s+i\s+(?:want|wish)\b.{0,15}\b(?:to\s+be\s+dead|to\s+die|dying|death)\b",
        r"\bwish(?:ed)?\s+(?:that\s+)?(?:the|that|a|some)\s+(?:car|bus|train|truck|lorry|cancer|accident|illness)\s+(?:had\s+|would\s+)?(?:hit|killed|kill|taken|take|run\s+over|crush(?:ed)?)\s+me\b",
        r"\b(?:thought|think|thinking|dream(?:ed|ing)?|imagin(?:e|ed|ing))\s+(?:about|of|that\s+i|how\s+i)?\s*(?:just\s+)?(?:letting\s+go\s+(?:up|of\s+the|and)|letting\s+go(?=[.!]?$)|jumping(?=[.,!]?$|\s+(?:off|down|in\s+front))|stepping\s+(?:off|in\s+front)|not\s+being\s+alive|being\s+dead|my\s+own\s+funeral)\b",
        r"\b(?:join|be\s+with|follow)\s+(?:my\s+|our\s+)?(?:mother|mum|mom|father|dad|husband|wife|son|daughter|brother|sister|him|her|grandma|grandpa|baby)\s+(?:in\s+(?:the\s+grave|heaven|death)|on\s+the\s+other\s+side|up\s+there)\b",
        r"\b(?:leave|leaving|depart)\s+this\s+(?:world|life|earth)\b|\b(?:won'?t|not)\s+be\s+(?:alive|here|around)\s+(?:next\s+(?:year|month|week)|by\s+(?:christmas|then|spring|summer)|much\s+longer)\b",
        r"\bmy\s+(?:last\s+|first\s+|second\s+)?(?:suicide\s+)?attempt\s+(?:last|in|two|to\s+(?:die|end))\b|\bi\s+(?:have\s+)?(?:already\s+)?tried\s+to\s+(?:die|end\s+(?:it|my\s+life)|take\s+my)\b",
        r"\b(?:held|holds|pulled|put|pointed|points|points?ed)\s+(?:a|the|his|her)\s+(?:\w+\s+)?(?:knife|gun|blade|pistol)\s+(?:to|at|against|on)\s+(?:me|my)\b",
        r"\b(?:comes?|came|climbs?|climbed|gets?|got|sneaks?|snuck)\s+in(?:to)?\s+my\s+(?:room|bed|bedroom)\s+(?:at\s+night|when|while|every)\b",
        r"\b(?:grabs?|grabbed|pulls?|pulled|drags?|dragged|pushe[sd]|shove[sd]|throws?|threw|slam(?:s|med))\s+me\s+(?:by\s+(?:the\s+|my\s+)?(?:throat|hair|neck)|down\s+the\s+stairs|against\s+the\s+wall|to\s+the\s+(?:floor|ground)|across\s+the)\b",
        r"\bforce[sd]?\s+(?:himself|herself)\s+on\s+me\b|\b(?:forces?|forced|makes|made)\s+me\s+(?:to\s+)?(?:have\s+sex|sleep\s+with|touch\s+(?:him|her|it))\b|\b(?:bruises?|marks?)\s+(?:he|she|they|dad|mum)\s+(?:left|leaves)\b",
        r"\b(?:happier|better|easier|relieved)\s+(?:to\s+be\s+|being\s+|if\s+i\s+(?:was|were)\s+)?dead\b|\bangry\s+that\s+i'?m\s+(?:still\s+)?alive\b|\bsuicide\s+is\s+(?:on\s+my\s+mind|the\s+only|all)\b",
        r"\b(?:only\s+thing\s+)?i\s+(?:can\s+|could\s+)?(?:only\s+|ever\s+)?(?:think|dream)\s+(?:about|of)\s+(?:now\s+)?(?:is\s+)?(?:being\s+dead|dying|death|my\s+death)\b",
        r"\b(?:like|love|want|wish|prefer)\s+(?:to\s+)?(?:just\s+)?(?:fall\s+asleep|go\s+to\s+(?:sleep|bed))\s+(?:tonight\s+)?and\s+(?:never|not)\s+wake\b|\bend(?:ing)?\s+everything\b|\bwant\s+out\s+of\s+(?:this\s+)?life\b",
        r"\b(?:do\s?n'?t|do\s+not)\s+(?:plan|intend|expect)\s+to\s+(?:be\s+(?:around|alive|here)|live|survive|make\s+it\s+to)\b|\bcan'?t\s+promise\b.{0,25}\b(?:alive|around|here)\b|\bwant\s+to\s+exist\b.{0,30}\bno\s+more\b|\b(?:do\s?n'?t|not)\s+want\s+to\s+exist\b",
        r"\b(?:scratch(?:ed|ing)?|burn(?:ed|t|ing)?|carv(?:ed|ing)|bit(?:ing)?|slic(?:ed|ing))\s+(?:open\s+)?my\s+(?:own\s+)?(?:arms?|wrists?|legs?|thighs?|skin|hands?)\b(?:\s+open|.{0,30}\b(?:again|to\s+feel|on\s+purpose|until\s+it\s+bled|cigarette))",
        r"\b(?:platform|bridge|roof|ledge|railing|cliff|balcony|tracks)\b.{0,40}\b(?:one\s+step|letting\s+go|be\s+enough|jump(?:ing)?|be\s+over|so\s+easy)\b",
        r"\b(?:have|got|bought|keep|hid)\s+(?:the|a|some|enough)\s+(?:rope|pills|gun|razor\s?blades?|blades?|tablets)\b.{0,25}\b(?:ready|cupboard|drawer|hidden|for\s+when|just\s+in\s+case|tonight|under\s+my)\b",
        r"\bwr(?:o|i)t(?:e|ten|ing)?\s+(?:my\s+)?(?:will|goodbyes?|last\s+words|last\s+letter)\b",
        # being harmed
        r"\b(?:he|she|they|dad|father|stepfather|stepmother|mum|mom|mother|stepdad|husband|wife|boyfriend|girlfriend|partner|ex|uncle|grandfather|brother|boss|coach|teacher|someone|man)\s+(?:\w+\s+){0,2}?(?:hits|beats?|hit|chok(?:es|ed)|strangl(?:es|ed)|punch(?:es|ed)|kick(?:s|ed)|slap(?:s|ped)|hurts|rap(?:es|ed)|molest(?:s|ed)|abus(?:es|ed)|assault(?:s|ed))\s+me\b(?!\s+(?:at|to|in\s+(?:the\s+(?:game|race|final)|chess|cards)|up|by|on\s+the\s+(?:shoulder|back)|with\s+(?:a|the|that|this)\s+(?:news|question|idea|bill|joke|smile|pillow)|playfully|for\s+fun|and\s+laughed))",
        r"\b(?:he|uncle|father|dad|stepfather|stepdad|grandfather|brother|cousin|coach|teacher|priest|man|neighbou?r)\s+(?:\w+\s+){0,2}?touch(?:es|ed|ing)\s+me\b(?!\s+(?:on\s+the\s+(?:shoulder|arm)|with\s+(?:his|her)\s+words|deeply))",
        r"\b(?:he|she|they|dad|father|mum|mom|mother|husband|wife|boyfriend|girlfriend|partner|ex)\b.{0,30}\b(?:threaten(?:s|ed)?|going|wants?|tried)\s+(?:to\s+)?(?:kill|hurt|beat|strangle|choke|shoot)\s+me\b",
        r"\b(?:afraid|scared|terrified|frightened)\b.{0,25}\b(?:he|she|they|husband|wife|boyfriend|father|mother|dad|mum|mom|partner)\b.{0,15}\b(?:kill|hurt|beat|hit)\s+(?:me|us)\b",
        r"\bi\s+(?:was|am|'ve\s+been|have\s+been|got)\s+(?:being\s+)?(?:raped|sexually\s+assaulted|molested|abused|beaten(?:\s+up)?)\b(?!\s+(?:at|to|in)\b)",
        r"\b(?:he|she|they|dad|father|mum|mom|mother|husband|wife|boyfriend|girlfriend|partner|ex|roommate|flatmate|boss|uncle)\b.{0,20}\b(?:kick(?:s|ed)|punch(?:es|ed)|hit(?:s)?|stab(?:s|bed)|threaten(?:s|ed))\s+me\s+(?:in|on|with)\s+(?:the\s+|my\s+|his\s+|her\s+|a\s+)?(?:stomach|face|head|ribs|back|belly|belt|fist|knife|chest|mouth|stick|cable)\b",
        r"\bforced\s+me\s+(?:into\s+(?:bed|sex|it)|down|onto)\b|\b(?:although|even\s+though|when)\s+i\s+said\s+no\b|\bhe(?:'ll|\s+will|\s+would|'d)\s+kill\s+(?:me|us)\b",
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
        r"\b(?:no|can'?t\s+see\s+(?:a|any)|don'?t\s+see\s+(?:a|any))\s+way\s+out\b(?!\s+of\s+(?:the|a)\s+(?:car|parking|building|house|room|town|maze|car\s+park|garage|city))|\bno\s+future\b|\bcan'?t\s+see\s+a\s+future\b",
        r"\bi\s+(?:just\s+|really\s+)?(?:can'?t|cannot|can\s+not)\s+(?:go\s+on|carry\s+on|keep\s+going|do\s+this|take\s+(?:it|this)|live\s+like\s+this)(?:\s+like\s+this)?(?:\s+(?:any\s?more|any\s+longer))?(?=\s*(?:[.,!;?]|$|and\b|because\b))",
        r"\b(?:i'?m|i\s+am|being|feel\s+like|felt\s+like|become|i'?ve\s+become|just)\s+(?:just\s+|nothing\s+but\s+|such\s+)?a\s+burden\b",
        r"\bbetter\s+(?:off\s+)?(?:without\s+me|if\s+i\s+(?:was|were|wasn'?t|weren'?t)\s+(?:gone|here|around|not\s+here))\b",
        r"\b(?:no\s?(?:one|body)|they|anyone|anybody)\b.{0,20}\b(?:miss\s+me|notice|care)\s+if\s+i\s+(?:was|were|am|'m|died|left|disappeared|vanished|wasn'?t|stopped)\b",
        r"\b(?:want|wanna|wish)\w*\s+(?:to\s+|i\s+could\s+)?(?:just\s+)?(?:disappear(?!\s+into\s+(?:a|the|my))|vanish|be\s+gone|fade\s+away|sleep\s+forever|not\s+be\s+here)\b",
        r"\b(?:what'?s|what\s+is|see|there'?s|is)\s+(?:the\s+|no\s+|any\s+)?point\s+(?:of|in)\s+(?:living|life|going\s+on|anything|being\s+here|existing|it\s+all|carrying\s+on)\b|\bno\s+point\s+(?:in\s+)?(?:any\s?more|going\s+on|living)\b|\bwhy\s+am\s+i\s+(?:even\s+)?(?:alive|here\s+any\s?more)\b",
        r"\b(?:giv(?:e|en|ing)|gave)\s+up\s+on\s+(?:life|living|everything|myself)\b|\bready\s+to\s+give\s+up\b|\bi\s+give\s+up\s+on\b",
        r"\bi\s+(?:hate|despise)\s+(?:being\s+alive|my\s+life|living)\b|\bi\s+do\s?n'?t\s+deserve\s+(?:to\s+live|to\s+be\s+(?:alive|here))\b",
        r"\b(?:every(?:one|body)|they|the\s+kids|the\s+world|people)(?:'d|\s+would)\s+(?:all\s+)?(?:be\s+)?(?:so\s+much\s+|much\s+|far\s+)?(?:happier|better|fine|easier|lighter|relieved)\s+without\s+me\b|\bno\s?(?:one|body)\s+would\s+(?:even\s+|really\s+)?(?:miss|notice|mourn)\b",
        r"\bnever\s+(?:going\s+to|gonna)\s+(?:get\s+better|stop|end)\b|\b(?:all|everything|life|living|it)\s+(?:all\s+)?(?:feels?|seems?|is)\s+(?:so\s+|completely\s+|utterly\s+)?(?:pointless|meaningless|in\s+vain)\b",
        r"\bi(?:'m|'d|'ll|'ve|\s+am|\s+was)?\b(?!\s+(?:\w+\s+){0,6}(?:until|when|because|since|that)\s+(?:my|our|her|his|the|he|she))[^.!?]{0,30}\b(?:still\s+alive|being\s+alive|be\s+dead|being\s+dead|dying|my\s+(?:own\s+)?death)\b|\bdying\s+does\s?n'?t\s+scare\s+me\b|\bi\b[^.!?]{0,20}\bmy\s+own\s+(?:dead\s+)?body\b",
        r"\b(?:is|was|am|isn'?t|being)\s+(?:just\s+|only\s+|not\s+)?(?:a\s+burden|dead\s+weight|a\s+weight\s+on)\b|\bi'?m\s+a\s+weight\b|\b(?:do\s?n'?t|do\s+not|can'?t|cannot)\s+(?:really\s+)?see\s+(?:a|any|my)\s+future\b",
        r"\b(?:is\s+there|there'?s|there\s+is|see)\s+(?:any|no|a|the)?\s*point\s+(?:in|of)\s+(?:carrying\s+on|going\s+on|continuing|trying\s+any\s?more|me\b)|\b(?:life|living|my\s+life)\s+(?:has|have|had|makes?)\s+no\s+(?:meaning|sense|point|purpose|value)\b",
        r"\btired\s+of\s+(?:everything|it\s+all|fighting|trying|pretending|being\s+here|being\s+me)\b|\bnothing\s+(?:will|is)\s+(?:ever\s+)?(?:going\s+to\s+)?(?:ever\s+)?(?:get|be)\s+(?:any\s+)?better\b",
        r"\bnothing\s+(?:matters|is\s+worth\s+it)\s+any\s?more\b|\bit\s+will\s+never\s+(?:end|get\s+better|stop)\b",
        r"\bi\s+(?:don'?t|do\s+not)\s+want\s+to\s+die\b|\bafraid\s+of\s+(?:what\s+i\s+(?:might|could)|myself)\b",
    )
)  # fmt: skip

NEGATION_BEFORE = re.compile(
    r"(?:\b(?:not|never|isn'?t|wasn'?t|aren'?t|no\s+longer|don'?t|doesn'?t|didn'?t|wouldn'?t|won'?t"
    r"|without|stopped|quit|free\s+of|clean\s+of|no)\b(?:\s+\w+){0,4}\s*"
    r"|\b(?:used\s+to|years\s+ago|as\s+a\s+teen\w*|back\s+then|in\s+the\s+past|months\s+since"
    r"|years\s+since|long\s+ago|there\s+was\s+a\s+time)\b.{0,40})$",
    re.IGNORECASE,
)
"""Directly before a match: what is denied, or lies in the past. Such a sentence counts as soft."""

IDIOMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:died?|dying|dead|die)\s+(?:of\s+|from\s+)?(?:laugh(?:ing|ter)|boredom|embarrassment|curiosity|cuteness|thirst|hunger|shame|cringe|the\s+(?:heat|cold|cuteness))\b",
        r"\b(?:snowball|pillow|frisbee|water\s+balloon|newspaper)\b",
        r"\b(?:asked|asks|question)\b.{0,40}\bsuicide\b",
        r"\brather\s+die\s+than\s+(?:eat|wear|watch|listen|drink|sing|cook|dance|read|touch|try|use|admit)\b",
        r"\b(?:jokes?|pun|cringe|embarrass\w+|mortif\w+|awkward)\b.{0,50}\b(?:die|died|dying)\b|\b(?:die|died|dying)\b.{0,30}\b(?:laugh\w+|embarrass\w+)\b",
        r"\b(?:dying|would\s+die|could\s+die|'?d\s+die|to\s+die)\s+(?:for|to\s+(?:know|see|hear|meet|try|get|go|tell|find|read|eat|visit))\b",
        r"\b(?:could|would|'d|will|gonna|might)\s+kill\s+for\b|\bkill(?:ed|ing)?\s+(?:it|time|two\s+birds|the\s+(?:mood|vibe|lights?|engine|process|bug))\b",
        r"\b(?:bored|scared|worried|tired|frightened|loved?|sick|embarrassed|frozen|starved|tickled)\s+(?:half\s+)?to\s+death\b",
        r"\b(?:kills?|killing|killed)\s+me\b(?!\s+(?:if|one\s+day))",
        r"\bdead\s+(?:tired|serious|end|line|on\s+(?:my|our|his|her)\s+feet|battery|phone|heading|lift)\b|\bdrop[\s-]dead\b|\bover\s+my\s+dead\s+body\b",
        r"\b(?:hurt|cut|burn(?:ed|t)?|injured?|hanging)\s+my\s?self\b.{0,30}\b(?:shav\w+|cook\w+|kitchen|onions?|carrots?|bread|oven|pan|kettle|gym|running|skiing|football|paper|glass|can|tin|sun|slack|iron|stove|soup|tea|coffee|playing|training|lifting|by\s+accident|accidentally|fell|falling|ladder|ice)\b",
        r"\b(?:shav\w+|cook\w+|kitchen|onions?|carrots?|oven|pan|kettle|gym|running|skiing|football|accidentally|by\s+accident|ladder|ice)\b.{0,40}\b(?:hurt|cut|burn(?:ed|t)?|injured?)\s+my\s?self\b",
        r"\bcut(?:ting)?\s+my\s?self\s+(?:some\s+slack|off|a\s+(?:slice|piece|bit|deal)|short|out|loose)\b|\bbeen\s+cutting\s+(?:back|down|out|costs|wood|paper|vegetables|hair|sugar|carbs)\b",
        r"\bkilling\s+my\s?self\s+(?:laughing|with\s+laughter|over\s+(?:this|the|a))\b|\bkill(?:ing)?\s+my\s?self\s+(?:laughing|at\s+(?:the\s+gym|work))\b|\bdon'?t\s+kill\s+yourself\b",
        r"\b(?:hit|beat|kick(?:ed)?|slap(?:ped)?|killed?|destroyed|murdered|punched)\s+me\s+(?:at|in|to|by|up)\b|(?:^|\bit\s+|\bthat\s+)beats\s+me\b|\bhit\s+me\s+(?:up|that|like\s+a|how)\b|\bit\s+(?:\w+\s+)?hit\s+me\b|\bpunched\s+me\s+on\s+the\s+(?:shoulder|arm)\b",
        r"\b(?:my|this|the)\s+(?:phone|battery|laptop|car|plant|plants|computer|wifi)\b.{0,25}\b(?:die|died|dying|dead|dies)\b",
        r"\bsuicide\s+(?:squad|doors?|mission)\b|\bjump(?:ed|ing)?\s+off\s+(?:a|the)\s+bridge\s+(?:with|on)\s+(?:a\s+)?(?:rope|bungee)\b",
        r"\b(?:game|level|boss\s+fight|video\s+game|minecraft|character|round|match|raid|in\s+the\s+game)\b.{0,50}\b(?:die|died|dying|killed|kill\s+myself)\b|\b(?:die|died|dying|killed)\b.{0,40}\b(?:game|level|round|boss\s+fight|minecraft|respawn\w*)\b",
        r"\bhopeless(?:ly)?\s+(?:romantic|at|with|in\s+love|case\s+of|devoted)\b|\b(?:was|i'?m|am)\s+hopeless\s+(?:at|with)\b",
        r"\b(?:not|isn'?t)\s+(?:hopeless|without\s+hope)\b",
        r"\b(?:can'?t|cannot)\s+(?:do|take)\s+(?:this|it)\s+(?:today|tonight|on\s+\w+day|tomorrow|at\s+\w+)\b",
    )
)  # fmt: skip
"""Phrases that only sound like harm. A match of EXPLICIT or SOFT that overlaps one is dropped."""
