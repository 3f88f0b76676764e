"""`python -m sanmaek`."""

from sanmaek import main

if __name__ == "__main__":
    main(prog_name="sanmaek")
