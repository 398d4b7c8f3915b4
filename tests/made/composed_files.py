"""Composed pages as files: PDF, ALTO, PAGE-XML and hOCR, as programs and libraries write them."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from tests.made.composed import HEIGHT, WIDTH, Composed, Print, measure
from tests.made.pdf import drawn, pdf

_SCALE = 4  # pixels of a scan for each point


class Boxed:
    """Lines as scans have them: whole pixels, with blocks of what belongs together in a column."""

    def __init__(self, composed: Composed) -> None:
        self.chinese = composed.language[:2] in ("zh", "ja")

    def words(self, line: Print) -> Iterator[tuple[str, int, int, int, int]]:
        """Each word with left, top, width and height. The white of a justified line is shared out."""
        words = [line.text] if self.chinese else line.text.split(" ")
        widths = [measure(word, line.size, self.chinese) for word in words]
        gap = (line.width - sum(widths)) / max(1, len(words) - 1)
        x = line.x
        for word, width in zip(words, widths, strict=True):
            own = line.width if self.chinese else width
            if word:
                yield word, *(round(_SCALE * number) for number in (x, line.y, own, line.size * 0.95))
            x += width + gap

    @staticmethod
    def box(line: Print) -> tuple[int, int, int, int]:
        left, top, width, height = (round(_SCALE * n) for n in (line.x, line.y, line.width, line.size * 0.95))
        return left, top, left + width, top + height


def blocks(page: Sequence[Print]) -> list[list[Print]]:
    """Runs of lines of one unit in one column."""
    runs: list[list[Print]] = []
    for _unit, group in groupby(page, key=lambda line: line.unit):
        for line in group:
            above = runs[-1][-1] if runs and runs[-1][-1].unit == line.unit else None
            if above and above.y < line.y < above.y + 3 * line.size and abs(above.x - line.x) < 60:
                runs[-1].append(line)
            else:
                runs.append([line])
    return runs


def across(page: Sequence[Print]) -> list[Print]:
    """The lines as a program finds them that knows of no columns."""
    return sorted(page, key=lambda line: (round(line.y), line.x))


def shuffled(page: Sequence[Print]) -> list[Print]:
    """The lines in no order at all."""
    return random.Random(len(page)).sample(page, len(page))


def as_pdf(composed: Composed, order: Callable[[Sequence[Print]], Sequence[Print]] = list) -> bytes:
    pages = []
    for page in composed.pages:
        lines = []
        for line in order(page):
            chinese = composed.language[:2] in ("zh", "ja") and not _is_latin(line.text)
            gaps = len(line.text) - 1 if chinese else line.text.count(" ")
            spread = (line.width - measure(line.text, line.size, chinese)) / gaps if gaps else 0.0
            lines.append((line.x, line.y, line.size, line.text, spread))
        pages.append(lines)
    return pdf(pages, size=(WIDTH, HEIGHT))


def _is_latin(text: str) -> bool:
    """It is set in Helvetica: see `tests.made.pdf`."""
    return text == text.encode("cp1252", "ignore").decode("cp1252")


def as_upright_pdf(composed: Composed) -> bytes:
    """The same lines of Chinese type from top to bottom, the first one on the right, each character by itself."""
    pages = []
    for page in composed.pages:
        steps = [line.size + (line.width - len(line.text) * line.size) / max(1, len(line.text) - 1) for line in page]
        pages.append(
            [
                (HEIGHT - line.y - line.size, line.x + at * step, line.size, letter)
                for line, step in zip(page, steps, strict=True)
                for at, letter in enumerate(line.text)
            ]
        )
    return drawn(pages, size=(HEIGHT, WIDTH))


def as_alto(composed: Composed, styled: bool = True) -> bytes:
    """A page; `styled`: sizes of type are told."""
    boxed, page = Boxed(composed), composed.pages[0]
    sizes = sorted({line.size for line in page})
    styles = "".join(f'<TextStyle ID="T{n}" FONTSIZE="{size:g}"/>' for n, size in enumerate(sizes))
    texts = []
    for n, block in enumerate(blocks(page)):
        lines = []
        for line in block:
            style = f' STYLEREFS="T{sizes.index(line.size)}"' if styled else ""
            lines.append(f"<TextLine{style}>{'<SP/>'.join(map(_string, boxed.words(line)))}</TextLine>")
        texts.append(f'<TextBlock ID="B{n}">{"".join(lines)}</TextBlock>')
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#">'
        f"<Styles>{styles if styled else ''}</Styles><Layout><Page ID='P1'><PrintSpace>{''.join(texts)}</PrintSpace>"
        "</Page></Layout></alto>"
    ).encode()


def turned(alto: bytes) -> bytes:
    """A page with the same lines from top to bottom, the first one on the right: as if it were lying on its side."""
    box = re.compile(rb'HPOS="(\d+)" VPOS="(\d+)" WIDTH="(\d+)" HEIGHT="(\d+)"')

    def upright(found: re.Match[bytes]) -> bytes:
        left, top, width, height = map(int, found.groups())
        right = round(_SCALE * HEIGHT) - top - height
        return b'HPOS="%d" VPOS="%d" WIDTH="%d" HEIGHT="%d"' % (right, left, height, width)

    return box.sub(upright, alto)


def _string(word: tuple[str, int, int, int, int]) -> str:
    text, left, top, width, height = word
    return f'<String CONTENT={quoteattr(text)} HPOS="{left}" VPOS="{top}" WIDTH="{width}" HEIGHT="{height}"/>'


def as_hocr(composed: Composed) -> bytes:
    """As Tesseract writes it: areas, paragraphs, lines, words."""
    boxed, pages = Boxed(composed), []
    for page in composed.pages:
        areas = "".join(_area(boxed, block) for block in blocks(page))
        box = f"bbox 0 0 {_SCALE * WIDTH:.0f} {_SCALE * HEIGHT:.0f}"
        pages.append(f"<div class='ocr_page' title='{box}'>{areas}</div>")
    return f"<html><head><meta charset='utf-8'/></head><body>{''.join(pages)}</body></html>".encode()


def _area(boxed: Boxed, block: list[Print]) -> str:
    lines = []
    for line in block:
        left, top, right, bottom = boxed.box(line)
        words = " ".join(
            f"<span class='ocrx_word' title='bbox {x} {y} {x + width} {y + height}; x_wconf 90'>{escape(text)}</span>"
            for text, x, y, width, height in boxed.words(line)
        )
        about = f"bbox {left} {top} {right} {bottom}; baseline 0 -4; x_size {line.size * _SCALE:.0f}"
        lines.append(f"<span class='ocr_line' title='{about}'>{words}</span>\n")
    return f"<div class='ocr_carea'><p class='ocr_par'>{''.join(lines)}</p></div>\n"


def as_page_xml(composed: Composed) -> bytes:
    """A page as Transkribus writes it, without an order of reading."""
    regions = []
    for n, block in enumerate(blocks(composed.pages[0])):
        lines = []
        for line in block:
            left, top, right, bottom = Boxed.box(line)
            points = f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"
            text = f"<TextEquiv><Unicode>{escape(line.text)}</Unicode></TextEquiv>"
            lines.append(f'<TextLine><Coords points="{points}"/>{text}</TextLine>')
        regions.append(f'<TextRegion id="r{n}">{"".join(lines)}</TextRegion>')
    space = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"
    return f'<PcGts xmlns="{space}"><Page>{"".join(regions)}</Page></PcGts>'.encode()
