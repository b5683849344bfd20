"""From score to sound and files: FluidSynth, FLAC, MIDI, MusicXML, LRC."""
