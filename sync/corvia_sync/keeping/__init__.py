"""A community's blocks on disk, indexed, as a node keeps them for others."""
