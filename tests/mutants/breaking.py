"""Kinds of changes that break a translation; each must be found, by its rule, where it is."""

from collections.abc import Mapping

from tests.mutants import blocks, inside, words
from tests.mutants.changes import Kind

STRUCTURE = frozenset({"structure"})

KINDS: Mapping[str, tuple[Kind, frozenset[str]]] = {
    "digit": (inside.digit, frozenset({"numbers"})),
    "sign": (inside.sign, frozenset({"formulas"})),
    "index": (inside.index, frozenset({"formulas"})),
    "letter": (inside.letter, frozenset({"formulas"})),
    "no formula": (inside.no_formula, frozenset({"formulas"})),
    "no list item": (blocks.no_item, STRUCTURE),
    "no row": (blocks.no_row, STRUCTURE),
    "no paragraph": (blocks.no_paragraph, STRUCTURE),
    "paragraph twice": (blocks.doubled, STRUCTURE),
    "link target": (inside.target, STRUCTURE),
    "links swapped": (inside.swapped, STRUCTURE),
    "no argument": (inside.no_argument, STRUCTURE),
    "argument": (inside.argument, STRUCTURE),
    "value path": (inside.path, STRUCTURE),
    "no value": (inside.no_call("value"), STRUCTURE),
    "no citation": (inside.no_call("cite"), STRUCTURE),
    "no term": (inside.no_call("term"), STRUCTURE),
    "no cell": (inside.no_call("cell"), STRUCTURE),
    "no answer": (inside.no_call("answer"), STRUCTURE),
    "no formula quoted": (inside.no_call("formula"), STRUCTURE),
    "no figure": (blocks.no_plot, STRUCTURE),
    "no claim": (inside.no_claim, STRUCTURE),
    "equation": (inside.equation, STRUCTURE),
    "page cut off": (blocks.truncated, STRUCTURE),
    "identifier": (inside.identifier, frozenset({"code"})),
    "heading level": (blocks.level, STRUCTURE),
    "foreign word": (words.foreign, frozenset({"language"})),
    "untranslated": (words.untranslated, frozenset({"language"})),
    "avoided term": (words.term, frozenset({"terms"})),
    "bold that does not end": (words.bold, frozenset({"damage"})),
    "encoding": (words.encoding, frozenset({"damage"})),
    "control character": (words.control, frozenset({"damage"})),
    "no fence": (blocks.no_fence, STRUCTURE),
    "name in a fence": (blocks.name_in_fence, frozenset({"code"})),
    "number in a caption": (inside.caption, frozenset({"numbers"})),
    "fence that does not end": (blocks.fence, frozenset({"damage"})),
}
"""Every kind, and the rules of which one must find it."""
