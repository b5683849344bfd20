"""Ten made-up lyrics for measuring the singing voices, and words that none of them has."""

LYRICS = (
    """The kettle hums at seven
I fold the morning in
There is a chair beside me
where silence used to sit

I can rest without a reason
The day will carry on""",
    """My hands were cold on Monday
I walked the longer way
A neighbour waved and asked me
if I would like to stay

Somebody saw me coming
I am not far away""",
    """They laughed when I was speaking
my face went hot and red
I heard it all the evening
repeating in my head

One clumsy word is little
and kinder things were said""",
    """The letter came in April
they chose another name
I put it in the cupboard
and sat there with my shame

A door that closed is only
one door and not the house""",
    """My brother does not answer
I wrote to him in May
the phone lies on the table
as quiet as the clay

I love him from a distance
and leave the porch light on""",
    """I cannot sleep for thinking
of bills I have to pay
the numbers climb the ceiling
until the break of day

Tonight I need not solve it
tomorrow has its hours""",
    """The garden wants for water
the beans have lost their green
I stayed indoors all summer
and never felt so lean

Small roots are under everything
they only wait for rain""",
    """My mother lost her memory
she calls me by his name
I bring her tea and biscuits
and love her just the same

We sing the song she knows by heart
and she is home again""",
    """The train was full of strangers
my breath was thin and fast
I thought that I was dying
I thought it would not pass

It passed the way a wave does
my feet are on the ground""",
    """We packed the room in boxes
his coat still on the hook
I kept the broken glasses
and half a library book

I may be sad and thankful
for everything we took""",
)
"""Each has four lines of a verse and two of a chorus."""

DISTRACTORS = """
about above across afraid after again air almost alone always angry anything apple arm arrive ask
autumn baby bad ball bank bear because bed before begin believe below best better bird black blue
board boat body bone both bottle bottom box boy bread bridge bright bring brown build busy buy cake
car care cat catch cause change chance child church circle city class clean clear cloud coffee
colour common cook corner count country course cross crowd cry cup cut dance danger dark daughter
dead deep desk dinner doctor dog dream dress drink drive drop dry early earth east easy eat edge
eight empty end enemy enough enter eye fair fall family farm father fear feel fence field fight
fill find finger fire fish five floor flower fly follow food foot forest forget free friend front
fruit game gate gave gift girl give glad glass goes gold gone good grass great grow guess gun guest
hair happy hard hat hate hear heavy help hill hold hole holiday hope horse hospital hurt ice ill
island job join joke jump keep key king kitchen knee knife lady lake land last late learn left leg
lesson life lift line lip list listen live loud low luck lunch machine man many map mark market
meat meet milk mind mine minute mirror mistake money moon moth mountain mouse mouth move much music
neck neighbour nest never new news next night noise north nose nothing ocean offer office often old
once open orange order other outside over own page paper parent park part party past path people
pick picture piece place plan plant play please pocket point poor post power pretty price pull push
queen question rabbit race radio ready real right ring river road rock roof rose round rule run
safe sail salt sand school sea second secret see seem sell send seven shadow shape share sharp ship
shirt shoe shop shore shoulder show shut sick side simple sister six skin sky sleep slow small
smile smoke snow soft soldier some son soon sound south space spring star start station steal step
stone stop storm story street strong sugar sun sweet swim tail take talk tall taste teach tell ten
thank thick thing third threw throw tie time tired today together tonight top touch town toy tree
trip true trust try turn two uncle under use valley village visit voice wait wake walk wall war
warm wash watch weather week west wet wheel white whole wide wife wild win wind window winter wish
wolf woman wonder wood word work world worry write wrong yard year yellow yes yesterday young
"""
