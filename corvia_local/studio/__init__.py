"""The use-cases that command line, terminal app and node all call."""
