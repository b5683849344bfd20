"""Share a song by consent, see exactly what leaves, and take it back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.mood import MILLI
from corvia_local.model.progress import Report, silent
from corvia_local.model.records import ConsentTerms, Field
from corvia_local.model.score import decode_score
from corvia_local.studio.circles import seal_if_closed
from corvia_local.studio.communities import CommunityView, today, view_community
from corvia_local.studio.composing import ComposedSong, key_name
from corvia_local.studio.letting_go import let_go_of_ended
from corvia_local.studio.library import read_song, song_flac
from corvia_local.studio.opening import own_did
from corvia_local.studio.reading_for_harm import lines_speak_of_harm, speaks_of_harm
from corvia_local.studio.sounding import OWN_VOICE
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.consents import consents, end_consent, save_consent
from corvia_local.vault.entries import entry
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault
from corvia_sync.cid import Cid
from corvia_sync.licence import LICENCES, is_licence
from corvia_sync.receipt import PURPOSE_COMPOSITION, make_receipt
from corvia_sync.song import make_song
from corvia_sync.song_content import SharedMood, SongContent, content_to_share
from corvia_sync.tombstone import make_tombstone

DEFAULT_FIELDS: tuple[Field, ...] = ("score", "lyric")
DEFAULT_LICENCE = "CC-BY-SA-4.0"
DEFAULT_DAYS = 365
PURPOSES = ("listening", PURPOSE_COMPOSITION)

_IN_WORDS: dict[Field, str] = {
    "score": "the notes of the song",
    "lyric": "its words and title",
    "mood": "where the song starts and where it leads, as numbers",
    "audio": "the sound as a FLAC file",
}


class BadTerms(BadInput):
    """A date or a licence of the consent cannot be used."""


@dataclass(frozen=True)
class Leaving:
    """One thing that would leave the device: its name, its size, and its content to read."""

    name: str
    size: int
    content: str


@dataclass(frozen=True)
class ShareDraft:
    """Everything that would leave, before anything is signed. Publishing sends these very bytes.

    `second_look`: the song's words, or the entry that it was made of, speak of harm, so a person
    may want to think again.
    """

    song_id: str
    title: str
    community: str
    community_name: str
    terms: ConsentTerms
    content: SongContent
    leaving: tuple[Leaving, ...]
    plain_words: tuple[str, ...]
    second_look: bool


@dataclass(frozen=True)
class Published:
    """A shared song: the CID of its object and of its consent receipt."""

    cid: str
    receipt: str


@dataclass(frozen=True)
class Share:
    """One sharing of the person's own, as the vault remembers it."""

    cid: str
    receipt: str
    song_id: str
    terms: ConsentTerms
    ended_at: str | None


def prepare_share(
    vault: Vault,
    song_id: str,
    community: str,
    fields: tuple[Field, ...] = DEFAULT_FIELDS,
    until: str | None = None,
    licence: str = DEFAULT_LICENCE,
    report: Report = silent,
) -> ShareDraft:
    """Collect exactly what would leave, and the terms in plain words. Nothing is signed."""
    song = read_song(vault, song_id)
    audience = view_community(vault, community)
    terms = _terms(song, audience, fields, until, licence)
    content = content_to_share(
        song.score,
        fields,
        title=song.title if "lyric" in fields else f"A song in {key_name(song.score)}",
        mood=_shared_mood(song) if "mood" in fields else None,
        audio=song_flac(vault, song.id, report) if "audio" in fields else None,
    )
    leaving = _leaving(content, own_voice=song.sung_by == OWN_VOICE)
    return ShareDraft(
        song_id=song.id,
        title=content.title,
        community=audience.id,
        community_name=audience.name,
        terms=terms,
        content=content,
        leaving=leaving,
        plain_words=_plain_words(terms, audience, own_did(vault)),
        second_look=_speaks_of_harm(content, _words_behind(vault, song)),
    )


def publish(vault: Vault, draft: ShareDraft) -> Published:
    """Sign the receipt and the song, and put both among the community's blocks.

    This call is the person's consent: nothing but what the draft showed is signed.
    """
    seed, terms = signing_seed(vault), draft.terms
    receipt = make_receipt(
        seed,
        audience=Cid.from_text(terms.audience),
        fields=terms.fields,
        covers=draft.content.covers(terms.fields),
        purposes=terms.purposes,
        licence=terms.licence,
        valid_from=terms.since,
        valid_until=terms.until,
        withdrawal_method="The author signs a tombstone for the song (corvia revoke).",
    )
    shared = make_song(seed, draft.content, receipt)
    cid = shared.song.cid.text
    with vault.transaction():
        shared.keep_in(VaultBlocks(vault))
        seal_if_closed(vault, shared, receipt.payload.audience)
        save_consent(vault, receipt.cid.text, cid, terms, receipt.data)
        record(vault, "song shared", draft.song_id, ", ".join(terms.purposes), terms.audience)
    return Published(cid, receipt.cid.text)


def revoke(vault: Vault, cid: str) -> str:
    """End a consent: sign a tombstone; give its CID.

    The shared copy leaves this vault's blocks, and so every later file and composition; the song
    itself stays the person's.
    """
    found = next((share for share in own_shares(vault) if share.cid == cid), None)
    if found is None:
        raise NotFound(f"You shared nothing under {cid[:80]}. `corvia shares` lists what you did.")
    stone = make_tombstone(
        signing_seed(vault), Cid.from_text(found.terms.audience), Cid.from_text(cid)
    )
    with vault.transaction():
        VaultBlocks(vault).put(stone.cid.text, stone.data)
        end_consent(vault, cid, datetime.now().astimezone().isoformat(timespec="seconds"))
        let_go_of_ended(vault, today())
    return stone.cid.text


def own_shares(vault: Vault) -> list[Share]:
    """List the person's own sharings, oldest first."""
    return [
        Share(kept.song_cid, kept.receipt_cid, kept.terms.song_id, kept.terms, kept.ended_at)
        for kept in consents(vault)
    ]


def _terms(
    song: ComposedSong,
    audience: CommunityView,
    fields: tuple[Field, ...],
    until: str | None,
    licence: str,
) -> ConsentTerms:
    if not is_licence(licence):
        raise BadTerms(
            f"“{licence[:40]}” is no licence known here. Choose of {', '.join(LICENCES)}."
        )
    first = today()
    last = first + timedelta(days=DEFAULT_DAYS) if until is None else _date(until)
    if last < first:
        raise BadTerms(f"{last} is past already. Your consent can end today ({first}) or later.")
    return ConsentTerms(
        song_id=song.id,
        fields=fields,
        audience=audience.id,
        purposes=PURPOSES,
        licence=licence,
        since=first.isoformat(),
        until=last.isoformat(),
    )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadTerms(f"“{text[:20]}” is no date. Write it as 2027-06-30.") from error


def _shared_mood(song: ComposedSong) -> SharedMood:
    plan = song.plan
    return SharedMood(
        start_valence=plan.start_valence,
        start_arousal=plan.start_arousal,
        goal_valence=plan.goal_valence,
        goal_arousal=plan.goal_arousal,
    )


def _leaving(content: SongContent, *, own_voice: bool) -> tuple[Leaving, ...]:
    """List what leaves, read back from the very bytes that would be signed."""
    score = decode_score(content.score)
    found = [Leaving("title", len(content.title.encode()), content.title)]
    if score.lines:
        words = "\n".join(score.lines)
        found.append(Leaving("lyric", len(words.encode()), words))
    if content.mood is not None:
        mood = content.mood
        numbers = (
            f"from valence {mood.start_valence / MILLI:+.3f}, arousal"
            f" {mood.start_arousal / MILLI:+.3f} to valence {mood.goal_valence / MILLI:+.3f},"
            f" arousal {mood.goal_arousal / MILLI:+.3f}"
        )
        found.append(Leaving("mood", len(numbers), numbers))
    if content.audio is not None:
        what = "The song's sound as a FLAC file."
        if own_voice:
            what += " It is sung in your own voice, by which people may know you."
        found.append(Leaving("audio", len(content.audio), what))
    found.append(Leaving("score", len(content.score), content.score.decode()))
    return tuple(found)


def _plain_words(terms: ConsentTerms, audience: CommunityView, did: str) -> tuple[str, ...]:
    what = ", ".join(_IN_WORDS[field] for field in terms.fields)
    count = len(audience.members)
    members = "1 member" if count == 1 else f"{count} members"
    words = [
        f"This leaves your device: {what}. Your journal text does not.",
        f"It goes to “{audience.name}” ({members} now), signed as {did}.",
        "They may listen, and weave it into their composition.",
        f"The licence is {terms.licence}. Your consent holds from {terms.since} until"
        f" {terms.until}, and you can end it on any day before.",
        "When it ends, later compositions leave the song out. Copies that others hold by then"
        " cannot be called back.",
    ]
    if audience.closed:
        words.append(
            "It travels sealed: others than the members see that you shared something, how long it"
            " is and until when; not what."
        )
    if audience.door == "members" and did not in audience.members:
        words.append(
            "You are no member yet, so the others will not hear it until a steward adds you."
        )
    return tuple(words)


def _words_behind(vault: Vault, song: ComposedSong) -> str:
    """Give the entry that a song was made of, or nothing where there is none any more."""
    if song.entry_id is None:
        return ""
    try:
        return entry(vault, song.entry_id).text
    except NotFound:
        return ""


def _speaks_of_harm(content: SongContent, words_behind: str) -> bool:
    return speaks_of_harm(words_behind) or lines_speak_of_harm(
        (content.title, *decode_score(content.score).lines)
    )
