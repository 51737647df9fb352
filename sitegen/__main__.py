"""`sitegen`, or `python -m sitegen`: build the site in the current folder, or another."""

import sys
from pathlib import Path

from sitegen.cli import main

ROOT = Path(__file__).resolve().parents[1]


def theme() -> Path:
    """Return the folder of the theme: beside the packages in a checkout, else installed."""
    return ROOT if (ROOT / "templates").is_dir() else ROOT / "sitegen_theme"


def run() -> None:
    """Run the command line on the current folder and leave with its exit code."""
    raise SystemExit(main(sys.argv[1:], home=Path.cwd(), theme=theme()))


if __name__ == "__main__":
    run()
