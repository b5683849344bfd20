"""Melody: a trained model writes it, hard masks keep every note within what was asked."""
