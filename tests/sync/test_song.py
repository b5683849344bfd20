from typing import Any

import pytest

from corvia_local.errors import ConsentMissing
from corvia_local.model.score import decode_score, encode_score
from corvia_sync.blocks import MemoryBlocks
from corvia_sync.cid import DAG_CBOR, cid_of
from corvia_sync.envelope import EnvelopeRefused, seal
from corvia_sync.receipt import Receipt
from corvia_sync.signed_object import ObjectRefused, Signed, to_plain
from corvia_sync.song import NotCovered, Song, make_song, read_song, uncovered
from corvia_sync.song_content import LARGEST_AUDIO, NotShareable, SongContent, content_to_share


def test_a_song_carries_all_that_was_consented_to_and_is_read_back(share: Any, ada: Any) -> None:
    shared = share(ada)
    song = read_song(shared.song.data)
    assert song == shared.song
    assert song.payload.iss == ada.did
    assert song.payload.receipt == shared.receipt.cid
    store = MemoryBlocks()
    shared.keep_in(store)
    linked = {song.cid, shared.receipt.cid, *song.payload.score, *song.payload.audio}
    assert {cid.text for cid in linked} == set(store.cids())


def test_without_the_lyric_no_word_leaves(content: Any) -> None:
    shared = content(("score", "mood"))
    assert b"night" not in shared.score
    assert decode_score(shared.score).sections[0].valence == -300


def test_without_the_mood_no_mood_leaves(content: Any) -> None:
    shared = content(("score", "lyric"))
    sections = decode_score(shared.score).sections
    assert [(s.valence, s.arousal) for s in sections] == [(0, 0)]
    assert shared.mood is None
    assert shared.audio is None


def test_the_scores_own_title_does_not_leave(content: Any) -> None:
    assert b"private title" not in content(title="Given title").score


@pytest.mark.parametrize("fields", [("lyric",), (), ("mood", "audio")])
def test_nothing_is_shared_without_the_score(score: Any, fields: Any) -> None:
    with pytest.raises(NotShareable, match="score"):
        content_to_share(score, fields, title="x")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"fields": ("score", "mood")}, "none to share"),
        ({"fields": ("score", "audio")}, "none to share"),
        ({"fields": ("score", "audio"), "audio": b"RIFF"}, "FLAC"),
        ({"title": "x\x1b]0;"}, "control"),
        ({"title": "\u202eevil"}, "control"),
    ],
)
def test_unfit_content_is_not_prepared(score: Any, changes: dict[str, Any], named: str) -> None:
    with pytest.raises(NotShareable, match=named):
        content_to_share(score, **({"fields": ("score",), "title": "x"} | changes))


def test_nobody_shares_by_anothers_consent(ada: Any, ben: Any, content: Any, consent: Any) -> None:
    with pytest.raises(NotCovered, match="someone else"):
        make_song(ada.seed, content(), consent(ben, content()))


@pytest.mark.parametrize("missing", ["lyric", "mood", "audio"])
def test_a_field_beyond_the_consent_is_not_shared(
    ada: Any, content: Any, consent: Any, missing: str
) -> None:
    fields = tuple(name for name in ("score", "lyric", "mood", "audio") if name != missing)
    narrow = consent(ada, content(fields), fields)
    with pytest.raises(NotCovered):
        make_song(ada.seed, content(), narrow)


def test_words_are_not_shared_under_a_consent_without_the_lyric_though_its_hash_fits(
    ada: Any, content: Any, consent: Any
) -> None:
    full = content(("score", "lyric"))
    receipt = consent(ada, full, ("score",))
    with pytest.raises(NotCovered):
        make_song(ada.seed, full, receipt)
    wordless = SongContent(title=full.title, score=full.score)
    with pytest.raises(NotCovered, match="words"):
        make_song(ada.seed, wordless, consent(ada, wordless, ("score",)))


def test_other_bytes_than_those_consented_to_are_not_shared(
    ada: Any, content: Any, consent: Any, score: Any, replaced: Any
) -> None:
    receipt = consent(ada, content(("score",)), ("score",))
    other = replaced(score, end=1920, tradition="maqam")
    changed = content_to_share(other, ("score",), title="Song")
    with pytest.raises(NotCovered, match="exactly"):
        make_song(ada.seed, changed, receipt)
    mistitled = SongContent(title="Other", score=content(("score",)).score)
    with pytest.raises(NotCovered, match="title"):
        make_song(ada.seed, mistitled, receipt)


def test_a_receipt_put_together_by_hand_shares_nothing(
    ada: Any, content: Any, consent: Any, replaced: Any
) -> None:
    genuine = consent(ada, content(("score",)), ("score",))
    wider = replaced(
        genuine.payload, fields=("score", "lyric"), covers=content().covers(("score", "lyric"))
    )
    forged = Signed(genuine.cid, genuine.data, wider)
    with pytest.raises(ConsentMissing):
        make_song(ada.seed, content(("score", "lyric")), forged)
    unsigned = Signed(genuine.cid, genuine.data[:-1], genuine.payload)
    with pytest.raises(EnvelopeRefused):
        make_song(ada.seed, content(("score",)), unsigned)


@pytest.mark.parametrize(
    "change",
    [
        {"fields": ["lyric", "score", "mood", "audio"]},
        {"fields": ["score"]},
        {"fields": ["lyric", "mood", "audio"]},
        {"audio": []},
        {"mood": None},
        {"mood": {"start_valence": 1001, "start_arousal": 0, "goal_valence": 0, "goal_arousal": 0}},
        {"score": []},
        {"score": [cid_of(b"", DAG_CBOR)]},
        {"title": "x" * 201},
        {"title": "two\nlines"},
        {"licence": "MIT"},
        {"year": 2026},
    ],
    ids=str,
)
def test_a_well_signed_song_of_another_form_is_refused(
    share: Any, ada: Any, change: dict[str, Any]
) -> None:
    plain = to_plain(share(ada).song.payload)
    with pytest.raises(ObjectRefused):
        read_song(seal(ada.seed, Song.TAG, plain | change))


def test_equal_content_and_consent_give_the_same_song(ada: Any, content: Any, consent: Any) -> None:
    receipt = consent(ada, content())
    first, second = (make_song(ada.seed, content(), receipt) for _ in range(2))
    assert first.blocks() == second.blocks()
    assert Receipt.TAG == "corvia/receipt@1.0.0"


def test_the_shared_score_is_in_its_one_encoding(content: Any) -> None:
    data = content().score
    assert encode_score(decode_score(data)) == data


def test_a_song_is_covered_only_by_the_receipt_that_it_names(share: Any, ada: Any) -> None:
    first, second = share(ada), share(ada)
    assert uncovered(first.song.payload, first.receipt) is None
    assert "another receipt" in (uncovered(first.song.payload, second.receipt) or "")


def test_scores_and_sounds_beyond_their_bounds_are_not_shared(score: Any, replaced: Any) -> None:
    loud = b"fLaC" + bytes(LARGEST_AUDIO)
    with pytest.raises(NotShareable, match="sound is longer"):
        content_to_share(score, ("score", "audio"), title="x", audio=loud)
    lines = ("x" * 1000,) * 2000
    parts = tuple(
        replaced(score.parts[0], role=role, notes=score.parts[0].notes * 5000)
        for role in ("melody", *["pad"] * 9)
    )
    with pytest.raises(NotShareable, match="shorter song"):
        content_to_share(replaced(score, lines=lines, parts=parts), ("score", "lyric"), title="x")
