"""Read journals of other programs: one format a module, bytes or paths in, found entries out.

Nothing here writes. Every reader takes what it can, names what it left out and why, and is bounded
in size, depth and count before it believes a file.
"""
