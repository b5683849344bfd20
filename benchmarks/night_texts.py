"""Made-up entries as people write them at night, some with the words that were accepted for them."""

# ruff: noqa: E501 (a text reads better unbroken)

NIGHT_TEXTS: dict[str, tuple[str, str | None]] = {
    "short": (
        "It's past two and I can't sleep. The fridge hums, the street is empty, and I keep hearing what she said about me.",
        "She was tired too. One sentence is not all that I am.",
    ),
    "exam": (
        "I failed the exam again. Everyone else in my year seems to understand it at once, and I sit there for hours with the same page. Dad asked on the phone how it went and I lied. I said fine. I hate that I lied to him. I walked around the lake after that, and it was so cold that my ears hurt, but for a while I didn't think about it at all. I have one more try in March.",
        None,
    ),
    "break": (
        "He moved his things out today while I was at work. The shelf looks like a mouth with teeth missing. He left the plant, because he knows that I will water it. I wasn't even angry. I sat on the floor of the hall with my coat on until it got dark. My friend rang and I let it ring. I know that we were not happy. I know it, and I still want to hear his key in the door tonight.",
        "I can miss him and still know it was right to end.",
    ),
    "mother": (
        "Visited mum at the home. She called me by my aunt's name and asked when she could go home. I didn't know what to say so I brushed her hair. It has got so thin. She used to brush mine before school and it hurt and she would sing so I'd hold still. I tried to sing it and could only remember the first line. The nurse said I was good with her. I don't feel good. I feel like a thief who leaves every Sunday at four.",
        None,
    ),
    "work": (
        "My manager wrote in front of everybody that the report was late because of me. It was late because the figures came on Thursday. I didn't answer. I typed an answer and deleted it, three times. Now it is half past one and I'm still writing it in my head. They all think I'm lazy. I will never be taken seriously there. Tomorrow I could send two lines, with the dates, and nothing else.",
        "I was not late. Two calm lines with the dates will do, and I may sleep now.",
    ),
    "baby": (
        "no sleep again. she cried from two to four and nothing helped and then she just stopped, like someone turned a switch, and looked at me. i was so angry. i put her down and went into the bathroom and held onto the sink. my husband slept through all of it. i'm a terrible mother. other people do this with twins.",
        "I put her down and breathed. That is what good mothers do.",
    ),
    "panic": (
        "On the train this morning my heart started racing and I was sure I was dying. I got off two stops early and stood on the platform with my back against a wall. A man asked if I was all right and I said yes. It took maybe ten minutes. Then it was over and the sun was on the tracks and I felt stupid. I was late. I told nobody. What if it happens in the meeting on Friday, what if it happens while I drive?",
        "It came and it went away. My body is loud, but it is not the end.",
    ),
    "grief": (
        "A year today. I lit the candle in the kitchen where you used to stand and shell the peas. The radio played that awful song and I laughed, out loud, and then I couldn't stop crying. Your jacket still hangs by the door. I put my hand in the pocket and there was a receipt for two coffees. I don't want to get over it. I want to carry it better. Outside the first snow came down, and I thought, you would have woken me to see it.",
        None,
    ),
    "lonely": (
        "Saturday. I did the washing, I cleaned the oven, I watched four episodes of something. Nobody wrote. I looked at the photos from Lena's party, the one I wasn't asked to. They looked so easy with each other. Maybe there is something about me that people feel after a while and then they go. I don't think that I'm unkind. I listen. I remember birthdays. At six I went out for bread and the old man with the dog said good evening to me, and I carried that home like an egg.",
        "I am someone who listens. I can write to Lena first, without waiting to be asked.",
    ),
    "good": (
        "Today was all right. I slept until eight. I made porridge, and I answered the letter from the bank that had been lying there since June. It took four minutes! I could laugh. In the afternoon it rained and I read by the window with the cat on my legs. I don't know how long this will last. But it was a whole day and I was in it.",
        None,
    ),
}  # fmt: skip
"""English."""

OTHER_LANGUAGES: dict[str, tuple[str, str | None]] = {
    "german": (
        "Ich liege wach und höre den Regen auf dem Dach. Heute hat mein Vater angerufen, und wir haben wieder gestritten. Er sagt, ich soll endlich erwachsen werden. Ich bin vierzig. Danach habe ich die Küche geputzt, als ob das etwas ändern würde. Ich möchte ihm sagen, dass ich ihn lieb habe, aber es kommt immer nur Wut heraus. Morgen schreibe ich ihm vielleicht einen Brief.",
        "Ich darf wütend sein und ihn trotzdem lieben.",
    ),
    "french": (
        "Je n'arrive pas à dormir. Le bébé du voisin pleure et moi aussi, un peu. J'ai dit oui à tout le monde cette semaine et maintenant je suis vide. Ma mère dit que je suis forte. Je ne veux plus être forte, je veux qu'on me demande comment je vais. Demain je dirai non à quelque chose de petit.",
        "J'ai le droit de dire non.",
    ),
    "spanish": (
        "No puedo dormir. Mañana empieza el juicio y pienso en todo lo que puede salir mal. Mi hermana me dijo que respirara, que no estoy sola. Hoy caminé hasta el río y el agua estaba tan quieta que me dio envidia. Tengo miedo de quedarme sin palabras delante del juez. Pero también tengo la verdad conmigo, y eso pesa menos de lo que pensaba.",
        None,
    ),
}  # fmt: skip
"""Others."""
