"""What the person sees, one screen a module."""
