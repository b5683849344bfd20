"""The entry point of `corvia`."""

from corvia_local.cli.app import main

if __name__ == "__main__":
    main()
