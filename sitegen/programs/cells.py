"""A percent script in cells: `# %% name` or `# %% name [hidden, folded]`."""

import io
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sitegen.disk import read_file, read_script
from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem, did_you_mean
from sitegen.model.program import Cell, DataFile, Fence, Program

MARKER = "# %%"
DATA = "# data:"
SETUP = "setup"
"""The cell before the first marker."""

FLAGS = ("hidden", "folded")


def script_path(package: str, name: str) -> str:
    """Return where the script of a program lies."""
    return Path(*package.split("."), "lessons", f"{name}.py").as_posix()


def read_program(site: Path, package: str, name: str, place: Place) -> Program:
    """Read `<package>/lessons/<name>.py`; `place` is where the page asks for it.

    Raises SiteError when there is no such program or its cells are malformed.
    """
    path = script_path(package, name)
    folder = Path(path).parent
    files = [file for file in (site / folder).glob("*.py") if file.is_file()]
    known = [file.stem for file in files if file.stem != "__init__"]
    if not package or name not in known:
        hint = did_you_mean(name, known) or "site.yaml names no package: 'programs: {package: …}'"
        raise SiteError(Problem("program", place, f"there is no program '{name}'", hint))
    cells = parse_cells(read_script(site / path, path), path)
    return Program(name, path, cells, tuple(_data(site / data_folder(package), cells[0])))


def data_folder(package: str) -> str:
    """Return where the data files of the programs lie."""
    return Path(*package.split("."), "data").as_posix()


def _data(folder: Path, setup: Cell) -> Iterator[DataFile]:
    """Yield the files that the setup cell asks for in lines `# data: name.csv`.

    Raises SiteError for one that is not there.
    """
    for line, place in zip(setup.code.split("\n"), setup.places, strict=False):
        if not line.startswith(DATA):
            continue
        name = line.removeprefix(DATA).strip()
        known = [file.name for file in folder.glob("*") if file.is_file()]
        if name not in known:
            hint = did_you_mean(name, known) or f"put it into {folder.parent.name}/{folder.name}/"
            raise SiteError(Problem("program", place, f"there is no data file '{name}'", hint))
        yield DataFile(name, read_file(folder / name, "program"))


def parse_cells(source: str, path: str) -> tuple[Cell, ...]:
    """Return the cells of a script; raises SiteError with every fault of its markers."""
    try:
        compile(source, path, "exec", dont_inherit=True)  # It says best what is wrong.
        markers = list(_markers(source))
    except (SyntaxError, tokenize.TokenError, ValueError) as error:
        line = getattr(error, "lineno", None) or 0
        message = f"is no valid Python: {getattr(error, 'msg', error)}"
        raise SiteError(Problem("program", Place(path, line), message)) from error
    lines = source.split("\n")
    starts = [0, *(line for line, _ in markers)]
    ends = [*(line - 1 for line, _ in markers), len(lines)]
    titles = [(SETUP, []), *(_name_and_flags(text) for _, text in markers)]
    cells: list[Cell] = []
    problems: list[Problem] = []
    for (name, flags), start, end in zip(titles, starts, ends, strict=True):
        problems += _title_faults(name, flags, cells, Place(path, start))
        code, places = trimmed((lines[n], Place(path, n + 1)) for n in range(start, end))
        problems += _torn(name, code, Place(path, start))
        cells.append(Cell(name, code, places, "hidden" in flags, "folded" in flags))
    if problems:
        raise SiteError(problems)
    return tuple(cells)


def fenced_program(name: str, path: str, preamble: str, fences: Sequence[Fence]) -> Program:
    """Return the program that the fences of a page are, the locale's preamble before them.

    Raises SiteError with every fault of the fences.
    """
    places = tuple(Place("") for _ in preamble.splitlines())
    cells = [Cell(SETUP, preamble, places, hidden=True)]
    problems: list[Problem] = []
    for fence in fences:
        title, flags = _name_and_flags(fence.title)
        problems += _title_faults(title, flags, cells, fence.place)
        first = fence.place.line + 1
        lines = enumerate(fence.code.removesuffix("\n").split("\n"), first)
        code, code_places = trimmed((line, Place(path, number)) for number, line in lines)
        problems += _broken(code, code_places)
        cells.append(Cell(title, code, code_places, "hidden" in flags, "folded" in flags))
    if problems:
        raise SiteError(problems)
    return Program(name, path, tuple(cells))


def _broken(code: str, places: Sequence[Place]) -> Iterator[Problem]:
    """Yield a problem for a fence that is no Python."""
    try:
        compile(code, "fence", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        message = f"is no valid Python: {getattr(error, 'msg', error)}"
        hint = "a fence that is not to run is called 'py'"
        yield Problem("program", places[min(line, len(places)) - 1], message, hint)


def trimmed(lines: Iterable[tuple[str, Place]]) -> tuple[str, tuple[Place, ...]]:
    """Return lines as one text, with their places, less the blank lines around them."""
    kept = list(lines)
    while kept and not kept[0][0].strip():
        kept.pop(0)
    while kept and not kept[-1][0].strip():
        kept.pop()
    return "".join(f"{text}\n" for text, _ in kept), tuple(place for _, place in kept)


def _torn(name: str, code: str, place: Place) -> Iterator[Problem]:
    """Yield a problem for a cell that begins or ends within a statement."""
    try:
        compile(code, name, "exec", dont_inherit=True)
    except SyntaxError:
        message = f"cell '{name}' is cut out of a statement"
        hint = "a cell holds whole statements: move its marker"
        yield Problem("program", place, message, hint)


def _title_faults(
    name: str, flags: Iterable[str], before: Iterable[Cell], place: Place
) -> Iterator[Problem]:
    """Yield what is wrong with a marker's name and flags."""
    if not name.isidentifier():
        message = f"a cell cannot be called '{name}'"
        yield Problem("program", place, message, "write '# %% name'")
    elif name in {cell.name for cell in before}:
        yield Problem("program", place, f"cell '{name}' appears twice", "rename one")
    for flag in flags:
        if flag not in FLAGS:
            message = f"unknown flag '{flag}' of cell '{name}'"
            yield Problem("program", place, message, did_you_mean(flag, FLAGS))


def _markers(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of every marker; a marker inside a string is none."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and token.start[1] == 0:
            marker, _, rest = token.string.partition(MARKER)
            if not marker and token.string.startswith(MARKER):
                yield token.start[0], rest.strip()


def _name_and_flags(text: str) -> tuple[str, list[str]]:
    name, bracket, flags = text.partition("[")
    listed = flags.removesuffix("]").split(",") if bracket else []
    return name.strip(), [flag.strip() for flag in listed]
