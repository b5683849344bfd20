"""Rebuild the words model: `python -m corvia_engine.training.words`."""

from corvia_engine.training.words.building import main

if __name__ == "__main__":
    main()
