"""The reader's copy: every word translated, nothing else changed."""

import ast
import inspect
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.model.catalogue import Catalogue, Entry
from sitegen.model.config import Locale
from sitegen.model.problem import Problem
from sitegen.model.program import LocalisedProgram, Program
from sitegen.programs.cells import parse_cells
from sitegen.programs.localise import literal, localise
from sitegen.programs.words import Source, words_of
from sitegen.programs.wrap import WIDTH, columns, wrap
from tests.conftest import ROOT

LESSONS = sorted((ROOT / "gmm_demo/lessons").glob("[a-z]*.py"))
PREAMBLE = "try:\n    import fonts\nexcept ImportError:\n    pass\n"

SCRIPT = '''\
"""What this does.

    In detail.
"""

import math
from demo.words import _

# %% fit
# A long remark that is written
# over two lines.
def f(x):
    """Say one thing."""
    return _("Point {n}").format(n=x)  # noqa: E501


print(_("Say \\"hi\\""), f(1))  # at the end
label = _("fit", "noun")
'''

WORDS = {
    "What this does.\n\nIn detail.": "これは何か。\n\n詳しく。",
    "A long remark that is written over two lines.": "二行にわたる長い注記。" * 6,
    "Say one thing.": 'Una "cosa"',
    "Point {n}": "点 {n}",
    'Say "hi"': '"안녕"\\',
    "at the end": "最後",
}


def catalogue(words: dict[str, str], fuzzy: bool = False) -> Catalogue:  # noqa: FBT001, FBT002 - a test's switch
    entries = {("", text): Entry(said, fuzzy, 1) for text, said in words.items()}
    entries["noun", "fit"] = Entry("適合", fuzzy, 1)
    return Catalogue("ja", "demo/messages/ja.po", entries)


def copy(source: str, words: dict[str, str]) -> tuple[LocalisedProgram, list[Problem]]:
    program = Program("p", "demo/lessons/p.py", parse_cells(source, "demo/lessons/p.py"))
    return localise(program, "demo", catalogue(words), Locale("ja", "日本語", preamble=PREAMBLE))


def blanked(source: str) -> str:
    """Return the syntax tree with all words blanked: what may differ between languages."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def test_every_kind_of_word_is_translated() -> None:
    localised, problems = copy(SCRIPT, WORDS)
    assert problems == []
    setup, fit = localised.cells
    assert setup.code == ('"""これは何か。\n\n詳しく。\n"""\n\nimport math\n\n' + PREAMBLE)
    assert fit.code == (
        "# 二行にわたる長い注記。二行にわたる長い注記。二行にわたる長い注記。二行にわた\n"
        "# る長い注記。二行にわたる長い注記。二行にわたる長い注記。\n"
        "def f(x):\n"
        '    """Una "cosa"\n    """\n'
        '    return "点 {n}".format(n=x)  # noqa: E501\n\n\n'
        'print("\\"안녕\\"\\\\", f(1))  # 最後\n'
        'label = "適合"\n'
    )


def test_every_line_of_the_copy_knows_the_authors_line() -> None:
    localised, _ = copy(SCRIPT, WORDS)
    author = SCRIPT.split("\n")
    for cell in localised.cells:
        lines = cell.code.rstrip("\n").split("\n")
        assert len(lines) == len(cell.places)
        for line, place in zip(lines, cell.places, strict=True):
            if line.startswith(("def ", "import math", "print(")):
                assert author[place.line - 1][:6] == line[:6]


def test_what_is_missing_is_told_with_its_line() -> None:
    _, problems = copy(SCRIPT, {key: said for key, said in WORDS.items() if "Point" not in key})
    assert [str(problem) for problem in problems] == [
        "demo/lessons/p.py:14: ja: the string 'Point {n}' is not translated "
        "(add a msgstr to demo/messages/ja.po)"
    ]


def test_a_placeholder_lost_or_invented_is_an_error() -> None:
    _, problems = copy(SCRIPT, WORDS | {"Point {n}": "点 {m:.2f}"})
    assert [str(problem) for problem in problems] == [
        "demo/messages/ja.po:1: placeholders {m:.2f} where the English has {n} "
        "(in the translation of 'Point {n}')"
    ]


def test_a_number_lost_is_an_error_and_a_digit_may_become_a_word() -> None:
    program = 'from demo.words import _\n\n# Over 0.01, in 2 of 10.\nprint(_("Over 0.01"))\n'
    words = {"Over 0.01, in 2 of 10.": "10の中の二つで0.01を超える。", "Over 0.01": "0.1超"}
    _, problems = copy(program, words)
    assert [str(problem) for problem in problems] == [
        "demo/messages/ja.po:1: the English has 01, the translation has not "
        "(in the translation of 'Over 0.01')"
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("_(name)", "'_' takes plain text only"),
        ('_(f"{x}")', "'_' takes plain text only"),
        ("for _ in range(3): pass", "'_' is bound to something else"),
        ("map(_, names)", "'_' is passed on"),
    ],
)
def test_misuse_of_the_marker_is_told(line: str, message: str) -> None:
    _, problems = copy(f"from demo.words import _\n\nx = 1\n{line}\n", {})
    found = [problem.message for problem in problems]
    assert found == [message]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_with_words_blanked_the_trees_of_a_lesson_are_equal(lesson: Path) -> None:
    source = lesson.read_text(encoding="utf-8")
    program = Program("p", "p.py", parse_cells(source, "p.py"))
    found_words = [word.text for cell in program.cells for word in words_of(Source(cell))]
    words = {text: f"訳 {text}" for text in found_words}
    found = catalogue(words)
    localised, problems = localise(program, "gmm_demo", found, Locale("ja", ""))
    assert problems == []
    copied = "\n".join(cell.code for cell in localised.cells)
    lines = source.splitlines()
    by_hand = "\n".join(line for line in lines if not line.startswith("from gmm_demo."))
    calls = ast.parse(by_hand)
    stripped = ast.unparse(_Unmarked().visit(calls))
    assert blanked(copied) == blanked(stripped)


class _Unmarked(ast.NodeTransformer):
    """Replaces `_("…")` by its text."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        marked = isinstance(node.func, ast.Name) and node.func.id == "_"
        return node.args[0] if marked else node


@given(st.text(alphabet="ab\"\\\n{}'日한 #", max_size=30))
def test_a_literal_reads_back_as_its_text(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text


@example('""""')
@example('"a"')
@given(st.text(alphabet='ab"\\日한.\n ', min_size=1, max_size=40))
def test_any_docstring_compiles_and_says_what_was_translated(text: str) -> None:
    said = inspect.cleandoc(text).strip()
    if not said:
        return
    localised, _ = copy('def f():\n    """Say one thing."""\n', {"Say one thing.": said})
    tree = ast.parse(localised.cells[0].code)
    [function] = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert (ast.get_docstring(function) or "").split() == said.split()


@given(st.text(alphabet="あ漢、。「」（） abc한글", max_size=200), st.integers(10, WIDTH))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(" ".join(text.split()), width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        words = [columns(word) for word in line.split()]
        assert columns(line) <= width or max(words) > width - 10


def test_japanese_does_not_begin_a_line_with_a_full_stop() -> None:
    lines = wrap("ああああああああああ。いいいいいい", 20)
    assert lines == ["あああああああああ", "あ。いいいいいい"]
