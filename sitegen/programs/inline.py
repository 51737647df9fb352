"""Helpers of the site's package, gathered into one cell, so that a copy runs anywhere.

`from gmm_demo.plots import ellipse` puts `ellipse` and whatever it reads into the
generated cell `library`, before the first. The reader needs the public packages alone.
"""

import ast
from collections.abc import Iterator
from dataclasses import replace

from sitegen.errors import SiteError
from sitegen.model.problem import Place, Problem, did_you_mean
from sitegen.model.program import LIBRARY, Cell, Program
from sitegen.programs.modules import Definition, Module, Package, Taken, imports

LONGEST = 60
"""A library of more lines is a warning: the lesson leans on too much."""


def with_library(program: Program, package: Package) -> tuple[Program, list[Problem]]:
    """Return the program with its library cell, if it takes anything from the package."""
    gathering = _Gathering(program, package)
    for taken, place in gathering.wanted():
        gathering.add_name(taken.name, taken.module, place)
    gathering.check_clashes()
    if not gathering.found:
        return program, gathering.problems
    library = gathering.cell()
    if len(library.places) > LONGEST:
        lines = len(library.places)
        message = f"the library of '{program.name}' has {lines} lines, more than {LONGEST}"
        hint = "what a lesson teaches stands in its own script"
        gathering.problems.append(Problem("library", Place(program.path), message, hint))
    return replace(program, cells=(library, *program.cells)), gathering.problems


class _Gathering:
    """The definitions one program needs, as they are found, and what is wrong with them."""

    def __init__(self, program: Program, package: Package) -> None:
        self.program = program
        self.package = package
        self.problems: list[Problem] = []
        self.found: dict[str, tuple[Module, Definition]] = {}
        self.imports: dict[str, tuple[Taken, Place]] = {}
        self.order: list[Module] = []

    def wanted(self) -> Iterator[tuple[Taken, Place]]:
        """Yield what the script takes from the package, beside `_`; any other form is wrong."""
        for cell in self.program.cells:
            tree = ast.parse(cell.code)
            for node in ast.walk(tree):
                if not isinstance(node, ast.Import | ast.ImportFrom):
                    continue
                place = cell.places[node.lineno - 1]
                for taken in imports(node, f"{self.package.name}.lessons.{self.program.name}"):
                    if self.package.has(taken.module):
                        yield from self._allowed(taken, place, is_top=node in tree.body)

    def _allowed(
        self, taken: Taken, place: Place, *, is_top: bool
    ) -> Iterator[tuple[Taken, Place]]:
        words = taken.module == f"{self.package.name}.words"
        if not taken.name or taken.name == "*" or taken.bound != taken.name or not is_top:
            hint = f"write 'from {taken.module} import name' among the imports"
            message = "a program takes names from its package one by one, under their own names"
            self.problems.append(Problem("program", place, message, hint))
        elif words and taken.name != "_":
            message = f"'{taken.name}' is not for programs"
            self.problems.append(Problem("program", place, message, "take only '_' from words"))
        elif not words:
            yield taken, place

    def add_name(self, name: str, module_name: str, place: Place) -> None:
        """Add a name of a module and, first, all that it reads."""
        try:
            module = self.package.module(module_name, place)
        except SiteError as error:
            self.problems += error.problems
            return
        if name in module.taken:
            self._add_taken(module.taken[name], module)
            return
        definition = module.definitions.get(name)
        if definition is None:
            hint = did_you_mean(name, module.definitions)
            message = f"{module_name} has no '{name}'"
            self.problems.append(Problem("program", place, message, hint))
            return
        known = self.found.get(name)
        if known is not None:
            if known[0] is not module:
                self._clash(name, Place(known[0].path, known[1].first), module, definition)
            return
        self.found[name] = (module, definition)
        for read in sorted(definition.reads & (module.definitions.keys() | module.taken.keys())):
            self.add_name(read, module_name, Place(module.path, definition.first))
        if module not in self.order:
            self.order.append(module)

    def _add_taken(self, taken: Taken, module: Module) -> None:
        """Add what a module imports: from the package the thing itself, else the import."""
        place = Place(module.path, taken.line)
        if taken.module == f"{self.package.name}.words":
            return
        if self.package.has(taken.module):
            if taken.name and taken.bound == taken.name:
                self.add_name(taken.name, taken.module, place)
            else:
                message = "a helper takes names from its package one by one, under their own names"
                self.problems.append(Problem("program", place, message))
            return
        known = self.imports.setdefault(taken.bound, (taken, place))[0]
        if known.statement != taken.statement:
            message = (
                f"'{taken.bound}' is '{taken.statement}' here and '{known.statement}' elsewhere"
            )
            self.problems.append(Problem("program", place, message, "use one name for one thing"))

    def _clash(self, name: str, other: Place, module: Module, definition: Definition) -> None:
        place = Place(module.path, definition.first)
        message = f"'{name}' is defined here and in {other}, and both are needed"
        self.problems.append(Problem("program", place, message, "rename one"))

    def check_clashes(self) -> None:
        """Note every name of the library that the script or an import binds to something else."""
        for name, (module, definition) in self.found.items():
            if name in self.imports:
                self._clash(name, self.imports[name][1], module, definition)
        for cell in self.program.cells:
            for name, line, taken_here in _bindings(ast.parse(cell.code)):
                if taken_here and self.package.has(taken_here.module):
                    continue
                place = cell.places[line - 1]
                statement = taken_here.statement if taken_here else ""
                imported = self.imports.get(name)
                if name in self.found or (imported and imported[0].statement != statement):
                    message = f"'{name}' is also a name of the library"
                    self.problems.append(Problem("program", place, message, "choose another name"))
        if any(cell.name == LIBRARY for cell in self.program.cells) and self.found:
            message = f"the cell '{LIBRARY}' is generated"
            self.problems.append(Problem("program", Place(self.program.path), message))

    def cell(self) -> Cell:
        """Return the library: imports, then the definitions of each module in its own order."""
        lines: list[tuple[str, Place]] = []
        for taken, place in sorted(self.imports.values(), key=lambda one: one[0].statement):
            lines.append((taken.statement, place))
        for module in self.order:
            own = {one.first: one for where, one in self.found.values() if where is module}
            for definition in (own[first] for first in sorted(own)):
                first, last = definition.first, definition.last
                gap = 2 if lines else 0
                lines += [("", Place(module.path, first))] * gap
                lines += [
                    (module.lines[n - 1], Place(module.path, n)) for n in range(first, last + 1)
                ]
        code = "".join(f"{text}\n" for text, _ in lines)
        return Cell(LIBRARY, code, tuple(place for _, place in lines), hidden=True, folded=True)


def _bindings(tree: ast.Module) -> Iterator[tuple[str, int, Taken | None]]:
    """Yield what a cell binds at its top level: the name, its line, the import if it is one."""
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for taken in imports(node, ""):
                yield taken.bound, node.lineno, taken
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno, None
        else:
            for one in ast.walk(node):
                if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                    yield one.id, one.lineno, None
