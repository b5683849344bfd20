"""From mood and lines to a score: trajectory, form, melody, harmony, arrangement."""
