"""Two complete talking books in the spirit of the specifications, DAISY 2.02 and DAISY 3, made here: every construct of
their texts, with a clip of its own for each element that has a name."""

import re

from tests.machine.process import ROOT
from tests.made.documents import archive
from tests.made.recorded_books import wav

WHOLE = (ROOT / "tests" / "data" / "talking" / "whole.xml").read_text("utf-8")
PAGES = ("pi", "p1", "p2", "p3", "pA")
_SMIL3 = (
    '<?xml version="1.0"?><!DOCTYPE smil PUBLIC "-//NISO//DTD dtbsmil 2005-2//EN" "dtbsmil.dtd">'
    '<smil xmlns="http://www.w3.org/2001/SMIL20/"><head><meta name="dtb:uid" content="uid-1"/><customAttributes>'
    '<customTest id="pagenum" defaultState="false" override="visible"/></customAttributes></head><body>'
    '<seq id="root" dur="30s">{}</seq></body></smil>'
)
_PAR3 = '<par id="{0}"{1}><text src="whole.xml#{0}"/><audio src="a.wav" clipBegin="{2}.000s" clipEnd="{3}.000s"/></par>'


def named() -> list[str]:
    """The names in the text of the DAISY 3 book, in order; that of each is heard in the second of its number."""
    return re.findall(r'\bid="(\w+)"', WHOLE)


def daisy3() -> dict[str, str | bytes]:
    """The files of a DAISY 3 book: package, contents, text, three SMIL files, resources and a sound."""
    names, parts = named(), dict[str, list[str]]()
    where = dict(re.findall(r'id="(\w+)" smilref="(\w)\.smil', WHOLE))
    file = "a"
    for number, name in enumerate(names):
        file = where.get(name, file)
        test = ' customTest="pagenum"' if name in PAGES else ""
        parts.setdefault(file, []).append(_PAR3.format(name, test, number, number + 1))
    smils: dict[str, str | bytes] = {f"{each}.smil": _SMIL3.format("".join(pars)) for each, pars in parts.items()}
    items = "".join(f'<item id="{each}" href="{each}.smil" media-type="application/smil"/>' for each in smils_of(smils))
    package = (
        '<?xml version="1.0"?><package xmlns="http://openebook.org/namespaces/oeb-package/1.0/" unique-identifier="u">'
        '<metadata><dc-metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:Title>Kerbs and Quays</dc:Title>'
        "<dc:Creator>A. Lee</dc:Creator><dc:Language>en</dc:Language><dc:Format>ANSI/NISO Z39.86-2005</dc:Format>"
        "</dc-metadata><x-metadata><meta name='dtb:multimediaType' content='audioFullText'/></x-metadata></metadata>"
        f'<manifest><item id="opf" href="book.opf" media-type="text/xml"/>{items}'
        '<item id="t" href="whole.xml" media-type="application/x-dtbook+xml"/>'
        '<item id="n" href="book.ncx" media-type="application/x-dtbncx+xml"/>'
        '<item id="r" href="book.res" media-type="application/x-dtbresource+xml"/>'
        '<item id="w" href="a.wav" media-type="audio/x-wav"/></manifest><spine>'
        + "".join(f'<itemref idref="{each}"/>' for each in smils_of(smils))
        + "</spine></package>"
    )
    resources = (
        '<resources xmlns="http://www.daisy.org/z3986/2005/resource/" version="2005-1"><scope nsuri="x">'
        '<nodeSet id="ns" select="//pagenum"><resource xml:lang="en"><text>page of the resource file</text></resource>'
        "</nodeSet></scope></resources>"
    )
    point = '<navPoint id="n{0}"><navLabel><text>{1}</text></navLabel><content src="{2}.smil#{0}"/></navPoint>'
    heads = (("f3", "Preface", "a"), ("b1", "One", "b"), ("b9", "Two", "c"))
    points = "".join(point.format(*each) for each in heads)
    contents = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>{points}</navMap></ncx>'
    book: dict[str, str | bytes] = {"book.opf": package, "book.ncx": contents, "book.res": resources}
    return book | {"whole.xml": WHOLE, "a.wav": wav()} | smils


def smils_of(files: dict[str, str | bytes]) -> list[str]:
    return [name.removesuffix(".smil") for name in files if name.endswith(".smil")]


_TEXT2 = [
    ("h1", "", "Quais et café"), ("span", "page-front", "i"), ("p", "", "Première phrase."), ("h1", "", "Chapitre 1"),
    ("span", "page-normal", "1"), ("p", "", "Elle descendit."), ("span", "noteref", "1"), ("h2", "", "Section"),
    ("h3", "", "Plus bas"), ("p", "", "Au fond."), ("div", "sidebar", "À côté."), ("div", "notebody", "À pied."),
    ("span", "optional-prodnote", "Une carte manque."), ("span", "page-normal", "2"), ("ul", "", "un"),
    ("pre", "", "x = 1\n\ny = 2"), ("blockquote", "", "Cité."), ("h1", "", "Fin"), ("span", "page-special", "A-1"),
    ("p", "", "Derniers mots."),
]  # fmt: skip
JAPANESE = {
    "Quais et café": "埠頭", "Première phrase.": "最初の文。", "Chapitre 1": "第一章", "Section": "節",
    "Elle descendit.": "彼女は降りた。", "Plus bas": "下へ", "Au fond.": "底で。", "À côté.": "傍ら。", "un": "一つ",
    "À pied.": "徒歩で。", "Une carte manque.": "地図は省く。", "Cité.": "引用。", "Fin": "終わり",
    "Derniers mots.": "最後の言葉。",
}  # fmt: skip


def text2(words: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    """Element, class and words of everything in the DAISY 2.02 book, in order; each is heard for a second."""
    return [(element, kind, (words or {}).get(text, text)) for element, kind, text in _TEXT2]


def daisy2(encoding: str = "utf-8", words: dict[str, str] | None = None, has_text: bool = True) -> dict[str, bytes]:
    """The files of a DAISY 2.02 book: control file, text, master and other SMIL files, a sound. Without text it is
    recordings alone: the SMIL files lead to the control file."""
    parts = text2(words)
    head = (
        f'<?xml version="1.0" encoding="{encoding}"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{parts[0][2]}'
        f'</title><meta http-equiv="Content-type" content="text/html; charset={encoding}"/><meta name="dc:title" '
        f'content="{parts[0][2]}"/><meta name="ncc:charset" content="{encoding}"/></head><body>{{}}</body></html>'
    )
    entries, texts, chapters = [], [], list[list[str]]()
    for number, (element, kind, text) in enumerate(parts):
        if element == "h1":
            chapters.append([])
        file, called = f"s{len(chapters)}.smil", f' class="{kind}"' if kind else ""
        if element[1:].isdecimal() or kind.startswith(("page", "sidebar", "optional", "noteref")):
            at = "span" if element == "div" else element
            entries.append(f'<{at}{called} id="n{number}"><a href="{file}#p{number}">{text}</a></{at}>')
        inner = f"<li>{text}</li>" if element == "ul" else text
        body = f' bodyref="text.html#t{number + 5}"' if kind == "noteref" else ""
        texts.append(f'<{element}{called}{body} id="t{number}">{inner}</{element}>')
        required = ' system-required="pagenumber-on"' if kind.startswith("page") else ""
        target = f"text.html#t{number}" if has_text else f"ncc.html#n{number}"
        chapters[-1].append(
            f'<par endsync="last"{required} id="p{number}"><text src="{target}" id="x{number}"/><seq><audio src="a.wav"'
            f' clip-begin="npt={number}.000s" clip-end="npt={number + 1}.000s" id="a{number}"/></seq></par>'
        )
    smils = {
        f"s{number}.smil": f'<?xml version="1.0" encoding="{encoding}"?><smil><head><meta name="dc:format" '
        f'content="Daisy 2.02"/></head><body><seq dur="9s">{"".join(pars)}</seq></body></smil>'
        for number, pars in enumerate(chapters, 1)
    }
    master = "".join(f'<ref src="{name}#p0" title="{name}"/>' for name in smils)
    files = {"ncc.html": head.format("".join(entries)), "master.smil": f"<smil><body>{master}</body></smil>"} | smils
    files |= {"text.html": head.format("".join(texts))} if has_text else {}
    return {name: text.encode(encoding) for name, text in files.items()} | {"a.wav": wav()}


def packed_as(files: dict[str, bytes] | dict[str, str | bytes], change: str) -> bytes:
    """An archive of the files, called otherwise: in a folder, in capitals, with the paths of Windows."""
    ways = {
        "": lambda name: name,
        "folder": lambda name: f"The book/{name}",
        "capitals": str.upper,
        "windows": lambda name: f"BOOK\\DAISY\\{name}",
    }
    return archive({ways[change](name): data for name, data in files.items()})
