"""Why each bar of a song is as it is."""
