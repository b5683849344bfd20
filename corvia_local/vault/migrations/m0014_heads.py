"""How far each author's feed was followed, so that a rollback is seen after a restart too."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `heads`, a row for each author in each community.

    `step` is the CID of the newest step followed, `missing` the CIDs, with spaces between, of what
    nobody could give so far.
    """
    database.table("heads").create(
        {"author": str, "community": str, "sequence": int, "step": str, "missing": str},
        pk=("author", "community"),
        not_null={"sequence", "step", "missing"},
    )
