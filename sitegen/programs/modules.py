"""The modules of the site's package: what each defines, and what a definition reads.

Found with `ast` and `symtable`; nothing is imported or run.
"""

import ast
import symtable
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.disk import read_script
from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class Definition:
    """A function, class or constant: lines `first` to `last`, and the global names it reads."""

    name: str
    first: int
    last: int
    reads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Taken:
    """A name that a module imports: `name` of `module`, or the module itself, called `bound`."""

    bound: str
    module: str
    name: str
    line: int

    @property
    def statement(self) -> str:
        """The import as one line of Python."""
        if self.name:
            alias = "" if self.bound == self.name else f" as {self.bound}"
            return f"from {self.module} import {self.name}{alias}"
        plain = self.bound == self.module
        return f"import {self.module}" + ("" if plain else f" as {self.bound}")


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package."""

    path: str
    lines: tuple[str, ...]
    definitions: Mapping[str, Definition]
    taken: Mapping[str, Taken]


class Package:
    """The package of a site, read file by file as its modules are asked for."""

    def __init__(self, site: Path, name: str) -> None:
        self.site = site
        self.name = name
        self._modules: dict[str, Module] = {}

    def has(self, module: str) -> bool:
        """Tell whether `module` is the package or inside it."""
        return bool(self.name) and (module == self.name or module.startswith(f"{self.name}."))

    def module(self, name: str, place: Place) -> Module:
        """Return a module; raises SiteError at `place` where there is none."""
        if name not in self._modules:
            self._modules[name] = self._read(name, place)
        return self._modules[name]

    def _read(self, name: str, place: Place) -> Module:
        stem = name.replace(".", "/")
        for path in (f"{stem}.py", f"{stem}/__init__.py"):
            if (self.site / path).is_file():
                return read_module(read_script(self.site / path, path), path, name)
        raise SiteError(Problem("program", place, f"there is no module '{name}'", "check its name"))

    def files(self) -> list[Path]:
        """Return every file of the package that a program could read, in a fixed order."""
        return sorted((self.site / self.name.replace(".", "/")).rglob("*.py")) if self.name else []


def read_module(source: str, path: str, name: str) -> Module:
    """Take a module apart; raises SiteError when it is no Python."""
    try:
        tree = ast.parse(source)
        table = symtable.symtable(source, path, "exec")
    except (SyntaxError, ValueError) as error:
        place = Place(path, getattr(error, "lineno", 0) or 0)
        message = f"is no valid Python: {getattr(error, 'msg', error)}"
        raise SiteError(Problem("program", place, message)) from error
    lines = tuple(source.split("\n"))
    scopes = {child.get_name(): child for child in table.get_children()}
    definitions: dict[str, Definition] = {}
    taken: dict[str, Taken] = {}
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            taken |= {one.bound: one for one in imports(node, name)}
        for bound in _bound(node):
            definitions[bound] = _definition(bound, node, scopes.get(bound), lines)
    return Module(path, lines, definitions, taken)


def imports(node: ast.Import | ast.ImportFrom, module: str) -> Iterator[Taken]:
    """Yield the names that an import statement in `module` binds."""
    for alias in node.names:
        if isinstance(node, ast.Import):
            bound = alias.asname or alias.name
            yield Taken(bound, alias.name, "", node.lineno)
        else:
            base = module.split(".")[: -node.level] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield Taken(alias.asname or alias.name, origin, alias.name, node.lineno)


def _bound(node: ast.stmt) -> list[str]:
    """Return the names a top-level statement defines."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        targets = [node.target]
    flat = (one for target in targets for one in ast.walk(target))
    return [one.id for one in flat if isinstance(one, ast.Name)]


def _definition(
    name: str, node: ast.stmt, scope: symtable.SymbolTable | None, lines: tuple[str, ...]
) -> Definition:
    """Return a definition with the comment lines that stand right above it."""
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(one.lineno for one in decorators)])
    while first > 1 and lines[first - 2].startswith("#"):
        first -= 1
    last = node.end_lineno or node.lineno
    outside = _outside(node) | (globals_of(scope) if scope else set())
    return Definition(name, first, last, frozenset(outside - {name}))


def _outside(node: ast.stmt) -> set[str]:
    """Return the names read where the definition stands: decorators, defaults, bases, types."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        parts: list[ast.AST] = [*node.decorator_list, node.args]
        parts += [node.returns] if node.returns else []
    elif isinstance(node, ast.ClassDef):
        parts = [*node.decorator_list, *node.bases, *node.keywords]
        # What a class body annotates is read where the class is made.
        parts += [one.annotation for one in ast.walk(node) if isinstance(one, ast.AnnAssign)]
    else:
        parts = [node]
    names = (one for part in parts for one in ast.walk(part))
    return {one.id for one in names if isinstance(one, ast.Name)}


def globals_of(scope: symtable.SymbolTable) -> frozenset[str]:
    """Return the global names read in a scope and in those inside it."""
    own = {symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global()}
    return frozenset(own.union(*(globals_of(child) for child in scope.get_children())))
