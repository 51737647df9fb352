"""Labels: every character has its glyph, nothing is cut off or written over; warnings count."""

import pytest

from sitegen.model.problem import Problem
from sitegen.model.program import Run
from tests.conftest import SITE_YAML, Trial
from tests.test_execute import run

FIGURE = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots(figsize=(4, 3))\n"


def complaints(source: str) -> list[str]:
    outcome = run(source)
    assert isinstance(outcome, Run)
    return [str(problem) for cell in outcome.cells.values() for problem in cell.problems]


def test_a_figure_in_order_has_nothing_to_say() -> None:
    source = (
        FIGURE + "ax.plot([1], label='a')\nax.set_title('T')\nax.legend()\nax.set_ylabel('y')\n"
    )
    assert complaints(source) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ax.set_title('ok 🦊')", "no font has '🦊' (U+1F98A FOX FACE) of the label 'ok 🦊'"),
        (
            "ax.set_xlabel('한')",
            "no font has '한' (U+D55C HANGUL SYLLABLE HAN) of the label '한'",
        ),
        ("ax.plot([1], label='漢')\nax.legend()", "no font has '漢' (U+6F22"),
        ("ax.set_title('x' * 80)", "the label 'xxxx"),
        (
            "ax.text(0, 0, 'one')\nax.text(0, 0, 'two')",
            "the labels 'one' and 'two' overlap",
        ),
        ("fig.text(0.99, 0.5, 'outside')", "the label 'outside' leaves the figure"),
    ],
)
def test_what_is_wrong_with_a_label_is_told_with_its_cell(line: str, said: str) -> None:
    found = complaints(FIGURE + line + "\n")
    assert found
    assert found[0].startswith(f"demo/p.py:1: en: cell 'setup': {said}")


def test_formulas_and_hidden_labels_are_left_alone() -> None:
    source = FIGURE + "ax.set_title(r'$\\alpha_1$ ok')\nax.text(0, 0, '한', visible=False)\n"
    assert complaints(source) == []


PROGRAM = """\
import matplotlib.pyplot as plt

from demo.words import _

# %% draw
plt.figure(figsize=(3, 2))
plt.plot([0, 1], label=_("Component"))
plt.title(_("Found by the mixture"))
plt.legend()
"""


def test_a_language_three_times_as_long_is_told_where_it_does_not_fit(trial: Trial) -> None:
    texts = ("Component", "Found by the mixture")
    entries = {
        "ja": "".join(f'msgid "{text}"\nmsgstr "{text}"\n\n' for text in texts),
        "es": "".join(f'msgid "{text}"\nmsgstr "{text * 3}"\n\n' for text in texts),
    }
    trial.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demo}\n",
            "demo/lessons/p.py": PROGRAM,
            **{f"demo/messages/{code}.po": text for code, text in entries.items()},
            "content/a.ja.md": (
                "---\ntitle: A\nprogram: p\n---\n"
                '{{< cell "setup" >}}\n\n{{< cell "draw" >}}\n\n'
                '{{< plot "draw" >}}a line{{< /plot >}}\n'
            ),
            "content/a.es.md": (
                '---\ntitle: A\n---\n{{< cell "setup" >}}\n\n{{< cell "draw" >}}\n\n'
                '{{< plot "draw" >}}una línea{{< /plot >}}\n'
            ),
        }
    )
    report = trial.build()
    assert (report.exit, report.published) == (0, True)
    assert {problem.code for problem in report.problems} == {"overlap"}
    assert {problem.locale for problem in report.problems} == {"es"}
    assert "leaves the figure" in trial.problems[0]
    assert trial.build().problems == report.problems, "a stored run complains again"


def test_a_missing_glyph_fails_the_build_and_leaves_a_notice(trial: Trial) -> None:
    trial.write(
        {
            "site.yaml": SITE_YAML.replace("[ja, es]", "[ja]") + "programs: {package: demo}\n",
            "demo/lessons/p.py": FIGURE + "ax.set_title('絵')\n",
            "content/a.ja.md": (
                "---\ntitle: A\nprogram: p\n---\n"
                '{{< cell "setup" >}}\n\n{{< plot "setup" >}}a line{{< /plot >}}\n'
            ),
        }
    )
    assert trial.build().exit == 1
    assert not trial.output.exists()
    trial.build(keep_going=True)
    [problem] = trial.report.problems
    assert problem.code == "glyph"
    assert "missing" in (trial.output / "ja/a/index.html").read_text(encoding="utf-8")


def test_a_warning_at_the_programs_own_line_is_told_a_librarys_own_is_not() -> None:
    source = (
        "import warnings\nimport numpy as np\n"
        "def f():\n    warnings.warn('mine', stacklevel=1)\n"
        "f()\nnp.array([1.0]) / 0\n"
    )
    assert complaints(source) == [
        "demo/p.py:4: en: cell 'setup' warns: UserWarning: mine (mend its cause)",
        "demo/p.py:6: en: cell 'setup' warns: RuntimeWarning: divide by zero encountered in divide"
        " (mend its cause)",
    ]
    library = "import sklearn.mixture as m, numpy as np\nm.GaussianMixture(2, max_iter=1, tol=0)"
    assert complaints(library + ".fit(np.random.default_rng(0).normal(size=(50, 2)))\n") == []


def test_what_a_program_says_on_its_error_stream_is_recorded() -> None:
    outcome = run("import sys\nprint('out')\nprint('err', file=sys.stderr)\n")
    assert not isinstance(outcome, Problem)
    assert (outcome.cells["setup"].stdout, outcome.cells["setup"].stderr) == ("out\n", "err\n")


def test_a_sign_in_a_formula_that_its_font_lacks_is_told() -> None:
    source = "import koreanize_matplotlib\n" + FIGURE + "ax.semilogy([0.001, 1])\n"
    [said] = complaints(source)
    assert "in a formula of a label" in said
    assert "U+2212" in said or "2212" in said
