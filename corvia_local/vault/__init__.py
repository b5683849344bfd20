"""The encrypted store: everything that the person wrote, made and agreed to.

Specified in specs/vault-v1.md.
"""
