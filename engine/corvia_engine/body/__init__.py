"""The heartbeat: intervals, their variability, and the tempo they suggest."""
