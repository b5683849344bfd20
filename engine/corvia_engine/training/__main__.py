"""Rebuild every model: `python -m corvia_engine.training`."""

from corvia_engine.training.melody.making import main as make_melody_model
from corvia_engine.training.sample_pitch import main as measure_sample_pitch
from corvia_engine.training.words.building import main as build_words_model

if __name__ == "__main__":
    build_words_model()
    make_melody_model()
    measure_sample_pitch()
