"""The programs of a page share one kernel in its notebook: a name must mean one thing there."""

import ast
import symtable
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from sitegen.programs.modules import globals_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell where the notebook has it."""

    program: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that reads a name which another program has given another meaning by then."""

    cell: Placed
    name: str
    other: str


@dataclass(slots=True)
class _Names:
    """What one program's names mean in its own script, and what its functions read."""

    meanings: dict[str, str] = field(default_factory=dict)
    reads: dict[str, frozenset[str]] = field(default_factory=dict)

    def needed(self, names: frozenset[str]) -> set[str]:
        """Return the names with all that the functions among them read, and so on."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.reads.get(name, ())
        return found


def clashes(cells: Sequence[Placed]) -> Iterator[Clash]:
    """Yield the names that would mean something else in a notebook of these cells, in order.

    Names that two programs define in the same words, from names that mean the same, do not
    clash. What is no Python is left to the run of the program.
    """
    programs: dict[str, _Names] = {}
    meanings: dict[str, tuple[str, str]] = {}
    for cell in cells:
        own = programs.setdefault(cell.program, _Names())
        try:
            tree, table = ast.parse(cell.code), symtable.symtable(cell.code, cell.name, "exec")
        except SyntaxError:
            continue
        bound: dict[str, str] = {}
        for node in tree.body:
            bound |= dict.fromkeys(_bound(node), _meaning(node, own, bound))
        for name in sorted(own.needed(_read(table)) - bound.keys()):
            meaning, other = meanings.get(name, ("", cell.program))
            if other != cell.program and own.meanings.get(name, meaning) != meaning:
                yield Clash(cell, name, other)
        own.meanings |= bound
        own.reads |= {one.get_name(): globals_of(one) for one in table.get_children()}
        meanings |= {name: (mark, cell.program) for name, mark in bound.items()}


def _bound(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement binds."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    else:
        names = (one for one in ast.walk(node) if isinstance(one, ast.Name))
        yield from (one.id for one in names if isinstance(one.ctx, ast.Store))


def _meaning(node: ast.stmt, own: _Names, bound: Mapping[str, str]) -> str:
    """Return what the names that a statement binds mean: its words, and what it reads means."""
    names = frozenset(one.id for one in ast.walk(node) if isinstance(one, ast.Name))
    meanings = own.meanings | dict(bound)
    read = (f"{name}={meanings.get(name, '')}" for name in sorted(own.needed(names)))
    return sha256("\n".join([ast.dump(node), *read]).encode()).hexdigest()


def _read(table: symtable.SymbolTable) -> frozenset[str]:
    """Return the names that a cell reads when it runs; functions read when they are called."""
    names = {one.get_name() for one in table.get_symbols() if one.is_referenced()}
    for child in table.get_children():
        if child.get_name() in ("lambda", "genexpr", "listcomp", "setcomp", "dictcomp"):
            names |= globals_of(child)
    return frozenset(names)
