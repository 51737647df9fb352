"""The templates: one strict Jinja2 environment, and what the generator reads out of them.

A shortcode is a template `shortcodes/<name>.html` with a macro of the same name. The
macro's parameters are the shortcode's arguments; one called `body` receives what the call
encloses, one called `verbatim` the same untouched; `{% set inline = true %}` lets the call
stand within a sentence, `{% set prose = true %}` makes the body Markdown in either form of the
call, `{% set words = ["title"] %}` names the arguments that translators translate.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.ext import extract_from_ast
from markupsafe import Markup

from sitegen.errors import ShortcodeError, SiteError
from sitegen.model.catalogue import Catalogue, UiString
from sitegen.model.problem import Place, Problem, did_you_mean
from sitegen.model.shortcode import Body, Call, Signature

BODIES = ("body", "verbatim")
FOLDER = "shortcodes/"


class Templates:
    """All templates of a site; one in an earlier folder hides its namesake in a later one."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self.environment = Environment(
            loader=FileSystemLoader(folders),
            # Markdown of notebooks is text; all that a browser reads is escaped.
            autoescape=lambda name: not str(name).endswith((".md", ".txt")),  # noqa: S701
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        dumps = {"separators": (",", ":"), "ensure_ascii": False}
        self.environment.policies["json.dumps_kwargs"] = dumps
        self.trees = dict(self._parse())

    def _parse(self) -> Iterator[tuple[str, nodes.Template]]:
        """Yield every template's syntax tree; raises SiteError with all that are malformed."""
        loader, problems = self.environment.loader, []
        assert loader is not None
        for name in self.environment.list_templates(extensions=["html", "xml", "txt", "md"]):
            try:
                source = loader.get_source(self.environment, name)[0]
                yield name, self.environment.parse(source, name)
            except OSError as error:
                place, why = Place(f"templates/{name}"), f"cannot be read: {error.strerror}"
                problems.append(Problem("template", place, why))
            except UnicodeDecodeError:
                place = Place(f"templates/{name}")
                problems.append(Problem("template", place, "not UTF-8", "save it as UTF-8"))
            except TemplateSyntaxError as error:
                place = Place(f"templates/{name}", error.lineno)
                problems.append(Problem("template", place, f"malformed template: {error.message}"))
        if problems:
            raise SiteError(problems)

    def sources(self) -> dict[str, str]:
        """Return the text of every template by its name."""
        loader = self.environment.loader
        assert loader is not None
        return {name: loader.get_source(self.environment, name)[0] for name in self.trees}

    def strings(self) -> list[UiString]:
        """Return every string of the interface with the first place that uses it."""
        found: dict[tuple[str, str], UiString] = {}
        for name, tree in self.trees.items():
            for line, _, said in extract_from_ast(tree, ("_",)):
                text, context = (*said, None)[:2] if isinstance(said, tuple) else (said, None)
                if text:
                    place = Place(f"templates/{name}", line)
                    string = UiString(text, context or "", place)
                    found.setdefault((string.context, string.text), string)
        return list(found.values())

    def signatures(self) -> Mapping[str, Signature]:
        """Return the shortcodes and what they take; raises SiteError for one without a macro."""
        return self._signatures

    @cached_property
    def _signatures(self) -> Mapping[str, Signature]:
        found, problems = {}, []
        for path, tree in self.trees.items():
            if not path.startswith(FOLDER) or not path.endswith(".html"):
                continue
            name = path.removeprefix(FOLDER).removesuffix(".html")
            macros = (node for node in tree.body if isinstance(node, nodes.Macro))
            # A macro's name is one of Python: `my-box` is `my_box` there.
            own = name.replace("-", "_")
            macro = next((one for one in macros if one.name == own), None)
            if macro is None:
                message = f"has no macro '{own}'"
                hint = f"a shortcode is {{% macro {own}(…) %}}…{{% endmacro %}}"
                problems.append(Problem("template", Place(f"templates/{path}"), message, hint))
            else:
                found[name] = _signature(name, macro, tree)
        if problems:
            raise SiteError(problems)
        return found

    def render(self, name: str, **context: object) -> str:
        """Render a template; raises SiteError with the template's line when it fails."""
        return self._guarded(name, lambda template: template.render(context))

    def shortcodes(
        self,
        catalogue: Catalogue,
        kind: str = "html",
        book: Callable[[Any], object] = lambda _: None,
    ) -> Callable[[Call, object, str | None], str]:
        """Return the function that runs a shortcode's template in the words of one locale.

        `kind` is html, or md for notebooks; a shortcode without a template of that kind
        prints its body. A template sees the desk it is run with as `page`, and as `book`
        what `book` makes of the desk.
        """
        signatures = self.signatures()

        def run(call: Call, desk: object, body: str | None) -> str:
            arguments = bind(signatures[call.name], call, body)

            def macro(template: Template) -> str:
                seen = {"page": desk, "book": book(desk), "_": catalogue.say}
                module = template.make_module(seen)
                try:
                    return str(getattr(module, call.name.replace("-", "_"))(**arguments))
                except ShortcodeError:
                    raise
                except Exception:  # noqa: BLE001 - whatever a template does wrong
                    self.environment.handle_exception()  # Gives the traceback the template's lines.

            path = f"{FOLDER}{call.name}.{kind}"
            return self._guarded(path, macro) if path in self.trees else body or ""

        return run

    def _guarded(self, name: str, use: Callable[[Template], str]) -> str:
        try:
            return use(self.environment.get_template(name))
        except ShortcodeError:
            raise
        except Exception as error:
            place = self._place(error, name)
            if place is None:
                raise  # Not a template's fault: our own.
            message = f"{type(error).__name__}: {error}"
            raise SiteError(Problem("template", place, message)) from error

    def _place(self, error: Exception, name: str) -> Place | None:
        """Return the innermost line of a template on the way to an error."""
        for frame in reversed(extract_tb(error.__traceback__)):
            for folder in self.folders:
                if Path(frame.filename).is_relative_to(folder):
                    path = Path(frame.filename).relative_to(folder).as_posix()
                    return Place(f"templates/{path}", frame.lineno or 0)
        if isinstance(error, TemplateError):
            return Place(f"templates/{name}", getattr(error, "lineno", 0) or 0)
        return None


def _signature(name: str, macro: nodes.Macro, tree: nodes.Template) -> Signature:
    names = [str(argument.name) for argument in macro.args]
    required = set(names[: len(names) - len(macro.defaults)])
    body = next((name for name in names if name in BODIES), None)
    kind = Body.NONE if body is None else Body.REQUIRED if body in required else Body.OPTIONAL
    settings = {
        assign.target.name: assign.node.as_const()
        for assign in tree.body
        if isinstance(assign, nodes.Assign)
        if isinstance(assign.target, nodes.Name)
        and isinstance(assign.node, (nodes.Const, nodes.List))
    }
    return Signature(
        name=name,
        parameters=tuple(name for name in names if name not in BODIES),
        required=frozenset(required - set(BODIES)),
        body=kind,
        verbatim=body == "verbatim",
        inline=bool(settings.get("inline")),
        prose=bool(settings.get("prose")),
        words=tuple(settings.get("words", ())),
    )


def bind(signature: Signature, call: Call, body: str | None) -> dict[str, object]:
    """Return the macro's arguments for a call; raises ShortcodeError when they do not fit."""
    parameters = signature.parameters
    if len(call.positional) > len(parameters):
        extra = call.positional[len(parameters)]
        hint = f"it takes {', '.join(parameters)}" if parameters else "it takes no arguments"
        raise ShortcodeError(f"argument '{extra}' is too many", hint)
    arguments: dict[str, object] = dict(zip(parameters, call.positional, strict=False))
    for name, value in call.named.items():
        if name not in parameters:
            raise ShortcodeError(f"unknown argument '{name}'", did_you_mean(name, parameters))
        if name in arguments:
            raise ShortcodeError(f"argument '{name}' is given twice")
        arguments[name] = value
    missing = sorted(signature.required - arguments.keys())
    if missing:
        raise ShortcodeError(f"argument '{missing[0]}' is missing", f'write {missing[0]}="…"')
    if body is not None:
        if signature.verbatim:
            arguments["verbatim"] = body
        elif signature.body is not Body.NONE:
            arguments["body"] = Markup(body)  # noqa: S704 - rendered Markdown or the author's HTML
    elif signature.body is Body.REQUIRED:
        raise ShortcodeError("encloses nothing", f"end it with '{{{{< /{signature.name} >}}}}'")
    return arguments


def missing_notice(templates: Templates, catalogue: Catalogue) -> str:
    """Return what stands in a page in the place of a part that could not be made."""
    return templates.render("partials/missing.html", _=catalogue.say)
