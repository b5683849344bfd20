"""Figures and labels put into plain words."""
