"""What style sheets of a book say of which words are seen: on a screen, and never a note or most of a page."""

from time import process_time

import pytest

from tests.machine.work import within
from tests.made.documents import archive, epub, files_of
from tests.make import MemoryStandIn, OptionsStandIn
from tui.core.blocks import is_lazy
from tui.core.publication import Place
from tui.core.reader import Reader
from tui.importers import open_bytes

BODY = (
    "<body><h1>One</h1><p class='kindle'>Press the wheel.</p><p class='note'>Mind the step.</p>"
    "<div class='box'><p class='sub'>In a box.</p></div><p>Words enough to be most of the page, as in books.</p>"
    "<aside class='hide' epub:type='footnote' id='n1'>A note.</aside><p class='hide' id='here'>A place.</p></body>"
)


def texts(sheet, body=BODY):
    page = f"<html xmlns='http://www.w3.org/1999/xhtml'><head><style>{sheet}</style></head>{body}</html>"
    book = open_bytes(epub(two=page), "a.epub")
    article = next(each for each in book.articles if any("Words enough" in block.text for block in each.blocks))
    return [block.text for block in article.blocks]


ALL = ["One", "Press the wheel.", "Mind the step.", "In a box."]
WHEEL = [ALL[0], *ALL[2:]]


@pytest.mark.parametrize(("sheet", "shown"), [
    ("", ALL),
    (".kindle {display: none}", WHEEL),
    (".kindle, .else {display:none !important}", WHEEL),
    ("/* .kindle {display: none} */", ALL),
    (".kindle {display: none} p.kindle {display: block}", ALL),
    ("p.kindle {display: none} .kindle {display: block}", WHEEL),
    ("@media screen {.kindle {display: none}}", WHEEL),
    ("@media print {.kindle {display: none}}", ALL),
    ("@media amzn-kf8 {.kindle {display: none}} p {color: red}", ALL),
    ("@media not amzn-mobi {.kindle {display: none}}", WHEEL),
    ("@media (max-width: 5in) {.kindle {display: none}}", ALL),
    ("@supports (display: grid) {@media all {.kindle {display: none}}}", WHEEL),
    ("@import url(x.css); @font-face {src: url(y)} .kindle {display: none}", WHEEL),
    (".kindle:hover {display: none} .kindle[x] {display: none}", ALL),
    (".box > .sub {display: none}", ALL[:3]),
    ("body > .sub {display: none}", ALL),
    *((f"{selector} {{display: none}}", WHEEL) for selector in (
        "[class=kindle]", "[class^='kin']", "p[class*=ind]", "[CLASS~=KINDLE i]", "h1 + p", "h1 ~ .kindle",
        "body > h1 + .kindle", "p:nth-child(2)", "p:not(.note):not(.sub):first-of-type", "h1 + :is(p, div)",
        ".note + .note, h1+p", ".k\\69ndle", "*|p.kindle",
        "body>*:nth-last-child(6)", "[title|x], .kindle")),
    *((f"{selector} {{display: none}}", ALL) for selector in (
        "[class=kin]", "[class|=kin]", "h1 > .kindle", ".note + .kindle", "div ~ .kindle", "p:nth-child(odd).kindle",
        ".kindle:first-child", ".kindle:last-of-type", ".kindle:has(b)", ".kindle:lang(en)", "p:not(:has(b))",
        ".kindle::marker", ".kindle::first-line", ".kindle >", "> .kindle", "p:not(.a .b)", "..kindle",
        "p:is(:hover)")),
    *((f".kindle {{display: none}} {again}", ALL) for again in (
        "h1 + p.kindle {display: block}", "[class] {display: block}", ".kindle:not(.x) {display: inline}",
        "p:nth-child(2n) {display: block !important}", "p:hover {display: block}", "p:unheard-of(x y) {display: block}",
        ".kindle:has(*) {display: block}", "@media (min-width: 9em) {.kindle {display: block}}", "% {display: block}",
        "@layer a {.kindle {display: block}}", "@container (width > 9em) {.kindle {display: block}}",
        "body {& .kindle {display: block}}", "body {.kindle {display: block}}", ":target > p {display: block}",
        "@media screen {.kindle {display: block", "p:is(.kindle, .x) {display:block}")),
    *((f".kindle {{display: none}} {again}", WHEEL) for again in (
        "h1 + p {display: block}", "p[class^=note] {display: block}", ".kindle::after {display: block}",
        "@media print {.kindle {display: block}}", "@media print and (color) {.kindle {display: block}}",
        "* {display: block}", "p:where(.kindle) {display: block}", "p {color: red; .kindle {color: blue}}",
        "p.x\\:y {display: block}", ".note {display: block; color: red}")),
    (".kindle {display: none !important} p.kindle {display: block}", WHEEL),
    ("p.kindle {display: none} .kindle {display: block !important}", ALL),
    (".kindle {display: block; display: none}", WHEEL),
    (".kindle {display: none; display: block}", ALL),
    (".kindle {display: none!important; display: block}", WHEEL),
    (".x {content: '}'} .kindle {display: none} .y {background: url(a;}b.png)}", WHEEL),
    ("p {.kindle {display: none}}", ALL),
    (".note {.kindle {display: none}} .kindle::after {content: ''}", ALL),
    (".hide {display: none}", ALL),
    ("p {display: none}", ALL),
    ("body {display: none}", ALL),
    (".note::before {content: 'Note: '}", [*ALL[:2], "Note: Mind the step.", ALL[3]]),
    (".note:after {content: \" (the editor)\"; color: red}", [*ALL[:2], "Mind the step. (the editor)", ALL[3]]),
    (".note::before {content: 'N\\6f te' '\\3a\\20'}", [*ALL[:2], "Note: Mind the step.", ALL[3]]),
    (".note::before {content: 'Note: '} p.note::before {content: none}", ALL),
    ("p.note::before {content: 'Note: '} .note::before {content: none}", [*ALL[:2], "Note: Mind the step.", ALL[3]]),
    ("p:not(.kindle, .sub, [id]):nth-child(3)::before {content: 'Note: '}", [*ALL[:2], "Note: Mind the step.", ALL[3]]),
    (".note::before {content: '→ '} .note:before {content: counter(x) 'n'}", ALL),
    ("body {counter-reset: p 4} p {counter-increment: p} .note::before {content: counter(p, upper-roman) '. '}",
     [*ALL[:2], "VI. Mind the step.", ALL[3]]),
    ("p {counter-increment: p 2} .sub::before {content: 'Point ' counter(p) ': '}", [*ALL[:3], "Point 6: In a box."]),
    (".note::before {content: '(' attr(class) ') '} .sub::before {content: attr(title) ': '}",
     [*ALL[:2], "(note) Mind the step.", ALL[3]]),
    ("@media print {p {counter-increment: p}} .note::before {content: counter(p)}", ALL),
])  # fmt: skip
def test_what_is_seen(sheet, shown):
    found = texts(sheet)
    assert found[: len(shown)] == shown
    assert found[len(shown)].startswith("Words enough")
    assert {"A note.", "A place."} <= set(found)


@pytest.mark.parametrize(("head", "shown"), [
    ("<link rel='stylesheet' href='s.css'/>", WHEEL),
    ("<link rel='stylesheet' href='s.css' media='screen'/>", WHEEL),
    ("<link rel='stylesheet' href='s.css' media='print'/>", ALL),
    ("<link rel='alternate stylesheet' href='s.css' title='Short'/>", ALL),
    ("<link rel='stylesheet' href='s.css'/><link rel='stylesheet' href='t.css'/>", ALL),
    ("<link rel='stylesheet' href='t.css'/><link rel='stylesheet' href='s.css'/>", WHEEL),
    ("<style>.kindle {display: none}</style><link rel='stylesheet' href='t.css'/>", ALL),
    ("<link rel='stylesheet' href='t.css'/><style>.kindle {display: none}</style>", WHEEL),
    ("<link rel='stylesheet' href='in.css'/>", WHEEL),
    ("<link rel='stylesheet' href='s.css'/><style>@import 't.css';</style>", ALL),
    ("<style>@import url(s.css) print;</style>", ALL),
    ("<link rel='stylesheet' href='loop.css'/>", WHEEL),
    ("<link rel='stylesheet' href='s.css'/>" + "<link rel='stylesheet' href='none.css'/>" * 40, ALL),
])  # fmt: skip
def test_sheets_hold_in_the_order_in_which_a_page_takes_them_in(head, shown):
    page = f"<html xmlns='http://www.w3.org/1999/xhtml'><head>{head}</head>{BODY}</html>"
    files = files_of([""]) | {"OPS/c0.xhtml": page} | {
        "OPS/s.css": ".kindle {display: none}", "OPS/t.css": ".kindle {display: block}",
        "OPS/in.css": "@import url('s.css');", "OPS/loop.css": "@import 's.css'; @import 'loop.css';",
        "OPS/none.css": "",
    }  # fmt: skip
    book = open_bytes(archive(files), "a.epub")
    assert [block.text for article in book.articles for block in article.blocks][: len(shown)] == shown


def test_what_the_page_hides_and_its_sheet_shows_is_seen():
    body = BODY.replace("class='kindle'", "class='kindle' hidden=''")
    assert texts("p {display: inline}", body)[:4] == ALL
    assert texts("p {color: red}", body)[:3] == WHEEL


DEEP = 4000
MANY = ["* {counter-reset: s; counter-increment: s} p::before {content: counters(s, '.') ' '}",
        ".a .b p {display: none}", "p ~ p + p ~ p b {display: none}", "* * * * * * * p::before {content: 'word'}",
        "p:not(:nth-child(2n+1)):not([a]):not(:empty) ~ p {display: none}"]  # fmt: skip


@pytest.mark.parametrize(
    "sheet", [*MANY, "\n".join(MANY * 200), "\n".join(f".{'a' * 9}{n} p {{display: none}}" for n in range(9000))]
)
@pytest.mark.parametrize("body", [
    "<div class='a b'>" * DEEP + "<p>In it.</p>" + "</div>" * DEEP,
    "<p class='a b'>Beside <b>it</b>.</p>" * 4_000,
], ids=["deep", "beside"])  # fmt: skip
def test_pages_without_end_take_no_longer_with_many_rules(sheet, body):
    began = process_time()
    texts(sheet, f"<body>{body}<p>Words enough.</p></body>")
    assert process_time() - began < 30


@pytest.mark.parametrize(
    "sheet", ["@media " * 50_000, "@media x {" * 50_000, "{" * 100_000, "a{" * 50_000, "/*" * 50_000]
)
def test_sheets_without_end_hide_nothing_and_take_no_longer_than_words(sheet):
    """A second at most here; what grows with the square of the length takes minutes."""
    began = process_time()
    assert texts(sheet)[:4] == ALL
    assert process_time() - began < 20


def test_words_that_a_sheet_puts_into_a_long_book_are_found_there():
    head = "<head><link rel='stylesheet' href='s.css'/></head>"
    chapter = (
        f"<html xmlns='http://www.w3.org/1999/xhtml'>{head}<body><h1>H</h1><p class='a'>Mind.</p>{{}}</body></html>"
    )
    files = files_of([""] * 44) | {"OPS/s.css": ".a::before {content: 'Watchword: '}"}
    words = f"<p>{'Some words. ' * 1000}</p>" * 6
    files |= {f"OPS/c{number}.xhtml": chapter.format(words) for number in range(44)}
    book = open_bytes(archive(files), "long.epub")
    assert is_lazy(book)
    reader = Reader(book, MemoryStandIn(Place()), OptionsStandIn(), None)
    reader.press("/")
    assert reader.answer("watchword").text.startswith("44 hits: 1 Watchword: Mind.")


PARTS = (
    "<body><h1>One</h1><h2>A</h2><h3>x</h3><h3>y</h3><h2>B</h2><h3>z</h3><ol><li>first</li></ol>"
    "<figure><figcaption>A gull</figcaption></figure><p>Words enough to be most of the page, as in books.</p>"
    "<section><section><p class='in'>Deep</p></section></section></body>"
)


def test_headings_and_figures_that_a_sheet_counts_have_their_numbers():
    sheet = (
        "body {counter-reset: h2 fig} h2 {counter-increment: h2; counter-reset: h3} h3 {counter-increment: h3}"
        "h2::before {content: 'Part ' counter(h2) ': '}"
        "h3::before {content: counter(h2, upper-alpha) '.' counter(h3) ' '}"
        "figure {counter-increment: fig} figcaption::before {content: 'Figure ' counter(fig) '. '}"
        "ol {counter-reset: li} li {counter-increment: li} li::before {content: counter(li) '. '}"
        "section {counter-reset: s; counter-increment: s} .in::before {content: counters(s, '.') ' '}"
    )
    shown = texts(sheet, PARTS)
    assert shown[:7] == ["One", "Part 1: A", "A.1 x", "A.2 y", "Part 2: B", "B.1 z", "1. first"]
    assert shown[7:-1] == ["Figure 1. A gull", "Words enough to be most of the page, as in books.", "1.1 Deep"]


def _many(sheets, links, body="<p>Words.</p>", chapters=1):
    """A book of chapters that name some of its sheets."""
    link = "<link rel='stylesheet' href='{}.css'/>"
    heads = ["".join(map(link.format, links(number))) for number in range(chapters)]
    files = files_of([body] * chapters)
    for number, head in enumerate(heads):
        files[f"OPS/c{number}.xhtml"] = f"<html><head>{head}</head><body>{body}</body></html>"
    return archive(files | {f"OPS/{name}.css": sheet for name, sheet in sheets.items()})


_HIDES = ".x {display: none} .x {display: block}"
_LISTS = "<ol><li class='z0'>Words.</li></ol>" * 10_000
MANY = {
    "the same sheet": lambda: _many({"a": _HIDES * 3_000}, lambda _n: ["a"], chapters=400),
    "sheets in turn": lambda: _many(
        {f"{each}": _HIDES * 150 for each in range(100)},
        lambda n: [(n * 30 + at) % 100 for at in range(30)],
        chapters=200,
    ),
    "sheets that take in each other": lambda: _many(
        {"a": '@import "b.css";' * 30, "b": '@import "a.css";' * 30 + _HIDES}, lambda _n: "a" * 30, chapters=30
    ),
    "none that can be read": lambda: _many(
        {name: f'@import "{after}.css";' * 30 for name, after in ("ab", "bc", "cd")} | {"d": b"\0\1\2" * 500_000},
        lambda _n: "a" * 30,
        chapters=10,
    ),
    "names that are not there": lambda: _many(
        {"a": "".join(f".zq{each} {{display: none}}" for each in range(2_900))},
        lambda _n: "a",
        "<p>zzzqqq</p>" * 100_000,
    ),
    "lists": lambda: _many(
        {"a": "".join(f".z{each} {{list-style: disc}}" for each in range(499))}, lambda _n: "a", _LISTS
    ),
    "counters": lambda: _many(
        {"a": f"p {{counter-reset: {' '.join(map('c{}'.format, range(8_000)))}}}"}, lambda _n: "a", "<p>A</p>" * 8_000
    ),
    "what they count": lambda: _many(
        {"a": f"p {{counter-increment: a}} p:before {{content: {'counter(a) ' * 4_000}}}"},
        lambda _n: "a",
        "<p>Words.</p>" * 4_000,
    ),
    "items by number": lambda: _many(
        {"a": "".join(f"li:nth-child({each}) {{list-style: disc}}" for each in range(2, 499))}, lambda _n: "a", _LISTS
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_sheets_take_no_longer_than_they_are_long(name):
    data = MANY[name]()
    with within(10):
        assert open_bytes(data, "a.epub").articles
