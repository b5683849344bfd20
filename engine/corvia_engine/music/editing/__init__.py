"""Single changes by the person's own hand: a note, a chord, a word, the tempo."""
