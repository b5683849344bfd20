"""Signed objects, blocks, CAR files and communities."""
