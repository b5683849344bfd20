"""Soft signs by kind, and faint signs that only count together."""
# ruff: noqa: E501 (patterns read better unbroken)

_END = r"(?= *(?:[.,;!?)]|$)| (?:and|because|but|so|with)\b)"

SOFT: dict[str, tuple[str, ...]] = {
    "hopeless": (
        r"\bnot see (?:any |a |how |the )?(?:way )?(?:that )?(?:this|it|things|anything|any of (?:this|it)|life|my life) (?:\w+ )?(?:gets?|getting|improv\w*|end\w* well|becom\w+) ?(?:any )?(?:better|okay|ok|easier)?\b(?=[^.!?]{0,20}(?:better|ok|easier|improv|well))",
        r"\b(?:no|not see (?:the|any|a)) light at the end of (?:the|this|my) tunnel\b",
        r"\b(?:no|any|one|not a|not have a) (?:real |good |single )?reasons? (?:left )?to (?:keep going|continue|go on|carry on|stay|keep trying|get up)(?= *(?:[.,;!?]|$)| anymore)|\b(?:have|got|is|there is) nothing left(?= *(?:[.,;!?]|$)| (?:now|in me|to give|inside)\b)",
        r"\bnot (?:believe|think) (?:that )?(?:it|things|life|i|this) will (?:\w+ )?get (?:any )?better\b",
        r"\b(?:life|it|things|nothing|this) (?:is|are|will) never (?:going to )?change\b(?= *(?:[.,;!?]|$)| for me)|\bnothing will (?:be (?:okay|ok|alright|good|right|fine)|matter)\b(?: again)?|\blos(?:t|ing) (?:the|all|my) will\b(?! to (?:win|play|cook|tidy|clean|study|work out))|\bi have given up(?= *(?:[.!?]|$))",
        r"\bhopeless(?:ness)?\b(?! (?:to|romantic|at|with|in love|case|devoted|team|cook)\b)",
        r"\b(?:no|lost|losing|lose|without|given up|giving up|run out of|have no|any) (?:all |my |any |the )?hope\b(?= *(?:[.,;!?]|$)| (?:left|anymore|for (?:me|my|the future|us|someone like me|people like me)|of (?:ever|anything|getting better|being (?:loved|happy|okay|normal|free))|that (?:my|it|things|life|i)|in (?:life|my life|anything)|and|but|or|at all|whatsoever)\b)|\bhope is gone\b|\bbeyond (?:help|saving|repair)\b|\bpast saving\b",
        r"\b(?:no|not (?:see )?(?:a|any)|only one|one) (?:other )?way out\b(?! of (?:the|a|here|this (?:car|building|town|mess))\b)|\bno escape\b(?! room)|\b(?:no|not (?:have )?a|not see (?:a|any|my|much of a)|see no|without a|do not have a) future\b(?! (?:in|with|plans|date|for (?:him|her|them|it|this))\b)",
        r"\b(?:it|things|life|i|my life|this) (?:\w+ ){0,3}?(?:never|not|nothing) (?:\w+ ){0,2}?(?:get|getting|gets|got|be) (?:any )?better\b(?! than| at)|\bnothing (?:will |is |ever |can ){1,3}(?:\w+ ){0,2}?(?:get|getting|be|change|help|fix)(?: any)? (?:better|me|it)\b|\bnothing helps(?: anymore)?(?= *(?:[.,;!?]|$))|\bnot (?:okay|ok|fine|alright)\b[^.!?]{0,25}\bever will be\b|\bnever (?:get|getting|see things) (?:ever )?(?:get |getting )?better\b(?! at| than)|\bcan not see (?:it|things|anything|my life) (?:\w+ )?(?:get|getting|change|changing|be) ?(?:any )?(?:better)?\b",
        r"\bnothing (?:left )?(?:for me(?: here)?|matters|to look forward to|to hope for|brings me joy|makes me happy)(?: anymore)?\b(?! (?:more|as much|but|except|than)\b)|\bgot nothing (?:left|to look forward)\b|\b(?:life|it) is over for me\b|\bmy life is over\b",
    ),
    "pointless": (
        r"\bit is (?:\w+ )?(?:so |all so |all |completely )(?:pointless|meaningless|senseless|empty and pointless)\b|\b(?:can not|could not|do not) (?:find|think of|see|have|give me)(?: even)? (?:a single|one|any|a good|a) reasons? (?:why i should|to (?:drive|go|get|keep|be|stay|do|wake|eat|move)|for (?:anything|any of|me))\b",
        r"\bi (?:do not|can not|no longer|never) see (?:the|a|any) point(?= *(?:[.,;!?]|$)| (?:anymore|in (?:anything|life|living|trying|going on)|of (?:anything|life|living|it all))\b)",
        r"\b(?:what is|what|see|there is|is there|no|any|the|see the|not see the) (?:the |no |any |a )?point (?:of|in|to) (?:living|life|going on|anything|being (?:here|alive)|existing|existence|it all|all (?:of )?this|carrying on|any of (?:this|it)|everything|continuing|me being|trying anymore|me\b|my life|staying)",
        r"\b(?:life|everything|it all|all of it|living|existence|my life|my existence) (?:\w+ )?(?:is|feels|seems|has become|looks|became) (?:\w+ ){0,2}?(?:pointless|meaningless|in vain|worthless|not worth)\b|\b(?:life|living|my life) (?:has|have|had|makes?|holds) no (?:meaning|sense|point|purpose|value)\b|\bwhat is the point anymore\b|\bno (?:point|purpose) anymore\b|\bwhat is the point(?= *[?.]? *$)",
    ),
    "cannot_go_on": (
        r"\bi (?:will|can|could) not live like this\b|\b(?:everyone|everybody)?[^.!?]{0,20}\b(?:reached|hit) (?:mine|my limit|the end of my (?:rope|strength))\b|\b(?:one|no other|only one) option (?:left|for me)\b|\bleft me (?:with )?(?:one|no) (?:option|choice|way)\b",
        r"\bi\b[^.!?]{0,20}\b(?:could|can|would) not (?:take|do|survive|bear|stand|face|live|handle|get through) (?:even )?(?:one more|another|a single) (?:day|hour|minute|night|second|year|week|morning)(?= *(?:[.,;!?]|$)| (?:of (?:it|life)|like this|of this(?= *(?:[.,;!?]|$))))",
        r"\bmight as well give up\b",
        r"\bnot want to (?:go on|keep going|continue|carry on|be me|keep fighting)(?: like this)?(?= *(?:[.,;!?]|$)| anymore)|\btoo tired to (?:live|go on|keep (?:going|fighting|living)|fight|carry on)\b|\bi have had enough(?= *(?:[.!]|$)| of (?:life|everything|this life|it all)\b)|\bi (?:am|feel)\b[^.!?]{0,14}\bon the (?:edge|verge|brink)(?= *(?:[.,!]|$)| of giving up\b)|\bi can not (?:do|live) another (?:year|month|week|day)\b|\bdone (?:trying|fighting)(?= *(?:[.,;!?]|$))",
        r"\b(?:no|not have (?:any|the|it)|no more|without) (?:more )?(?:strength|fight|energy|will) (?:left(?= *(?:[.,;!?]|$)| in me)|in me|anymore|to (?:fight|go on|continue|live|keep going))\b|\blost (?:the|all|my) will(?: to (?!win|play|cook|tidy))\b|\b(?:only|no other|any other|not see (?:a|any)) way to (?:end (?:this|it|the pain)|make (?:it|the pain|this|them|everything) stop)\b|\bout of options\b[^.!?]{0,30}\b(?:end|life|i am|pain|give)\b",
        r"\bi (?:\w+ )?can not (?:\w+ )?(?:do (?:this|it)|take (?:this|it)|go on|carry on|keep going|keep doing this|live like this|handle (?:this|it|life)|continue|bear (?:it|this)|fight|hold on|be here|cope)(?: like this| this way)? (?:anymore|another day|much longer)\b|\bi (?:\w+ )?can not (?:\w+ )?(?:go on|carry on|keep going|keep doing this|live like this|do this)(?: like this)?(?= *(?:[.,;!?]|$)| for (?:another|much)\b)",
        r"\b(?:do not know|not sure|do not think|wonder|do not see) (?:how|if|that|how much longer|how long)?(?: \w+){0,3}?(?: i)? (?:can|could|will|am) (?:\w+ ){0,3}?(?:go on|hold on|keep going|take (?:it|this|much)|last|do this|stay (?:strong|here)|make it(?! (?:to the|to work|in time|on))|survive(?! (?:this (?:semester|week|exam)))|carry on|keep (?:living|fighting|doing this))\b(?! (?:today|tonight|job|task|exam|role|course|on time)\b)|\bhow much longer i can\b",
        r"\btired of (?:everything|it all|fighting|being me|being here|feeling like this|this world|trying to (?:live|stay|be okay|survive)|waking up|breathing)"
        + _END,
        r"\b(?:give|giving|given|gave) up (?:on|completely|entirely)(?: (?:life|living|everything|myself|all of it|it all|all))?"
        + _END.replace("|with", "")
        + r"(?<!up on)|\bi\b[^.!?]{0,20}\b(?:ready|want|about|tempted|like) (?:to )?(?:give|giving) up(?: on (?:life|everything|myself|it all|living))?(?= *(?:[.,;!?]|$)| (?:because|but)\b)|^\W*i give up\W*$",
        r"\b(?:i am|am) (?:so |all )?done (?:with (?:everything|it all|life|trying|this world|living|being alive|this life)|fighting|trying(?= *(?:[.,;!?]|$)))|\b(?:want|wish|need)\w* (?:it|everything|this|all of (?:it|this)|all this|the pain|my (?:thoughts|life|mind|pain|head)|this pain)(?: all)? (?:to |would )(?:stop|end|be over|go away|finish)\b|\bwant (?:the )?out(?= *[.,!]|$)|\bi want out\b(?! of (?:the|my) (?:contract|lease|house|job))",
        r"\bcan not anymore(?= *(?:[.,;!?]|$))(?!.{0,6}(?:lol|haha))|\bat (?:the end of my rope|my breaking point|rock bottom)\b|\bhang(?:ing)? on by a thread\b(?! with)",
    ),
    "vanishing": (
        r"^\W*i hate my life\W*$|\bwant to not exist\b|\bi hate waking up(?= *[.!,]|$)|\bghost\b[^.!?]{0,20}\b(?:not had the sense to leave|still here|haunting my own)\b",
        r"\bwish i (?:was|were) not here(?= *(?:[.,;!?]|$)| anymore)|\bdid not ask to (?:be born|exist|be here)\b|\bnever wanted this life\b",
        r"\bdo not want to be here\b(?= *,)(?!.{0,40}\b(?:party|boring|meeting|office|dinner|school|class|lecture)\b)",
        r"(?:\bi\b[^.!?]{0,25}|^\W*(?:\w+ ){0,2})\b(?:want|wish|would like|need|wanted|wishing|could)\b(?! (?:this|that|he|she|they|it|these|my|the|people)\b)[^.!?]{0,14}\b(?:disappear|vanish|fade away|evaporate|cease to|sleep forever|fall off the (?:face|earth|planet|world)|be erased|be gone|not be here|never come back)\b(?! (?:into|for (?:a|an|the)|under the|like (?:a )?magic|from (?:the|this) (?:store|list|menu|game)|to the)\b)",
        r"\b(?:hate|despise) (?:being alive|living|existing|that i exist|my existence)\b|\bdo not care (?:what happens to me|about living|about my life|if i live)\b|\bnever asked (?:to be born|for this life)\b|\bnot (?:made|meant|built|cut out) for this (?:world|life)\b|\bnot belong (?:in this world|on this earth)\b|\b(?:life|living) (?:is|was) not for me\b|\bwant(?:ed)? to cease\b|\bi (?:feel|am) (?:already )?dead inside\b",
    ),
    "burden": (
        r"\b(?:everyone|everybody|they|people|my (?:family|friends|parents|mother|sister|husband|wife|kids)|anyone|all)\b[^.!?]{0,25}\b(?:is|are|gets?|must be|seems?) (?:\w+ )?(?:exhausted|worn out|drained|burdened|poisoned|ruined) (?:by|of|with) (?:me\b|my (?:existence|illness|crying|moods?))|\bi (?:\w+ )?(?:ruin|poison|destroy|infect|wreck|damage|break) (?:everyone|everybody|every ?one|every ?thing|anyone|all|people|every person)(?: (?:i|that i|who i) (?:touch|love|meet|know|am near|get close to)| around me)\b|\b(?:they|she|he|everyone|everybody|mother|father|my \w+|the kids|kids|we)\b[^.!?]{0,25}\b(?:would|could|will)\b[^.!?]{0,15}\b(?:breathe|sleep|live|rest|have|do|be)\b[^.!?]{0,15}\b(?:easier|easy|better|peace|simpler|lighter|happier|free|freer|life|mother|father)\b[^.!?]{0,30}\b(?:without me|if (?:i|she (?:never|did not)|he (?:never|did not)|they (?:never|did not)) (?:\w+ )?(?:was|were|had|have|got|did|left|died|stopped|never|disappear\w*|go)|with me (?:gone|out)|once i|after i|when i am)\b|\bi cost (?:them |her |him |everyone )?(?:so much|too much|money|more than)\b[^.!?]{0,30}\b(?:nothing|worth|give|back)\b|\bif (?:she|he|they|mother|father) (?:had )?never had me\b",
        r"\bi\b[^.!?]{0,30}\b(?:burden|dead weight|waste of (?:space|air|oxygen|life|skin))\b(?! (?:of proof|for (?:him|her|them) to))|\b(?:being|feel\w*|am|become|was|is not|of being|such|just) (?:like )?(?:\w+ ){0,3}?(?:a |the )burden\b|\bburden (?:to|on|for) (?:everyone|everybody|my (?:family|parents|friends|kids|husband|wife|sister|mother|father|brother|partner))\b",
        r"\bi (?:\w+ )?(?:drag|bring|pull) (?:everyone|everybody|them all|people|my family) down\b|\bweight (?:on|around) (?:everyone|everybody|my|their)\b|\b(?:being |am )a problem (?:for|to) everyone\b",
    ),
    "unmissed": (
        r"\b(?:kids|children|they|he|she|everyone|everybody|family|friends|people) (?:would|will)(?: \w+)? (?:forget (?:about )?me|move on (?:without me|from me)|find someone (?:better|else))\b(?= *(?:[.,;!?]|$)| (?:eventually|soon|quickly|anyway|after|within|and))",
        r"\b(?:nobody|no one|anyone|anybody)'?s? (?:else )?(?:life|day|world) would (?:\w+ )?(?:change|be (?:any )?(?:different|worse)|stop)\b|\b(?:think|thinking|believe|know|figure|sure|tell myself)\b[^.!?]{0,12}\b(?:kids|children|family|everyone|they|he|she|husband|wife|mother) would (?:\w+ )?(?:cope|manage|get by|get over it|survive it|be (?:fine|okay|alright) (?:without|after|once|eventually))(?= *(?:[.,;!?]|$)| (?:without|after|once|if|eventually))",
        r"\bbetter off with\b[^.!?]{0,30}\bthan (?:with )?me\b|\b(?:want|wants|wanted|wish|wishes) me (?:gone|dead|out of the (?:way|picture))\b(?! (?:from (?:the|his|her|this) (?:team|company|job|office|project)))",
        r"\b(?:would|will|anyone|anybody)\b[^.!?]{0,25}\b(?:come to|cry at|show up (?:at|to)|be at|speak at)\b[^.!?]{0,10}\bmy funeral\b|\bif i had a funeral\b",
        r"\bnot think (?:that )?any(?:body|one) would (?:\w+ )?(?:miss|mourn|remember) me\b|\b(?:get|getting|be|stay) out of (?:everyone's|everybody's|their|his|her|my family's|the) (?:way|road)(?=\W*$| (?:for good|forever|so (?:they|he|she)))(?![^.!?]{0,30}\b(?:car|ambulance|cyclist)\b)",
        r"\b(?:no one|nobody|not think (?:that )?(?:anyone|anybody)|doubt (?:anyone|anybody)) (?:would|will|is going to|going to) (?:\w+ )?(?:check on me|look for me|find me|come looking|find out|even know|care)\b(?= *(?:[.,;!?]|$)| (?:till|until|for|if|when|anyway))",
        r"\b(?:no one|nobody)\b[^.!?]{0,20}\b(?:would|will|to) miss me\b",
        r"\b(?:no one|nobody) (?:would|will)(?: \w+){0,2} (?:know|realize|realise|find out) (?:if|that|when|for) \b",
        r"\b(?:everyone|everybody|they|she|he|my family|people) (?:would|will)(?: \w+){0,2} (?:be (?:so )?relieved|get over it|get over me|move on without me|be sad for a (?:while|bit))\b(?= *(?:[.,;!?]|$)| (?:if|when|and|without|within|in a|eventually|soon)\b)|\bcome to my funeral\b",
        r"\b(?:better|happier|easier|fine|relieved|lighter|best)(?: off)?(?: \w+){0,3}? (?:without me|if i (?:was|were|am|left|disappeared|vanished|died|did not exist|had never|never existed|were not|was not|went|stopped)|rid of me|with me gone)\b",
        r"\b(?:no one|nobody|not a soul|anyone|anybody|none of them|they|who)\b(?: \w+){0,3}? (?:miss|notice|noticed|care|cared|mourn|cry|bother)(?: \w+){0,2}? (?:if i|when i am gone|me if|that i (?:was|am) gone|me when|i was gone)\b|\b(?:no one|nobody) would (?:\w+ )?(?:miss me|notice(?= *(?:[.,;!?]|$))|mourn me|cry for me|come to my funeral)\b|\bno one would miss me\b",
        r"\bif i (?:\w+ )?(?:disappeared|vanished|was gone|died|left|stopped existing|were gone|killed)\b[^.!?]{0,55}\b(?:no one|nobody|anyone|they would|not one|relieved|better|happier|lose|notice|care|miss)\b|\bthe world (?:would|will|is)[^.!?]{0,20}\b(?:better|lose|same|not)\b[^.!?]{0,20}\b(?:without me|anything|if i|me gone|with me)\b",
    ),
    "death_thought": (
        r"\bthe thoughts (?:\w+ )?(?:came|come|are|were|have come) back\b|\binsurance\b[^.!?]{0,60}\b(?:accident|double|pays)\b(?![^.!?]{0,30}\b(?:claim|premium|deductible|repair|dent)\b)",
        r"\bi (?:\w+ )?think about (?:death|dying|suicide)\b|\bnot (?:feel )?safe (?:by|with|around|from) (?:myself|me)\b|\bnot (?:feel )?safe (?:being )?alone\b|\b(?:the|my|these|those|dark|bad|intrusive) thoughts (?:\w+ )?(?:are|have|keep|got|get)(?: \w+)? (?:getting )?(?:worse|louder|stronger|back|winning|darker|closer)\b",
        r"\bwhat if i (?:stopped(?= *(?:[.?]|$))|stopped (?:breathing|existing|being)|disappeared|ended it|died|was gone|were gone|never woke)\b(?! (?:to|from|smoking|drinking|eating|using|posting))",
        r"\b(?:rather|prefer to) (?:have|see|bury) (?:a|me|their) (?:dead|in a (?:coffin|grave|box)) ?(?:\w+ )?(?:than|dead)?",
        r"\bi am giving away my (?:\w+ )?(?:records|books|guitar|bike|dog|cat|jewell?ery|clothes|games|camera|collection)\b",
        r"\bi (?:\w+ )?(?:want|would like) to be (?:buried|cremated)\b|\bi am (?:probably |already )?gone(?= *(?:[.!]|$))",
        r"\bi (?:\w+ )?(?:drove|drive|walked|walk|went|go|keep (?:going|driving|walking)) to the (?:bridge|cliff|overpass|train tracks|tracks|quarry)\b(?= *(?:[.,;!?]|$)| again| and (?:sat|stood|looked)| (?:tonight|last night)\b)|\bi could be dead\b",
        r"\bi am (?:\w+ )?(?:on|at|up on) (?:the |a |my )?(?:edge of (?:the|a) |top of (?:the|a|my) )?(?:roof|rooftop|ledge|bridge|overpass|parking (?:garage|deck))\b",
        r"\b(?:the|my|these|strong|bad) urges? (?:are|is|to (?:cut|hurt|die|harm)|again|won|feel)\b",
        r"\bwhat is stopping me(?= *(?:[.?]|$))|\b(?:please|someone|somebody|god)(?: please)? kill me(?= *(?:[.!]|$))|\b(?:when|after|once) i am gone(?= *(?:[.,;!?]|$))",
        r"\bi\b[^.!?]{0,20}\bthink(?:ing)? (?:about|of) dying\b(?! (?:my hair|it|the))|\bif i (?:was|were) gone\b",
        r"\b(?:scared|afraid|terrified|worried|frightened) (?:that )?i (?:am going to|will|might|could) (?:do something|hurt myself|lose control|harm)\b|\bnothing hurts when\b[^.!?]{0,12}\bdead\b",
        r"\bbefore i do (?:something|anything)\b|\bdo not trust myself\b(?= *(?:[.,;!?]|$)| (?:alone|tonight|with|around|right now)\b)|\bmy (?:own )?funeral\b|\bi will be gone\b(?! (?:for|to|on|until|from|all|away|by (?:noon|lunch|\d)|next)\b)|^\W*i am going to do it\W*$|\bstop being a person\b|\b(?:let me|i (?:could|would|want to)) slip away\b",
        r"\bif i (?:died|was dead|were dead|am dead|had died|dropped dead|was never born|had never (?:been born|existed)|never existed|stopped existing|was not (?:alive|here|around)|were not (?:alive|here|around))\b",
        r"\bi (?:do|did) not want to die\b|\b(?:afraid|scared|terrified) of (?:what i (?:might|could|will|would)(?: do)?|myself|my own (?:mind|thoughts|head))\b|\b(?:dark|bad|scary|those|these) thoughts (?:again|are back|about|won|keep|at night)\b|\b(?:keep|always|only|all the time)\b[^.!?]{0,12}\bthink(?:ing)? (?:about|of) (?:death|dying)\b|\bthink(?:ing)? (?:about|of) (?:death|dying) (?:a lot|all|every|more)|\bthink(?:ing)? about (?:not being (?:here|alive|around)|my (?:own )?(?:death|funeral))\b|\bthoughts? (?:of|about) (?:death|dying|ending)\b",
        r"\bi\b[^.!?]{0,40}\b(?:(?<! is )(?<! are )still alive|(?<!thanks for )(?<!grateful for )(?<!them )being alive|be dead|being dead|my own death)\b(?! (?:tired|serious|wrong|last|on my feet|battery|to the world|next week|by (?:monday|friday)|(?:this|tis) time|tis))(?<!in fact, still alive)|\bwhy am i (?:still )?(?:here|alive)\b(?= *(?:[.,?!]|$)| anymore)|\b(?:might|going to|will|afraid|scared|before|want to|about to|could|not|may|from)\b[^.!?]{0,20}\bdo (?:something|anything) (?:stupid|bad|drastic|to myself)\b|\bnot safe (?:with|around|from) (?:myself|me)\b|\b(?:better|best) (?:without me|with me dead)\b|\bi (?:feel|am) calm about it\b",
        r"\bi\b[^.!?]{0,30}\b(?:ending|end) it(?= *(?:[.,;!?]|$))|\bi nearly ended it\b|\bwish i could (?:just )?(?:(?:sleep|go) forever|stop)(?: forever)?(?= *(?:[.,;!?]|$))",
    ),
    "spoken_of": (
        r"\b(?:he|she|they) (?:took|swallowed|had taken) (?:pills|an overdose|too many (?:pills|tablets)|all (?:his|her|their) (?:pills|meds|medication))\b",
        r"\b(?:he|she|they|friend|sister|brother|daughter|son|cousin|boyfriend|girlfriend|partner|husband|wife|mother|father|kid)\b[^.!?]{0,15}\b(?:wants|wanted|want|is going|threatens|threatened|tried|plans|planned) to (?:die|kill (?:himself|herself|themselves)|end (?:it(?: all)?|his life|her life|their life))(?= *(?:[.,;!?]|$)| and| because)",
        r"\b(?:had|have) (?:those|these|such|the) thoughts (?:as a|back|when|again|in my|for years)\b",
        r"\b(?:used to|stopped|reason i stopped|quit|been clean from|kept me from) (?:cut|cutting|burning|self harm\w*|hurting myself|cut myself)(?= *(?:[.,;!?]|$)| (?:and|back|when|in|for|because|years))|\b(?:look\w*|star\w*) at (?:the|my|old) (?:old )?scars\b[^.!?]{0,30}\b(?:miss\w*|want\w*|again|itch\w*|urge)\b",
        r"\boff(?:ed|ing)? (?:himself|herself|themselves)\b|\bi have not cut (?:in|for|since)\b(?! (?:the|my|our) (?:grass|hair|hedge|lawn))",
        r"\b(?:an?|her|his|their) overdose\b(?! of (?:cute|sugar|caffeine|love|coffee|fun))",
        r"\b(?:call(?:ed|ing)?|text(?:ed|ing)?|ring|rang) (?:the |a )?(?:crisis|suicide|988|samaritans|hot ?line|help ?line)",
        r"\bsuicid(?:e|al|es)\b(?! (?:squad|doors?|mission|prevention|bomb\w*|attack\w*|vest|rates?|awareness|silence|boys|girls)\b)",
        r"\b(?:kill(?:ing|ed)?|hurt(?:ing)?|harm(?:ing|ed)?|hang(?:ing|ed)?|hung|shot|shooting|cut(?:s|ting)?) (?:himself|herself|themselves|themself)\b|\b(?:took|take|taking|end|ended|ending) (?:his|her|their) (?:own )?li(?:fe|ves)\b(?! in (?:his|her|their) hands)",
        r"\bself (?:harm|injur|mutilat)\w*",
    ),
}
"""By kind. One alone makes a text soft; kinds that stand together weigh more."""

FAINT: dict[str, str] = {
    "worthless": r"\b(?:worthless|useless|failure|pathetic|loser|disgusting|not good enough|wrong with me|hate (?:myself|who i am|how i look)|good for nothing|ugly|stupid)\b",
    "alone": r"\b(?:alone|lonely|no friends|no one|nobody|isolated|loves me|cares about me|understands?|abandoned)\b",
    "empty": r"\b(?:empty|i feel nothing|numb|hollow|nothing (?:inside|feels)|feel nothing|void|broken|lost)\b",
    "worn": r"\b(?:so tired|exhausted|drained|no energy|tired of|worn out|sleep all day|stay in bed|lie in bed|can not sleep|not slept|can not get out of bed)\b",
    "in_pain": r"\b(?:pain|hurts? so|suffering|agony|torture|misery|miserable|unbearable|crying|cried|cry)\b",
    "life": r"\b(?:hate my life|my life|life is|this life|living like)\b",
    "in_care": r"\b(?:depress\w*|therap\w+|psych\w*|meds|antidepress\w*|medication|diagnos\w+|hospital\w*|bipolar|bpd|ptsd|anxiety)\b",
    "death": r"\b(?:die|dying|died|death|dead|funeral|grave|kill|alive)\b",
    "anymore": r"\b(?:anymore|nothing left|no reason|give up|gave up|giving up|no point|pointless|can not take|can not do|what is the point)\b",
    "asking": r"\b(?:help me|please help|need help|someone (?:please )?talk|talk to (?:me|someone)|do not know what to do|what do i do|need someone)\b",
    "trapped": r"\b(?:trapped|stuck|no way|escape|drowning|too much|overwhelm\w*|falling apart|breaking|rock bottom)\b",
    "means": r"\b(?:pills|gun|knife|rope|bridge|roof|razor|blade|scissors|bottle of|overdose|train tracks|parking garage|ledge|drinking)\b",
    "posting": r"\b(?:posting|throwaway|first post|vent|rant|anyone (?:there|up|else)|i am done|decided|urges?)\b",
    "ending": r"\b(?:end (?:it|this)|the end|make it stop|be over|do it|goodbye|not (?:your|anyone's|anybody's) fault|love you all|sorry (?:mother|father)|forgive me|sorry (?:to|for) (?:everyone|my)|note|gone)\b",
}
"""Each is found in everyday texts too; only many different ones in one text mean something."""
