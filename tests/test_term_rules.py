"""Pages and programs say what the glossary says; every rule shows by examples what it does."""

import pytest

from sitegen.checks.terms import hits, occurrences
from sitegen.model.glossary import Avoided, Term
from sitegen.model.problem import Place
from sitegen.reading.glossary import read_glossary
from tests.conftest import ROOT, SITE_YAML, Trial

GLOSSARY = """\
sampling:
  term: {ja: サンプリング, es: muestreo}
  definition: {ja: 点を取り出すこと。, es: Sacar puntos.}
  avoid:
    ja:
      標本抽出: {match: 標本抽出をする, miss: 標本の抽出}
    es:
      extracción: {match: dos extracciones, miss: extraído}
"""


def avoided(text: str) -> Avoided:
    return Avoided(text, text, "", Place("content/glossary.yaml"))


@pytest.fixture
def site(trial: Trial) -> Trial:
    trial.write({"content/glossary.yaml": GLOSSARY, "content/_index.md": "x"})
    return trial


def test_competing_words_are_told_with_their_counts(site: Trial) -> None:
    site.write(
        {
            "content/a.md": "サンプリングです。\n標本抽出とも。\n\n- サンプリング\n",
            "content/a.es.md": "El muestreo.\nO `extracción`, *extracciones*.\n\n- Muestreos\n",
        }
    )
    assert site.build().exit == 0
    found = [problem for problem in site.report.problems if problem.code == "terms"]
    assert [(one.place.path, one.place.line) for one in found] == [
        ("content/a.es.md", 6),
        ("content/a.md", 6),
    ]
    assert str(found[1].message) == (
        "'標本抽出' is not what the glossary says"
        " (used 1 times on this site, 'サンプリング' 2 times)"
    )
    assert found[1].hint == "write 'サンプリング'"


def test_words_of_programs_and_titles_are_looked_at(site: Trial) -> None:
    program = '# %% draw\nprint(_("Sampling"))\n'
    po = 'msgid ""\nmsgstr "Language: {0}\\n"\n\nmsgid "Sampling"\nmsgstr "{1}"\n'
    body = '{{< cell "draw" >}}\n'
    site.write(
        {
            "site.yaml": SITE_YAML + "programs: {package: demos}\n",
            "demos/__init__.py": "",
            "demos/lessons/p.py": program,
            "demos/messages/ja.po": po.replace("{0}", "ja").replace("{1}", "標本抽出"),
            "demos/messages/es.po": po.replace("{0}", "es").replace("{1}", "Muestreo"),
            "content/a.md": f"---\ntitle: 点\nprogram: p\n---\n{body}",
            "content/a.es.md": f"---\nweight: 1\ntitle: La extracción\n---\n{body}".replace(
                "weight: 1\n", ""
            ),
        }
    )
    site.build(publish=False)
    found = [one.place for one in site.report.problems if one.code == "terms"]
    assert found == [Place("content/a.es.md", 2), Place("demos/messages/ja.po", 4)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "match: 標本抽出をする",
            "match: 標本",
            "'標本抽出' is not found in its own example '標本'",
        ),
        (
            "miss: 標本の抽出",
            "miss: 標本抽出法",
            "'標本抽出' is found in '標本抽出法', where it must not be",
        ),
        ("{match: dos extracciones, miss: extraído}", "", "'extracción' needs two examples"),
        (", miss: 標本の抽出", "", "'標本抽出' needs two examples"),
    ],
)
def test_a_rule_whose_examples_do_not_hold_is_told(
    site: Trial, old: str, new: str, said: str
) -> None:
    assert old in GLOSSARY
    site.write({"content/glossary.yaml": GLOSSARY.replace(old, new)})
    site.build(publish=False)
    [problem] = site.report.problems
    assert problem.message.startswith(said)
    assert problem.place.path == "content/glossary.yaml"
    assert problem.place.line in (6, 8)


@pytest.mark.parametrize(
    ("rendering", "text", "found"),
    [
        ("arreglo", "Un arreglo y dos Arreglos, no desarreglo.", ["arreglo", "Arreglos"]),
        ("peso de mezcla", "los pesos de mezcla", ["pesos de mezcla"]),
        ("variable oculta", "variables\u00a0ocultas", ["variables\u00a0ocultas"]),
        ("log verosimilitud", "la log-verosimilitud", []),
        ("tahap E", "tahap enam, tahap e, tahap E.", ["tahap E"]),
        ("el componente", "elaborado el componente", ["el componente"]),
        ("arreglo", "arregladamente", []),
        ("사전분포", "사전분포를 쓰고 사전 분포를", ["사전분포"]),
        ("E 스텝", "EM의 E 스텝에서", ["E 스텝"]),
        ("clusterización", "Las CLUSTERIZACIONES", ["CLUSTERIZACIONES"]),
    ],
)
def test_words_are_found_with_their_endings(rendering: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, rendering)] == found


def test_the_longest_name_counts() -> None:
    names = {"a": ("모형", ("모델",)), "b": ("모델 번호", ("혼합 모델",))}
    glossary = {
        key: Term(key, {"ko": name}, {}, {"ko": tuple(map(avoided, others))})
        for key, (name, others) in names.items()
    }
    found = hits("모델, 혼합 모델, 모델 번호", glossary, "ko")
    assert [hit.avoided.text for hit in found] == ["모델", "혼합 모델"]


def test_every_rule_of_the_course_shows_what_it_does() -> None:
    glossary = read_glossary(ROOT, "ja")
    rules = [
        (code, one) for term in glossary.values() for code in term.avoid for one in term.avoid[code]
    ]
    assert len(rules) >= 149
    for code, one in rules:
        assert one in [hit.avoided for hit in hits(one.match, glossary, code)], one
        assert hits(one.miss, glossary, code) == [], one
