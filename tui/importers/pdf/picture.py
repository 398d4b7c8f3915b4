"""One page of a PDF as a picture, painted by PDFium. Runs in a process of its own: see `apart`."""

from collections.abc import Iterator
from typing import Any

from tui.importers.pdf.child import of_document

_DOTS, _POINTS, _LARGEST = 300, 72, 8_000  # an inch, of a picture and of a page; the sides of a picture


def read(data: bytes) -> Iterator[dict[str, Any]]:
    """Before the file stand a line with the number of the page, counted from 0, and one with the path of the picture
    that is written: grey, in the format PGM. `count`: of all pages. `error`: why there is no picture: "password",
    "damaged" or "library"."""
    number, path, file = data.split(b"\n", 2)
    return of_document(file, lambda document, _missing: _paint(document, int(number), path))


def _paint(document: Any, number: int, path: bytes) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - the library has no types
    page = document[number]
    scale = min(_DOTS / _POINTS, _LARGEST / max(1.0, *page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels = memoryview(bitmap.buffer)
    with open(path, "wb") as picture:
        picture.write(b"P5\n%d %d\n255\n" % (width, height))
        for row in range(height):
            picture.write(pixels[row * stride : row * stride + width])
    yield {"count": len(document)}
