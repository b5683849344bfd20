"""The plain, frozen types that travel between rooms. One concept a module."""
