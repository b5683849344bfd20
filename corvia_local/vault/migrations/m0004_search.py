"""The search index: every three characters of each entry's folded text."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the full-text table `found_text`, whose rowid is the entry's `sequence`.

    The text comes folded, so the tokenizer compares as it stands. `secure-delete` takes deleted
    words out of the index at once (https://www.sqlite.org/fts5.html#the_secure_delete_configuration_option).
    """
    database.execute(
        "CREATE VIRTUAL TABLE found_text USING fts5 (folded, tokenize = 'trigram case_sensitive 1')"
    )
    database.execute("INSERT INTO found_text (found_text, rank) VALUES ('secure-delete', 1)")
