"""What each key has for a twin on the command line: nothing here can be done in the app alone."""

MOVES = frozenset(
    {
        "after", "back", "before", "down", "first", "last", "leave", "left", "less", "more", "no",
        "not_now", "right", "stay", "stop", "submit", "up", "yes",
    }
)  # fmt: skip
"""Last parts of ids that only move about on a screen or answer its question."""

NO_TWIN = {
    "app.lock": "A command leaves no vault open behind it.",
    "app.quit": "A command ends by itself.",
    "app.suspend": "A command is stopped by the shell.",
    "choices.open": "It opens what the list stands for.",
    "tick.flip": "It is an option of the command that follows.",
    "press_key.leave": "It is part of choosing a key.",
}
"""Ids that have none, and why."""

TWINS = {
    "app.care": "care",
    "app.care_letter": "care",
    "app.help": "--help",
    "app.help_question": "--help",
    "app.safety_plan": "care plan",
    "backups": "backup",
    "backups.days": "settings set",
    "backups.folder": "settings set",
    "backups.keep": "settings set",
    "backups.recipients": "settings set",
    "calendar": "moods",
    "care": "care",
    "care.country": "settings set",
    "care.keep_guess": "settings set",
    "care.keep_writing": "write",
    "care.plan": "care plan",
    "care.something_else": "reflect",
    "check": "check",
    "check_in": "write --mood",
    "check.mend": "check --mend",
    "communities": "community list",
    "communities.copy_did": "community members",
    "communities.join": "community join",
    "communities.new": "community create",
    "community": "community",
    "composition": "community assemble",
    "consent": "share",
    "entry.erase": "erase",
    "entry.reflect": "reflect",
    "export_all": "export-all",
    "grounding": "care grounding",
    "help": "--help",
    "import": "import",
    "keyboard": "settings set",
    "leaving": "offline",
    "leaving.ledger": "ledger",
    "library": "entries",
    "library.calendar": "moods",
    "doors": "reframe --door",
    "lyric": "lyric",
    "lyric_text": "compose --lyrics",
    "outcomes": "outcomes",
    "percent": "reframe --answer",
    "reflection.doors": "reframe --door",
    "way": "reframe --door",
    "making_shares": "keys shares",
    "message": "care message",
    "month.open": "entries --since",
    "new_words": "keys phrase",
    "plan": "care plan",
    "plan_part": "care plan",
    "recovery": "init",
    "reflection": "reflect",
    "reflection.reframe": "reframe",
    "reflection.song": "compose",
    "reframe": "reframe",
    "settings": "settings",
    "settings.backups": "backup",
    "settings.check": "check",
    "settings.erase-everything": "erase --everything",
    "settings.export": "export-all",
    "settings.import": "import",
    "settings.leaving": "offline",
    "settings.ways-in": "keys list",
    "share": "share",
    "shared": "community",
    "shares": "shares",
    "shares.take_back": "revoke",
    "song": "songs",
    "song.erase": "erase --song",
    "song.files": "export",
    "song.keep": "compose",
    "song.play": "play",
    "song.vary": "vary",
    "studio.less": "taste --less-like",
    "studio.more": "taste --more-like",
    "studio.play": "play",
    "studio.redo": "versions --redo",
    "studio.undo": "versions --undo",
    "studio.vary": "vary",
    "song.share": "share",
    "songs": "shares",
    "today.calendar": "moods",
    "today.check_in": "write --mood",
    "today.communities": "community list",
    "today.entries": "entries",
    "today.find": "entries --search",
    "today.last_song": "songs",
    "today.leaving": "offline",
    "today.ledger": "ledger",
    "today.settings": "settings",
    "today.songs": "songs",
    "today.write": "write",
    "unlock": "keys passphrase --phrase-file",
    "unlock.keyring": "keys list",
    "ways_in": "keys",
    "ways_in.add": "keys add",
    "ways_in.change": "keys passphrase",
    "ways_in.cost": "keys raise-cost",
    "ways_in.keyring": "keys add --keyring",
    "ways_in.remove": "keys remove",
    "ways_in.rotate": "keys rotate",
    "ways_in.shares": "keys shares",
    "ways_in.words": "keys phrase",
    "welcome": "restore",
    "wishes": "compose",
    "words.flip": "write --tag",
    "write": "write",
}
"""An id, or its first part for all that have no line of their own → what stands after `corvia`."""


def moves_only(name: str) -> bool:
    """Tell whether a key's id only moves about or answers."""
    return name.rsplit(".", 1)[-1] in MOVES


def twin_of(name: str) -> str | None:
    """Give the command that does what a key's id does, such as “corvia keys add”, or None."""
    if name in NO_TWIN or moves_only(name):
        return None
    found = TWINS.get(name) or TWINS.get(name.split(".", 1)[0])
    return None if found is None else f"corvia {found}"
