"""Phrases that only sound like harm. What overlaps one of them is not counted."""
# ruff: noqa: E501 (patterns read better unbroken)

from corvia_engine.words.care_patterns import compiled

_ACCIDENT = r"(?:shav\w+|cook\w+|kitchen|onions?|carrots?|bread|oven|pan|kettle|gym|running|skiing|football|soccer|paper|glass|can|tin|sun|iron|stove|soup|tea|coffee|playing|training|lifting|by accident|accidentally|accident|fell|falling|ladder|ice|bike|climbing|thorns?|roses?|hedge|baking|barbecue|grill|curling|dancing|yoga|stretching|laughing|skateboard\w*)"
_CHORE = r"(?:eat|wear|watch|listen|drink|sing|cook|dance|read|touch|try|use|admit|go(?! (?:back|on|through|home|there))|do|sit|sat|see|work|study|talk|pay|live in|date|marry|play|drive|run|camp|hear|write|doing|going|sitting|watching|working|studying|take|clean)"

IDIOMS = compiled(
    r"\b(?:died?|dying|dead|die) (?:of |from )?(?:laugh(?:ing|ter)|boredom|embarrassment|curiosity|cuteness|thirst|hunger|shame|cringe|jealousy|the (?:heat|cold|cuteness))\b",
    r"\b(?:snowball|pillow fight|frisbee|water balloon|newspaper)\b",
    r"\b(?:asked|asks|question|questionnaire|article|documentary|statistics|report|lecture|talk|film|movie|novel|book|song|episode|character|news|headline)\b[^.!?]{0,40}\b(?:suicid\w+|self harm\w*)\b",
    rf"\brather (?:die|be dead|kill myself|shoot myself)\b[^.!?]{{0,8}}\bthan {_CHORE}\b",
    r"\b(?:jokes?|puns?|cringe|embarrass\w+|mortif\w+|awkward|homework|exams?|finals|monday|assignments?|essay|maths?|traffic|meetings?)\b[^.!?]{0,50}\b(?:die|died|dying|kill myself|killing myself)\b|\b(?:die|died|dying|kill myself|killing myself)\b[^.!?]{0,30}\b(?:laugh(?:ing|ter)|embarrass\w+|homework|exams?|finals|assignments?|essay|maths?|meetings?|headshot)\b",
    r"\b(?:dying|would die|could die|to die|die) (?:for|to (?:know|see|hear|meet|try|get|tell|find|read|eat|visit))\b(?! (?:me|it all|out))",
    r"\b(?:could|would|will|going to|might) kill for\b|\bkill(?:ed|ing)? (?:it(?! all)|time|two birds|the (?:mood|vibe|lights?|engine|process|bug))\b",
    r"\b(?:bored|scared|worried|tired|frightened|loved?|sick|embarrassed|frozen|starved|tickled|love you|work(?:ed|ing)?) (?:half )?to death\b",
    r"\b(?:this|it|that|which|heat|traffic|suspense|feet|back|shoes|exam|hill|day|stress|work|waiting|head|headache|cramps|allergies|job|school|game|legs|knees?|boss|mother|father|parents|wife|husband|son|they) (?:\w+ ){0,3}?(?:kills?|killing|killed|kill) me\b(?! (?:if i (?:leave|tell|ever)|one day|and (?:the|my)))",
    r"\bdead (?:tired|serious|end|line|on (?:my|our|his|her) feet|battery|phone|heading|lift|last|wrong|set|sexy)\b|\bdrop[ -]dead\b|\bover my dead body\b|\b(?:i am|im) (?:so )?dead(?= *(?:[.,!]|$))",
    rf"\b(?:hurt|cut|burn(?:ed)?|injured?|scratch\w*|hurting|stab\w*|hit|bit|bruis\w*) (?:myself|my (?:\w+ )?\w+)\b[^.!?]{{0,35}}\b{_ACCIDENT}\b",
    rf"\b{_ACCIDENT}\b[^.!?]{{0,40}}\b(?:hurt|cut|burn(?:ed)?|injured?|scratch\w*|stab\w*|hit|bruis\w*) (?:myself|my \w+)\b",
    r"\bcut(?:ting)? myself (?:some slack|off|(?:a|some|another|one) (?:\w+ )?(?:slice|piece|bit|deal|break|chunk|share)|short|out|loose|from)\b|\bbeen cutting (?:back|down|out|costs|wood|paper|vegetables|hair|sugar|carbs)\b|\bcut(?:ting)? my (?:\w+ )?(?:hair|nails|losses|finger|toe|grass|hours|lip)\b|\bburn(?:ed|ing)? myself out\b|\bhurt(?:ing)? myself laughing\b",
    r"\bkill(?:ing|ed)? (?:myself|ourselves) (?:laughing|with laughter|over (?:this|the|a)|with (?:over)?work|at (?:the gym|work)|to (?:get|make|please|meet|finish))\b|\bdo not kill yourself\b",
    r"\b(?:hit|beat|kick(?:ed)?|slap(?:ped)?|killed?|destroyed|murdered|punched|crushed|smashed) me (?:at|in (?:the (?:game|final|race|score)|chess|cards|tennis)|up (?:on|when|if|with|about|later|the hill)|by (?:a|\w+ (?:points?|seconds|metres)))\b|(?:^|\bit |\bthat )beats me\b|\bhit me (?:up|that|like a|how)\b|\b(?:it|that|this|which|song|words|news|smell|loss) (?:\w+ )?(?:hit|hits|beats|kicked|slapped) me\b|\bbeat me to\b(?! the (?:ground|floor))|\bkicked me out\b",
    r"\b(?:my|this|the) (?:phone|battery|laptop|car|plants?|computer|wifi|ipad|tablet|tv|flowers|tomato\w*|basil)\b[^.!?]{0,25}\b(?:die|died|dying|dead|dies)\b",
    r"\bsuicide (?:squad|doors?|mission|king|burn|run)\b|\bjump(?:ed|ing)? off (?:a|the) (?:bridge|cliff|pier|boat|rock) (?:with|on|in ?to the (?:water|lake|sea)) ?(?:a )?(?:rope|bungee)?\b|\bbungee\b|\bparachut\w+\b|\bsky ?div\w+\b|\bparkour\b|\bzip ?lin\w+\b",
    r"\b(?:game|level|boss fight|video game|minecraft|character|round|match|raid|in the game|fortnite|skyrim|dark souls|elden ring|league|ranked|lobby|headshot|respawn\w*|spawn\w*|teammates?|enem(?:y|ies)|placement)\b[^.!?]{0,60}\b(?:die|died|dying|dead|killed|kill myself|death|jumping off)\b|\b(?:die|died|dying|dead|killed|kill myself|jumping off)\b[^.!?]{0,50}\b(?:game|level|round|boss fight|minecraft|respawn\w*|fortnite|lobby|teammates?|placement)\b",
    r"\b(?:am|was|is|are|being|feel) hopeless (?:at|with|when it comes)\b|\bhopelessly\b|\bnot (?:hopeless|without hope)\b",
    r"\bcan not (?:do|take|handle) (?:this|it) (?:today|tonight|on \w+day|tomorrow|at \w+)\b",
    r"\b(?:defen[cs]e|defending|tackles?|tactics|driving|pricing|deadline) (?:was|is) suicidal\b|\bgoodbye (?:letter|note|card|post) (?:to|for) (?:my|the|our) (?:old|former|flat|house|job|colleague|team|boss|car|school)\b|\bnot even with a gun\b|\bshot myself in the foot\b|\bbeat(?:ing)? (?:myself|yourself) up\b|\bdeath of me\b|\bend of me\b|\b(?:put|stick|shoot) a fork in\b|\bdie on (?:this|that) hill\b|\bdead inside lol\b|\bi (?:would|could) have (?:died|killed)\b(?! myself)|\bi am going to kill (?:him|her|them|my (?:brother|sister|cat|dog|son|daughter|husband|wife))\b|\bfrom death\b|\bdie alone\b",
    r"\bnot want to live (?:with|in (?!this (?:world|body|pain|hell))|here|at|near|off|like my)\b|\bdisappear into\b|\bend(?:ing)? (?:this|the|my|our) (?:argument|subscription|lease|contract|call|meeting|day|week|conversation|discussion|membership)\b|\btired of living (?:in a|out of|with)\b",
    r"\b(?:threw|throw|throwing|tossed) (?:herself|himself|themselves|myself) into (?:my |her |his |the )?(?:work|arms|project|studies|dancing)\b",
    r"\b(?:life|lives|living) (?:is|are) not worth living without (?:coffee|cheese|music|chocolate|wine|bread|you)\b|\bto live for coffee\b",
)
