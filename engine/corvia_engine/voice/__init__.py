"""The melody's words, sung: text to phonemes, phonemes to notes, notes to a voice."""
