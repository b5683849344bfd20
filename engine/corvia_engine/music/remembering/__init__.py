"""Memory of the person's last songs, so that the next one is another song."""
