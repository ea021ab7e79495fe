"""Run the command line with ``python -m zeroshot``."""

from zeroshot.cli import main

if __name__ == "__main__":
    main()
