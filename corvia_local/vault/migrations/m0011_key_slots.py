"""What is known of each key slot and is nobody else's business: its label, its recipient."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def migrate(database: "Database") -> None:
    """Make the table `key_slots`. `salt` names the slot; `recipient` is of age, or null."""
    database.table("key_slots").create(
        {"salt": bytes, "label": str, "made_at": str, "recipient": str},
        pk="salt",
        not_null={"label", "made_at"},
    )
