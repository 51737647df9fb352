"""A program as a reader takes it away: one script that needs the public packages alone."""

import ast
import symtable
from collections.abc import Iterator

from sitegen.model.program import LIBRARY, Cell, LocalisedProgram


def script_of(localised: LocalisedProgram) -> str:
    """Return the copy as one script, in cells; the docstring comes first, as Python wants it.

    What a notebook knows by itself, a script has to import.
    """
    whole = "\n\n".join(_parts(localised)) + "\n"
    table = symtable.symtable(whole, localised.path, "exec")
    if not _reads_display(table):
        return whole
    return f"from IPython.display import display\n\n{whole}"


def _reads_display(table: symtable.SymbolTable) -> bool:
    """Tell whether `display` is read and nowhere bound."""
    known = "display" in table.get_identifiers() and table.lookup("display")
    if known and (known.is_assigned() or known.is_imported()):
        return False
    tables = [table]
    while tables:
        one = tables.pop()
        symbol = "display" in one.get_identifiers() and one.lookup("display")
        if symbol and symbol.is_referenced() and symbol.is_global() | (one is table):
            return True
        tables += one.get_children()
    return False


def _parts(localised: LocalisedProgram) -> Iterator[str]:
    cells = [cell for cell in localised.cells if cell.code.strip()]
    has_library = bool(cells) and cells[0].name == LIBRARY
    docstring = ""
    for number, cell in enumerate(cells):
        code = cell.code.strip("\n")
        if has_library and number == 0 and len(cells) > 1:
            docstring, _ = _split(cells[1])
            if docstring:
                yield docstring
        elif has_library and number == 1 and docstring:
            code = _split(cell)[1]
        is_plain = number == 0 and not has_library
        yield code if is_plain else f"# %% {cell.name}\n{code}"


def _split(cell: Cell) -> tuple[str, str]:
    """Return a cell's docstring, if it begins with one, and the rest."""
    body = ast.parse(cell.code).body
    if not body or ast.get_docstring(ast.parse(cell.code)) is None:
        return "", cell.code.strip("\n")
    lines = cell.code.split("\n")
    end = body[0].end_lineno or 0
    return "\n".join(lines[:end]), "\n".join(lines[end:]).strip("\n")
