"""From own words to sung lines: stanzas, syllables and their stress."""
