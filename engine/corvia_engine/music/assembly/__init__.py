"""Many songs become one composition: integers all the way, the same bytes on every machine."""
