"""Everything that is the person's, in open formats: plain files, or one encrypted archive."""
