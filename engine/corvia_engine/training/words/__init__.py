"""Training of the words model: emotions, mood, thinking traps."""
