"""`corvia share`, `corvia shares`, `corvia revoke`, `corvia receipt`."""

import json
import sys

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.errors import BadInput, Cancelled, CareFirst
from corvia_local.model.records import Field

FIELDS: tuple[Field, ...] = ("score", "lyric", "mood", "audio")

SECOND_LOOK = (
    "The words behind this song speak of being hurt or of not wanting to live. Others would hear"
    " it. It may be good to sleep on it, or to show it to someone you trust first. Nothing was"
    " shared; --after-second-look shares it."
)


class SecondLook(CareFirst):
    """A song whose words speak of harm is shared only after a second look."""


def _fields(text: str) -> tuple[Field, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in FIELDS]
    if unknown or not names:
        wrong = unknown[0][:40] if unknown else text
        raise BadInput(f"“{wrong}” cannot be shared. There is: {', '.join(FIELDS)}.")
    return tuple(field for field in FIELDS if field in names)


@click.command()
@click.argument("song")
@click.option("--community", required=True, help="Its name or id.")
@click.option("--fields", default="score,lyric", show_default=True, help=f"Of {','.join(FIELDS)}.")
@click.option("--until", help="The last day of your consent, such as 2027-06-30; else one year.")
@click.option("--licence", default="CC-BY-SA-4.0", show_default=True, help="SPDX or CC id.")
@click.option("--preview", is_flag=True, help="Show what would leave; nothing does.")
@click.option(
    "--after-second-look", is_flag=True, help="The words speak of harm; you looked, and share."
)
@shared_options
def share(
    call: Call,
    song: str,
    community: str,
    fields: str,
    until: str | None,
    licence: str,
    preview: bool,
    after_second_look: bool,
) -> None:
    """Share a SONG with a community. With --preview you see every byte's content first."""
    from corvia_local.studio.sharing import prepare_share, publish

    chosen = _fields(fields)
    with call.vault() as vault, call.progress() as report:
        draft = prepare_share(vault, song, community, chosen, until, licence, report)
        if preview:
            call.answer(
                {
                    "song": draft.song_id,
                    "community": draft.community,
                    "terms": {
                        "fields": list(draft.terms.fields),
                        "audience": draft.terms.audience,
                        "purposes": list(draft.terms.purposes),
                        "licence": draft.terms.licence,
                        "since": draft.terms.since,
                        "until": draft.terms.until,
                    },
                    "leaves": [
                        {"name": x.name, "bytes": x.size, "content": x.content}
                        for x in draft.leaving
                    ],
                    "in_words": list(draft.plain_words),
                    "second_look": draft.second_look,
                },
                *draft.plain_words,
                *(f"\n{x.name} ({x.size:,} bytes)\n{x.content}" for x in draft.leaving),
            )
            return
        if draft.second_look and not after_second_look:
            raise SecondLook(SECOND_LOOK)
        for line in draft.plain_words:
            call.tell(line)
        if not call.as_json and sys.stdin.isatty() and not click.confirm("Share this?", err=True):
            raise Cancelled("Nothing was shared.")
        shared = publish(vault, draft)
    call.answer(
        {"cid": shared.cid, "receipt": shared.receipt},
        f"Shared as {shared.cid}",
        f"Your consent receipt is {shared.receipt}",
        f"`corvia revoke {shared.cid}` ends it.",
    )


@click.command()
@shared_options
def shares(call: Call) -> None:
    """List what you shared, with whom, and until when."""
    from corvia_local.studio.sharing import own_shares

    with call.vault() as vault:
        found = own_shares(vault)
    content = [
        {
            "cid": s.cid,
            "receipt": s.receipt,
            "song": s.song_id,
            "audience": s.terms.audience,
            "fields": list(s.terms.fields),
            "licence": s.terms.licence,
            "until": s.terms.until,
            "ended_at": s.ended_at,
        }
        for s in found
    ]
    lines = [
        f"{s.cid}  {', '.join(s.terms.fields)}  until {s.terms.until}"
        + (f"  ended {s.ended_at}" if s.ended_at else "")
        for s in found
    ]
    call.answer({"shares": content}, *(lines or ["You shared nothing. It all stays here."]))


@click.command()
@click.argument("cid")
@shared_options
def revoke(call: Call, cid: str) -> None:
    """Take back a shared song: later compositions leave it out.

    Copies that others already hold cannot be called back; the signed word that you ended your
    consent travels with the community's songs.
    """
    from corvia_local.studio.sharing import revoke as take_back

    with call.vault() as vault:
        tombstone = take_back(vault, cid)
    call.answer({"cid": cid, "tombstone": tombstone}, f"Ended. The signed word is {tombstone}.")


@click.command()
@click.argument("cid")
@click.option(
    "--form",
    type=click.Choice(["iso", "kantara"]),
    default="iso",
    show_default=True,
    help="Field names of ISO/IEC TS 27560:2023 or of Kantara's receipt, version 1.1.",
)
@shared_options
def receipt(call: Call, cid: str, form: str) -> None:
    """Show the record of a consent, by the CID of its receipt or of the shared song."""
    from corvia_local.studio.receipts import iso_record, kantara_receipt, kept_consent

    with call.vault() as vault:
        kept = kept_consent(vault, cid)
    record = iso_record(kept) if form == "iso" else kantara_receipt(kept)
    call.answer(record, json.dumps(record, ensure_ascii=False, indent=1))
