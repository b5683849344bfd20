"""What is said where a text cannot be read."""

from corvia_local.language import mark

READS_ENGLISH = mark(
    "Corvia hears moods and thinking habits in English only, so far, and these words look like"
    " another language. So nothing is guessed here; you know best. You can note the mood yourself,"
    " go step by step, or make a song. If it is heavy, F2 shows where a person is to talk to."
)
