"""`python -m corvia_engine.training.melody`: train the melody model and print every figure."""

from corvia_engine.training.melody.making import main

if __name__ == "__main__":
    main()
