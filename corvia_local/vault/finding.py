"""Which entries are found, newest first, quickly too among very many.

What is dear is reading rows one by one: each may lie on a page of its own, which is to be
decrypted. So rows are read for those alone that will be shown, or nearly so.
"""

import json
from typing import NamedTuple

from corvia_local.vault.search import index_query
from corvia_local.vault.vault import Vault

_NEWEST_FIRST = "ORDER BY epoch DESC, sequence DESC"

_NEWEST = 500
"""Words that the index cannot answer for are looked for in so many of the newest entries first."""


class Wanted(NamedTuple):
    """What to find: folded words, a first day, a folded tag; and which of it to give."""

    words: list[str]
    since: str | None
    tag: str | None
    limit: int | None
    skip: int


def find(vault: Vault, wanted: Wanted) -> list[int]:
    """Give the `sequence` of each entry that is found and wanted, newest first.

    Newest is by the moment of writing, then by the order of saving.
    """
    matches, rest = index_query(wanted.words)
    conditions, values = _conditions(wanted, rest)
    if not matches and not rest:
        return _newest(vault, conditions, values, wanted.limit, wanted.skip)
    most = None if wanted.limit is None else wanted.skip + wanted.limit
    if matches:
        found = _by_index(vault, matches, conditions, values, most)
    else:
        found = _by_text(vault, conditions, values, most)
    return found[wanted.skip :]


def _conditions(wanted: Wanted, words: list[str]) -> tuple[list[str], list[str]]:
    """Give conditions on `sequence`, the cheapest first, and their values.

    A plus before a column keeps SQLite from reading row by row what the condition names
    (https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_).
    """
    conditions, values = [], []
    if wanted.tag is not None:
        conditions.append("+sequence IN (SELECT entry FROM tags WHERE folded = ?)")
        values.append(wanted.tag)
    if wanted.since is not None:
        conditions.append(
            "(SELECT substr(e.written_at, 1, 10) FROM entries e WHERE e.sequence = all_of.sequence)"
            " >= ?"
        )
        values.append(wanted.since)
    if words:
        conditions.append(
            "EXISTS (SELECT 1 FROM found_text f WHERE f.rowid = all_of.sequence AND NOT EXISTS"
            " (SELECT 1 FROM json_each(?) WHERE instr(f.folded, value) = 0))"
        )
        values.append(json.dumps(words))
    return conditions, values


def _by_index(
    vault: Vault, matches: str, conditions: list[str], values: list[str], most: int | None
) -> list[int]:
    """Find by the index: the last saved first, then see whether they are the newest too.

    The index gives matches in the order of saving without looking at the others. Journals are
    mostly saved in the order of writing; an import of older ones is what breaks it.
    """
    matching = "SELECT rowid AS sequence FROM found_text WHERE found_text MATCH ?"
    if most is not None:
        last = _numbers(
            vault,
            _sequences(f"({matching})", conditions, "ORDER BY sequence DESC"),
            matches,
            *values,
            2 * most,
        )
        newest = _in_order(vault, last)[:most]
        if len(last) < 2 * most or not _newer_unseen(vault, newest[-1:], last[-1:]):
            return newest
    return _newest(vault, [f"+sequence IN ({matching})", *conditions], [matches, *values], most)


def _in_order(vault: Vault, sequences: list[int]) -> list[int]:
    return _numbers(
        vault,
        _sequences("entries", ["sequence IN (SELECT value FROM json_each(?))"], _NEWEST_FIRST),
        json.dumps(sequences),
        len(sequences),
    )


def _newer_unseen(vault: Vault, oldest_given: list[int], first_saved: list[int]) -> bool:
    """Tell whether an entry that was not looked at is newer than the oldest of those to be given.

    Those were saved before `first_saved`. Where nothing is to be given nothing is newer.
    """
    if not oldest_given:
        return False
    epoch = vault.rows("SELECT epoch FROM entries WHERE sequence = ?", oldest_given)[0][0]
    found = _numbers(
        vault,
        "SELECT sequence FROM entries"
        " WHERE epoch >= ? AND (epoch > ? OR sequence > ?) AND +sequence < ? LIMIT 1",
        epoch,
        epoch,
        *oldest_given,
        *first_saved,
    )
    return bool(found)


def _by_text(vault: Vault, conditions: list[str], values: list[str], most: int | None) -> list[int]:
    """Find by reading texts: a few of the newest first, for common words stand there already."""
    if most is not None and most <= _NEWEST:
        newest = f"(SELECT sequence FROM entries {_NEWEST_FIRST} LIMIT {_NEWEST})"  # noqa: S608
        found = _numbers(vault, _sequences(newest, conditions, ""), *values, most)
        if len(found) == most:
            return found
    return _newest(vault, conditions, values, most)


def _newest(
    vault: Vault, conditions: list[str], values: list[str], most: int | None, skip: int = 0
) -> list[int]:
    """Walk the index of moments from its newest end; the conditions are put to each in turn."""
    query = f"{_sequences('entries', conditions, _NEWEST_FIRST)} OFFSET ?"
    return _numbers(vault, query, *values, -1 if most is None else most, skip)


def _sequences(source: str, conditions: list[str], order: str) -> str:
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT sequence FROM {source} all_of {where} {order} LIMIT ?"  # noqa: S608


def _numbers(vault: Vault, query: str, *values: object) -> list[int]:
    return [int(number) for (number,) in vault.rows(query, values)]
