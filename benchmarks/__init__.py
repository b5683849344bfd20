"""Every figure that the README claims, as a ratio to a named baseline in the same run."""
