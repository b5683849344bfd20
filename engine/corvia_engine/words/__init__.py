"""A text heard: mood, emotions, thinking traps and where they stand."""
