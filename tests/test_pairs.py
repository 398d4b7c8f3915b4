"""Every element in every other one, well formed and closed in the wrong order: each word is read once, in order."""

import re
from itertools import product

import pytest

from tui.importers import open_bytes

WORDS = ["alpha", "bravo", "charlie", "delta", "echo"]
HTML = (
    "a abbr address article aside b bdi blockquote caption center cite code dd del details div dl dt em fieldset"
    " figcaption figure footer h1 h6 header i ins kbd label legend li main mark menu nav object ol p pre q ruby s"
    " section span strong sub summary sup table tbody td tfoot th thead tr u ul xmp nobr picture"
)
FICTION = "section p epigraph cite poem stanza v text-author annotation table tr td th a strong style sub sup code"
TALKING = (
    "level1 level2 level h1 h2 hd bridgehead p list li lic dl dt dd blockquote table tbody tr th td caption poem"
    " linegroup line linenum title author epigraph prodnote imggroup em code cite abbr sub sup span q a sent w div"
    " covertitle docauthor doctitle frontmatter"
)
PAGE = "<!DOCTYPE html><html><head><title>x</title></head><body><p>alpha</p>{}<p>echo</p></body></html>"
BOOK = "<FictionBook><description/><body><section><p>alpha</p>{}<p>echo</p></section></body></FictionBook>"
DTBOOK = "<dtbook><book><bodymatter><level1><p>alpha</p>{}<p>echo</p></level1></bodymatter></book></dtbook>"


def said(source, name):
    made = open_bytes(source.encode(), name)
    return re.findall("|".join(WORDS), " ".join(block.text for article in made.articles for block in article.blocks))


@pytest.mark.parametrize(
    ("page", "name", "elements", "inner"),
    [
        (PAGE, "x.html", HTML, "<{0}>bravo <{1}>charlie</{1}> delta</{0}>"),
        (PAGE, "x.html", HTML, "<{0}>bravo <{1}>charlie</{0}> delta</{1}>"),
        (PAGE, "x.html", HTML, "<{0}>bravo <{1}>charlie <div>delta</div>"),
        (BOOK, "x.fb2", FICTION, "<{0}>bravo <{1}>charlie</{1}> delta</{0}>"),
        (BOOK, "x.fb2", FICTION, "<{0}>bravo <{1}>charlie</{0}> delta</{1}>"),
        (DTBOOK, "x.xml", TALKING, "<{0}>bravo <{1}>charlie</{1}> delta</{0}>"),
    ],
)
def test_no_word_of_elements_in_each_other_is_lost_or_doubled(page, name, elements, inner):
    for outer, other in product(elements.split(), repeat=2):
        assert said(page.format(inner.format(outer, other)), name) == WORDS, (outer, other)


@pytest.mark.parametrize("open_", ["<svg>", "<svg><g><path/>", "<math><mi>x</mi>", "<object>"])
def test_what_is_never_ended_swallows_no_paragraphs(open_):
    for element in HTML.split():
        page = PAGE.format(f"<{element}>bravo {open_}<p>charlie <b>delta</b></p>")
        assert said(page, "x.html") == WORDS, element


def test_paragraphs_that_a_drawing_holds_stay_in_it():
    page = PAGE.format("<svg><foreignObject><p>no</p></foreignObject><text>bravo</text></svg><p>charlie delta</p>")
    assert said(page, "x.html") == WORDS


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("> Bravo[^n].\n>\n> [^n]: By *foot*.\n>\n> On.\n", ["Bravo[n].", "n. By foot.", "On."]),
        ("> Bravo[^n].\n> [^n]: By foot.\n\nOn.\n", ["Bravo[n].", "n. By foot.", "On."]),
        ("- Bravo[^n].\n\n  [^n]: By foot.\n\nOn.\n", ["• Bravo[n].", "n. By foot.", "On."]),
        ("1. Bravo.\n\n   [^n]: By foot.\n\nOn[^n].\n", ["1. Bravo.", "n. By foot.", "On[n]."]),
        ("Bravo.\n\n    [^n]: code\n\nOn.\n", ["Bravo.", "[^n]: code", "On."]),
        ("![bravo $x$ and `y`](p.png)\n", ["bravo x and y"]),
    ],
)
def test_notes_of_markdown_in_quotations_and_lists_and_formulas_in_pictures(text, blocks):
    pytest.importorskip("markdown_it")
    made = open_bytes(f"# Head\n\n{text}".encode(), "x.md")
    assert [block.text for article in made.articles for block in article.blocks][1:] == blocks


def test_notes_in_quotations_lead_there_and_back():
    pytest.importorskip("markdown_it")
    blocks = open_bytes(b"> Bravo[^n].\n>\n> [^n]: By foot.\n", "x.md").articles[0].blocks
    assert [block.links[0].place.block for block in blocks] == [1, 0]
