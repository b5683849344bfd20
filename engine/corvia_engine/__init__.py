"""Words to feelings to song to sound."""
