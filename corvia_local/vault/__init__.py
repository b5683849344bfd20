"""The encrypted store: key slots, migrations, entries, songs, consents, ledger, blocks."""
