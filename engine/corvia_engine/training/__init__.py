"""Rebuilding the models from their data. Nothing here is needed to run the program."""
