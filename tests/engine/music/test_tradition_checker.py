"""The checker names each kind of fault by its key."""

import pytest

from corvia_engine.music.traditions import TraditionFaulty, parse_tradition, tradition_data
from corvia_engine.music.traditions.reading import LARGEST_FILE

DRONED = tradition_data("balkan").decode()
CHORDED = tradition_data("andean").decode()
PATTERNED = tradition_data("ethiopian").decode()

FAULTS = [
    (DRONED, "version = 1", "version = 2", "version"),
    (DRONED, 'name = "balkan"', 'name = "Bal kan"', "name"),
    (DRONED, 'name = "balkan"', 'nom = "balkan"', "file: Object contains unknown field `nom`"),
    (DRONED, "in the tuning and", "authentic, in the tuning and", "note: must begin"),
    (DRONED, "dance music with gaida", "authentic dance music", "note: says “authentic”"),
    (DRONED, 'certainty = "verified"', 'certainty = "sure"', r"sources\[0\].certainty"),
    (DRONED, 'id = "dances"', 'id = "gaida"', "sources: “gaida” stands twice"),
    (DRONED, 'source = "gaida"\nkind', 'source = "piper"\nkind', r"tunings\[0\].source"),
    (DRONED, "cents = [0, 66, 202, 316", "cents = [0, 66, 316, 202", r"tunings\[0\].cents"),
    (DRONED, "1011, 1092]", "1011, 1292]", r"tunings\[0\].cents: must stay below"),
    (DRONED, 'tuning = "gaida"', 'tuning = "lyra"', r"modes\[0\].tuning"),
    (DRONED, 'source = "style"\ntuning', 'source = "x"\ntuning', r"modes\[0\].source"),
    (DRONED, "cents = [0, 202, 316", "cents = [0, 202, 317", r"modes\[0\].cents: 317 cents"),
    (DRONED, "cents = [0, 202, 316, 509, 706, 803, 1011]", "cents = [0, 202, 316, 509]",
     r"modes\[0\].cents: has 4 tones for 7"),
    (DRONED, "cents = [0, 202, 316", "cents = [0, 316, 202", r"modes\[0\].cents: must begin"),
    (DRONED, "degrees = [0, 1, 2, 3, 4, 5, 6]", "degrees = [0, 1, 2, 3, 4, 5, 7]",
     r"modes\[0\].degrees\[6\]"),
    (DRONED, "degrees = [0, 1, 2, 3", "degrees = [0, 2, 1, 3", r"modes\[0\].degrees: must begin"),
    (DRONED, "close = [0]\n", "close = [0]\nperiod = 1190\n", r"modes\[0\].period"),
    (DRONED, "close = [0]\n", "close = [0]\nfalling = { 9 = 202 }\n", r"modes\[0\].falling"),
    (DRONED, "close = [0]\n", "close = [0]\nbelow = { 6 = 1050 }\n", r"modes\[0\].below: 1050"),
    (DRONED, "close = [0]\n", "close = [0]\nstarts = [20]\n", r"modes\[0\].starts"),
    (DRONED, "close = [0]\n", "close = [0]\nnot_rising = [2]\nnot_falling = [2]\n",
     r"modes\[0\].not_falling: degree 2 could never"),
    (DRONED, "close = [0]\n", "close = [0]\nnot_falling = [0]\n", r"modes\[0\].close: none"),
    (DRONED, "valence = [-1000, 200]", "valence = [200, -1000]", r"modes\[0\].valence"),
    (DRONED, "endings = [[2, 1, 0, 0]", "endings = [[2, 1]", r"modes\[0\].endings\[0\]: ends on"),
    (DRONED, "turns = [[3, 2", "turns = [[11, 2", r"modes\[0\].turns\[0\]: leaps"),
    (DRONED, "close = [0]\n", "close = [0]\nnot_falling = [1]\n", r"turns\[0\]: falls to step 1"),
    (DRONED, "groups = [3, 2, 2]", "groups = [2, 2, 3]", "rhythms: .* stands twice"),
    (DRONED, "groups = [3, 2, 2]", "groups = [1]", r"rhythms\[0\].groups"),
    (DRONED, "groups = [2, 3]\nunit = 8\nbeat = 2", "groups = [2, 3]\nunit = 8\nbeat = 3",
     r"rhythms\[2\].beat"),
    (DRONED, "arousal = [-1000, 500]", "arousal = [-400, 500]",
     "rhythms.arousal: nothing is there for arousal -1000 to -450"),
    (DRONED, "arousal = [-1000, 1000]", "arousal = [0, 1000]", "palettes.arousal"),
    (DRONED, 'hits = "6......"', 'hits = "6....x."', r"rhythms\[0\].strokes\[0\].hits"),
    (DRONED, 'hits = "6......"', 'hits = "6.........."', r"rhythms\[0\].strokes\[0\].hits"),
    (
        DRONED,
        'hits = "6......"',
        'hits = "6......", until_arousal = -1000',
        r"rhythms\[0\].strokes\[0\].until_arousal",
    ),
    (DRONED, 'source = "dances"', 'source = "feet"', r"rhythms\[0\].source"),
    (DRONED, 'accompaniment = "drone"', 'accompaniment = "chords"', r"modes\[0\].chords: are"),
    (DRONED, 'accompaniment = "drone"', 'accompaniment = "ostinato"', r"rhythms\[0\].ostinati"),
    (CHORDED, 'accompaniment = "chords"', 'accompaniment = "drone"', r"modes\[0\].chords: stand"),
    (CHORDED, 'rest_chords = ["III"', 'rest_chords = ["bb"', r"modes\[0\].rest_chords"),
    (CHORDED, 'loops = [["III"', 'loops = [["bb"', r"modes\[0\].loops"),
    (CHORDED, "intervals = [0, 3, 7]", "intervals = [3, 0, 7]", r"modes\[0\].chords\[0\].inter"),
    (PATTERNED, 'steps = "0 . 4 2', 'steps = "0 . 4 x', r"rhythms\[0\].ostinati\[0\].steps"),
    (PATTERNED, 'steps = "0 . 4 2', 'steps = "0 . 40 2', r"ostinati\[0\].steps: goes beyond"),
    (PATTERNED, 'steps = "0 . . -3 . ."', 'steps = ". . . . . ."', "has no step that sounds"),
    (PATTERNED, 'steps = "0 . . -3 . ."', 'steps = "0 . . -3 . . ."', r"ostinati\[1\].steps: 7"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "good", "bad", "named"), FAULTS, ids=[f"{n}-{f[3]}" for n, f in enumerate(FAULTS)]
)
def test_a_fault_is_named_by_its_key(text, good, bad, named):
    assert good in text
    with pytest.raises(TraditionFaulty, match=named):
        parse_tradition(text.replace(good, bad, 1).encode())


def test_all_faults_are_told_at_once():
    text = DRONED.replace("[0, 202, 316", "[0, 202, 317", 1).replace('"dances"', '"feet"')
    text = text.replace('id = "feet"', 'id = "shoes"')
    with pytest.raises(TraditionFaulty) as told:
        parse_tradition(text.encode())
    keys = [fault.key for fault in told.value.faults]
    assert "modes[0].cents" in keys
    assert "rhythms[0].source" in keys
    assert len(keys) == 6


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"name = ",
        b"x = " + b"[" * 100_000,
        b"a." * 50_000 + b"a = 1",
        b"[" + b"a." * 50_000 + b"a]",
        b"#" * (LARGEST_FILE + 1),
        DRONED.encode()[: len(DRONED) // 2],
    ],
    ids=["empty", "no text", "cut", "deep", "dotted key", "dotted table", "long", "half"],
)
def test_what_is_no_tradition_is_refused_plainly(data):
    with pytest.raises(TraditionFaulty):
        parse_tradition(data)
