"""Cryptography, bytes to bytes: keys, signatures, key slots, recovery phrase."""
