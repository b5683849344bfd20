"""Training of the melody model on folk songs and dance tunes written in ABC."""
