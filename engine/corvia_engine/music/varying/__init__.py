"""Change a song that is there: what is locked stays note for note."""
