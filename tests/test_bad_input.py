"""Bad input: place, fault and remedy in one line, nothing lost, no traceback."""

import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.conftest import ROOT, SITE_YAML, Trial

HOME = "content/_index.ja.md"
LESSON = "content/a.ja.md"

PROGRAM = """\
import matplotlib.pyplot as plt

from demo.words import _

# %% draw
# Draw one line.
plt.plot([0, 1])
plt.title(_("A line"))
score = 0.5
"""

WITH_PROGRAM = {
    "site.yaml": SITE_YAML + "programs: {package: demo}\n",
    "demo/lessons/line.py": PROGRAM,
    "demo/messages/ja.po": (
        'msgid ""\nmsgstr ""\n\nmsgid "A line"\nmsgstr "A 1"\n\n'
        'msgid "Draw one line."\nmsgstr "B 1"\n'
    ),
}


def lesson(body: str, front: str = "") -> dict[str, str]:
    """Return a site of one lesson that shows the program."""
    text = f"---\ntitle: A\nprogram: line\n{front}---\n{body}"
    return {**WITH_PROGRAM, LESSON: text}


SHOWN = '{{< cell "setup" >}}\n\n{{< cell "draw" >}}\n\n'
PLOT = '{{< plot "draw" >}}a line{{< /plot >}}\n'

CASES: dict[str, tuple[Mapping[str, str | bytes], int, list[str]]] = {
    "malformed YAML": (
        {HOME: "---\ntitle: a: b\n---\n"},
        1,
        [f"{HOME}:2: malformed YAML: mapping values are not allowed in this context "],
    ),
    "front matter that does not close": (
        {HOME: "---\ntitle: a\n\ntext\n"},
        1,
        [f"{HOME}:1: the front matter is not closed (end it with a line '---')"],
    ),
    "a key twice": (
        {HOME: "---\ntitle: a\ntitle: b\n---\n"},
        1,
        [f"{HOME}:3: key 'title' appears twice"],
    ),
    "an unknown front-matter key": (
        {HOME: "---\ntitle: a\nwieght: 3\n---\n"},
        1,
        [f"{HOME}:3: unknown key 'wieght' (did you mean 'weight'?)"],
    ),
    "wrong types, all at once": (
        {HOME: "---\ntitle: a\nweight: many\ndraft: 3\ndate: soon\n---\n"},
        1,
        [
            f"{HOME}:3: 'weight' must be a whole number, not 'many'",
            f"{HOME}:4: 'draft' must be true or false, not 3",
            f"{HOME}:5: 'date' must be a date, not 'soon' (write 2026-01-31)",
        ],
    ),
    "no title": ({HOME: "---\nweight: 1\n---\n"}, 1, [f"{HOME}:2: 'title' is missing"]),
    "an alias outside the site": (
        {HOME: "---\ntitle: a\naliases: [../../x]\n---\n"},
        1,
        [f"{HOME}:3: alias '../../x' must be an address of the site"],
    ),
    "a slug of two segments": (
        {HOME: "x", LESSON: "---\ntitle: a\nslug: a/b\n---\n"},
        1,
        [f"{LESSON}:3: slug 'a/b' must be one segment of an address"],
    ),
    "an unknown locale suffix": (
        {HOME: "x", "content/a.jp.md": "x"},
        1,
        ["content/a.jp.md: 'jp' is no locale of this site (known: es, ja)"],
    ),
    "bytes that are not UTF-8": (
        {HOME: b"---\ntitle: a\n---\n\ngood\n\xff\n"},
        1,
        [f"{HOME}:6: not UTF-8: byte 0xff (save it as UTF-8)"],
    ),
    "an unknown shortcode": (
        {HOME: "text\n\n{{% sumary %}}x{{% /sumary %}}\n"},
        1,
        [f"{HOME}:7: unknown shortcode 'sumary' (did you mean 'summary'?)"],
    ),
    "an unknown argument": (
        {HOME: '{{% notice kimd="tip" %}}x{{% /notice %}}\n'},
        1,
        [f"{HOME}:5: shortcode 'notice': unknown argument 'kimd' (did you mean 'kind'?)"],
    ),
    "a wrong argument": (
        {HOME: '{{% notice kind="wrning" %}}x{{% /notice %}}\n'},
        1,
        [
            f"{HOME}:5: shortcode 'notice': argument 'kind' cannot be 'wrning'"
            " (did you mean 'warning'?)"
        ],
    ),
    "a missing argument": (
        {HOME: "{{< cite >}}\n"},
        1,
        [f"{HOME}:5: shortcode 'cite': argument 'key' is missing"],
    ),
    "too many arguments": (
        {HOME: '{{< eq "a" "b" >}}\n'},
        1,
        [f"{HOME}:5: shortcode 'eq': argument 'b' is too many (it takes name)"],
    ),
    "an unclosed shortcode": (
        {HOME: "a\n\n{{% summary %}}\ntext\n\nmore\n"},
        1,
        [f"{HOME}:7: shortcode 'summary' is not closed (end it with '{{{{% /summary %}}}}')"],
    ),
    "a stray closing tag": (
        {HOME: "a\n\n{{% /summary %}}\n"},
        1,
        [f"{HOME}:7: shortcode 'summary' is closed but not open"],
    ),
    "an unclosed tag": (
        {HOME: '{{< value "a"\n'},
        1,
        [f"{HOME}:5: the tag of shortcode 'value' is not closed with '>}}}}'"],
    ),
    "an unclosed quotation mark": (
        {HOME: '{{< value "a >}}\n'},
        1,
        [f"{HOME}:5: shortcode 'value': a quotation mark is not closed"],
    ),
    "a block shortcode inside a line": (
        {HOME: "see {{% summary %}}x{{% /summary %}} here\n"},
        1,
        [f"{HOME}:5: shortcode 'summary' stands inside a line of text"],
    ),
    "bad LaTeX": (
        {HOME: "a \\(\\fracc{1}{2}\\)\n"},
        1,
        [f'{HOME}:5: bad LaTeX: Unknown command "\\fracc".'],
    ),
    "bad LaTeX in a named formula": (
        {HOME: 'a\n\n{{< formula "f" >}}\nx\n\\fracc{1}{2}\n{{< /formula >}}\n'},
        1,
        [f'{HOME}:9: bad LaTeX: Unknown command "\\fracc".'],
    ),
    "a formula nobody wrote": (
        {HOME: '{{< formula "dens" />}}\n\n{{< formula "density" >}}x{{< /formula >}}\n'},
        1,
        [f"{HOME}:5: shortcode 'formula': no formula is called 'dens' (did you mean 'density'?)"],
    ),
    "a formula written twice": (
        {HOME: '{{< formula "f" >}}x{{< /formula >}}\n\n{{< formula "f" >}}x{{< /formula >}}\n'},
        1,
        [f"{HOME}:7: formula 'f' is written twice"],
    ),
    "a formula that differs from the source": (
        {
            HOME: '{{< formula "f" >}}\\pi_k{{< /formula >}}\n',
            "content/_index.es.md": '{{< formula "f" >}}\\pi_j{{< /formula >}}\n',
        },
        1,
        [
            "content/_index.es.md:5: shortcode 'formula': formula 'f' differs from the source "
            f"({HOME}:5)"
        ],
    ),
    "a link to a page that is not there": (
        {HOME: "a [b](clustring/em.md)\n", "content/clustering/em.ja.md": "x"},
        1,
        [f"{HOME}:5: nothing is at 'clustring/em.md' (did you mean 'em'?)"],
    ),
    "a link to a heading that is not there": (
        {HOME: "[b](a.md#stepp)\n", LESSON: "## Step\n"},
        1,
        [f"{HOME}:5: nothing on /ja/a/ is called '#stepp' (did you mean 'step'?)"],
    ),
    "a link that would run a script": (
        {HOME: "[b](<javascript:alert(1)>)\n"},
        1,
        [f"{HOME}:5: links of the kind 'javascript:' are refused (use http, https or mailto)"],
    ),
    "an image that is not there": (
        {HOME: "![a cat](/images/cat.png)\n"},
        1,
        [f"{HOME}:5: there is no image '/images/cat.png' (put it into static/)"],
    ),
    "an image without alt text": (
        {HOME: "![](/favicon.svg)\n"},
        1,
        [f"{HOME}:5: the image '/favicon.svg' has no alt text (say what is to be seen)"],
    ),
    "two pages with one address": (
        {HOME: "x", LESSON: "---\ntitle: A\nslug: b\n---\n", "content/b.ja.md": "x"},
        1,
        ["content/b.ja.md: claims the address /ja/b/ of content/a.ja.md"],
    ),
    "one page in two files": (
        {HOME: "x", LESSON: "x", "content/a.md": "y"},
        1,
        ["content/a.md: is the same page as content/a.ja.md (rename or remove one)"],
    ),
    "a translation that contradicts": (
        {
            HOME: "x",
            LESSON: "---\ntitle: A\nweight: 1\n---\n",
            "content/a.es.md": "---\ntitle: A\nweight: 2\n---\n",
        },
        1,
        ["content/a.es.md:3: 'weight' is 2 here and 1 in content/a.ja.md"],
    ),
    "headings that differ": (
        {
            HOME: "## One {#one}\n\n### Two\n",
            "content/_index.es.md": "## Uno\n\ntexto\n\n## Dos\n",
        },
        1,
        [
            "content/_index.es.md:9: heading 2 differs from the source "
            f"({HOME}:7): level 3 → level 2 (translations keep the source's headings)"
        ],
    ),
    "a reference nobody knows": (
        {
            HOME: '{{< cite "demster1977" >}}\n\n{{% references %}}{{% /references %}}\n',
            "content/references.bib": "@book{dempster1977, title = {EM}, year = 1977}\n",
        },
        1,
        [f"{HOME}:5: shortcode 'cite': no reference 'demster1977' (did you mean 'dempster1977'?)"],
    ),
    "citations without a list": (
        {HOME: '{{< cite "a" >}}\n', "content/references.bib": "@book{a, title = {EM}}\n"},
        1,
        [f"{HOME}: the page cites references and prints none"],
    ),
    "a malformed bibliography": (
        {HOME: "x", "content/references.bib": "@book{a, title = {x}}\n\n@book{b, title = {\n"},
        2,
        ["content/references.bib:3: malformed entry"],
    ),
    "a program nobody wrote": (
        {**WITH_PROGRAM, LESSON: "---\ntitle: A\nprogram: lime\n---\n"},
        1,
        [f"{LESSON}: there is no program 'lime' (did you mean 'line'?)"],
    ),
    "a program that raises": (
        {**lesson(SHOWN), "demo/lessons/line.py": PROGRAM + "\nprint(1 / 0)\n"},
        1,
        ["demo/lessons/line.py:11: ja: cell 'draw' raises ZeroDivisionError: division by zero"],
    ),
    "a program that is no Python": (
        {**lesson(SHOWN), "demo/lessons/line.py": "a = 1\nb = = 2\n"},
        1,
        ["demo/lessons/line.py:2: is no valid Python: invalid syntax"],
    ),
    "a message that is missing": (
        {**lesson(SHOWN), "demo/messages/ja.po": 'msgid "A line"\nmsgstr "A 1"\n'},
        1,
        ["demo/lessons/line.py:6: ja: the comment 'Draw one line.' is not translated"],
    ),
    "a message that is fuzzy": (
        {
            **lesson(SHOWN),
            "demo/messages/ja.po": (
                'msgid "A line"\nmsgstr "A 1"\n\n#, fuzzy\nmsgid "Draw one line."\nmsgstr "B 1"\n'
            ),
        },
        1,
        ["demo/lessons/line.py:6: ja: the comment 'Draw one line.' is fuzzy"],
    ),
    "a figure without alt text": (
        lesson(SHOWN + '{{< plot "draw" >}}{{< /plot >}}\n'),
        1,
        [
            f"{LESSON}:9: shortcode 'plot': the figure of cell 'draw' has no alt text"
            " (enclose what is to be seen)"
        ],
    ),
    "a figure that is never shown": (
        lesson(SHOWN),
        1,
        [f"{LESSON}: the figure of cell 'draw' of 'line' is never shown"],
    ),
    "a cell that is never shown": (
        lesson('{{< cell "draw" >}}\n\n' + PLOT),
        1,
        [f"{LESSON}: cell 'setup' of program 'line' is never shown"],
    ),
    "cells out of order": (
        lesson('{{< cell "draw" >}}\n\n{{< cell "setup" >}}\n\n' + PLOT),
        1,
        [
            f"{LESSON}:7: shortcode 'cell': cell 'setup' is out of order "
            "('draw' stands after it in the program)"
        ],
    ),
    "a cell nobody wrote": (
        lesson(SHOWN + PLOT + '\n{{< cell "drow" >}}\n'),
        1,
        [
            f"{LESSON}:11: shortcode 'cell': program 'line' has no cell 'drow' "
            "(did you mean 'draw'?)"
        ],
    ),
    "a value nobody recorded": (
        lesson(SHOWN + PLOT + '\n{{< value "skore" ".2f" >}}\n'),
        1,
        [f"{LESSON}:11: shortcode 'value': no value 'skore' in this run (did you mean 'score'?)"],
    ),
    "a format that does not fit": (
        lesson(SHOWN + PLOT + '\n{{< value "score" "d" >}}\n'),
        1,
        [f"{LESSON}:11: shortcode 'value': the format 'd' does not fit the value 0.5"],
    ),
    "an unknown key in site.yaml": (
        {HOME: "x", "site.yaml": SITE_YAML + "lokales: []\n"},
        2,
        ["site.yaml:5: unknown key 'lokales' (did you mean 'locales'?)"],
    ),
    "site.yaml without what it needs": (
        {HOME: "x", "site.yaml": "title: x\nbase_url: nowhere\nlocales: [qq]\n"},
        2,
        [
            "site.yaml:1: 'source_locale' is missing (write 'source_locale: …')",
            "site.yaml:2: base_url 'nowhere' is no address (write https://example.org/)",
            "site.yaml:3: 'qq' is no language code (write ja, es or pt-BR)",
        ],
    ),
    "a check nobody knows": (
        {HOME: "x", "site.yaml": SITE_YAML + "checks: {lonk: error, link: loud}\n"},
        2,
        [
            "site.yaml:5: 'loud' is no severity (use error, warning or off)",
            "site.yaml:5: unknown key 'lonk' (did you mean 'link'?)",
        ],
    ),
    "a locale without words": (
        {HOME: "x", "site.yaml": SITE_YAML.replace("es]", "fr]")},
        1,
        ["i18n/fr.po: fr: the interface string 'Careful' is missing"],
    ),
    "a template that is malformed": (
        {HOME: "x", "templates/page.html": "a\n{% if %}\n"},
        2,
        ["templates/page.html:2: malformed template: "],
    ),
    "a template that asks for what is not there": (
        {HOME: "x", "templates/section.html": "a\n{{ paige.title }}\n"},
        2,
        ["templates/section.html:2: UndefinedError: 'paige' is undefined"],
    ),
    "a shortcode without its macro": (
        {HOME: "x", "templates/shortcodes/mine.html": "x"},
        2,
        ["templates/shortcodes/mine.html: has no macro 'mine'"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_fault_names_its_place_and_its_remedy(name: str, trial: Trial) -> None:
    files, exit_code, expected = CASES[name]
    trial.write({HOME: "the last good site"})
    trial.build()
    before = (trial.output / "ja/index.html").read_bytes()
    trial.write(files)
    report = trial.build()
    assert report.exit == exit_code, trial.problems
    assert not report.published
    for line in expected:
        assert any(problem.startswith(line) for problem in trial.problems), trial.problems
    if exit_code == 1 and name != "a locale without words":
        assert len(trial.problems) == max(1, len(expected)), trial.problems
    assert (trial.output / "ja/index.html").read_bytes() == before


def test_the_command_line_prints_problems_and_no_traceback(trial: Trial) -> None:
    trial.write({HOME: "{{< nope >}}\n"})
    command = [sys.executable, str(ROOT / "build.py"), "check", "--site", str(trial.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{HOME}:5: error: unknown shortcode 'nope'")
    assert "Traceback" not in done.stdout + done.stderr
