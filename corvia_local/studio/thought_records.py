"""The way to a balanced thought: a record filled step by step, left and gone on with."""

from corvia_local.errors import BadInput
from corvia_local.model.reflection import ReframeProposal
from corvia_local.model.thought_record import (
    PERCENT_ANSWERS,
    STEPS,
    WORD_ANSWERS,
    Door,
    Step,
    ThoughtRecord,
)
from corvia_local.studio import unfinished_texts
from corvia_local.studio.reading_for_harm import refuse_harm
from corvia_local.vault import entries
from corvia_local.vault import thought_records as store
from corvia_local.vault.erasing import sweep
from corvia_local.vault.moments import local_time
from corvia_local.vault.opening import Vault

__all__ = [
    "answered",
    "begin",
    "erase",
    "finish",
    "next_step",
    "proposals_for",
    "questions_for",
    "record",
    "records",
    "unfinished",
]


def begin(
    vault: Vault, door: Door, entry_id: str | None = None, thought: str = ""
) -> ThoughtRecord:
    """Begin a record at a door; the vault holds it from the first answer on.

    Raises HelpComesFirst where the entry, or the thought, speaks of harm explicitly; NotFound.
    """
    if entry_id is not None:
        refuse_harm(entries.entry(vault, entry_id).text)
    fresh = store.new_record(vault, door, entry_id)
    return answered(vault, fresh, "thought", thought) if thought.strip() else fresh


def unfinished(vault: Vault, door: Door, entry_id: str | None) -> ThoughtRecord | None:
    """Give the newest record that was left half way at this door, for this entry or for none.

    At the body's door only one of today: how strong a feeling was on another day says nothing now.
    """
    left = [
        one
        for one in store.records(vault)
        if one.door == door and one.entry_id == entry_id and one.finished_at is None
    ]
    if door == "body":
        left = [one for one in left if one.begun_at[:10] == local_time()[:10]]
    return left[-1] if left else None


def answered(vault: Vault, record: ThoughtRecord, answer: str, given: str) -> ThoughtRecord:
    """Put one answer into a record and keep it; an empty one takes it out again.

    `answer` is a field's name; numbers are given as text. Raises HelpComesFirst where it speaks of
    harm explicitly, and then nothing is kept of it; NotAPercentage, BadInput, and what the vault
    raises.
    """
    import msgspec

    if answer in PERCENT_ANSWERS:
        changed = msgspec.structs.replace(record, **{answer: _percent(given)})
    elif answer in WORD_ANSWERS:
        refuse_harm(given)
        changed = msgspec.structs.replace(record, **{answer: given.strip()})
    else:
        raise BadInput(f"There is no answer called “{answer[:40]}”.")
    if changed != record:
        store.keep_record(vault, changed)
    return changed


def finish(vault: Vault, record: ThoughtRecord) -> ThoughtRecord:
    """Say that a record is done. Its balanced thought, where there is one, becomes the entry's
    accepted words, which a song can carry. An empty record is not kept.
    """
    import msgspec

    if record.is_empty:
        return record
    unfinished_texts.forget(vault, unfinished_texts.WAY[record.door], record.entry_id)
    done = msgspec.structs.replace(record, finished_at=local_time())
    with vault.transaction():
        store.keep_record(vault, done)
        if done.entry_id is not None and done.balanced:
            entries.accept_reframe(vault, done.entry_id, done.balanced)
    return done


def records(vault: Vault) -> list[ThoughtRecord]:
    """List all records, the oldest first."""
    return store.records(vault)


def record(vault: Vault, record_id: str) -> ThoughtRecord:
    """Give one record; the beginning of its id is enough."""
    return store.record(vault, record_id)


def erase(vault: Vault, record_id: str) -> str:
    """Erase one record and sweep the file; give its whole id."""
    erased = store.record(vault, record_id)
    unfinished_texts.forget(vault, unfinished_texts.WAY[erased.door], erased.entry_id)
    store.erase_record(vault, erased.id)
    sweep(vault)
    return erased.id


def next_step(record: ThoughtRecord) -> int:
    """Give the place of the first step after the last one that was answered."""
    steps = STEPS[record.door]
    done = [
        place
        for place, step in enumerate(steps)
        if step.answer and getattr(record, step.answer) not in ("", None)
    ]
    return min(done[-1] + 1, len(steps) - 1) if done else 0


def proposals_for(thought: str) -> tuple[ReframeProposal, ...]:
    """Propose questions and wordings for one thought; nothing where it speaks of harm."""
    from corvia_local.studio.reflecting import propose_reframes, reflect

    if not thought.strip():
        return ()
    return propose_reframes(thought, reflect(thought), always=True)


def questions_for(record: ThoughtRecord, step: Step) -> tuple[str, ...]:
    """Give Socratic questions that help with a step, fitted to the thought and its type."""
    from corvia_engine.words.socratic import questions_about
    from corvia_local.studio.reflecting import reflect

    if not record.thought or step.answer not in ("evidence_for", "evidence_against", "balanced"):
        return ()
    heard = reflect(record.thought)
    if heard.crisis.level != "none":
        return ()
    likeliest = max(heard.distortions, key=lambda one: one.p, default=None)
    return questions_about(record.thought, likeliest.type if likeliest else None, step.answer)


def _percent(given: str) -> int | None:
    text = given.strip().rstrip("%").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text) <= 100):
        raise store.NotAPercentage(f"“{given[:20]}” is no number from 0 to 100, such as 60.")
    return int(text)
