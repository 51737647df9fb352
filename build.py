"""Build this site: `python build.py`, or `python build.py --help` for all it can do."""

import sys
from pathlib import Path

from sitegen.cli import main

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], home=Path(__file__).resolve().parent))
