"""Archives whose list of files is lost, cut off or wrong: what is whole in them is read, what is not is told."""

import pytest

from tests.corpora import examined
from tests.made import documents, large
from tests.made.mutants import mutant
from tui.errors import FormatError
from tui.importers import open_bytes

WHOLE = {"a.docx": large.docx(300), "a.epub": large.epub(3, 5), "a.odt": large.odt(50)}
_LIST, _END = b"PK\x01\x02", b"PK\x05\x06"
DAMAGES = {
    "no list": lambda data: data[: data.find(_LIST)],
    "no end of it": lambda data: data[: data.rfind(_END)],
    "cut in it": lambda data: data[: data.find(_LIST) + 60],
    "no signs": lambda data: data.replace(_LIST, b"XXXX"),
    "rubbish": lambda data: data[: data.find(_LIST)] + b"\xff" * 80 + data[data.find(_LIST) + 80 :],
    "leads elsewhere": lambda data: data[: data.find(_LIST) + 42] + b"\x33\x33" + data[data.find(_LIST) + 44 :],
    "counts more": lambda data: data[:-12] + b"\xff\x7f" + data[-10:],
}


def words(data, name):
    publication = open_bytes(data, name)
    return [block.text for article in publication.articles for block in article.blocks]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("suffix", [True, False])
def test_without_its_list_of_files_it_is_the_same(name, damage, suffix):
    data = DAMAGES[damage](WHOLE[name])
    assert data != WHOLE[name]
    assert words(data, name if suffix else "x") == words(WHOLE[name], name)


def test_a_book_that_was_cut_off_says_which_chapters_are_missing():
    data = WHOLE["a.epub"]
    cut = data[: data.find(b"OPS/c2.xhtml") + 40]
    assert words(cut, "a.epub")[:12] == words(data, "a.epub")[:12]
    assert words(cut, "a.epub")[-1] == "a.epub is damaged or incomplete; get it again and open that."


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_a_document_whose_text_is_cut_off_is_refused(name):
    data = WHOLE[name]
    with pytest.raises(FormatError, match="damaged or incomplete"):
        open_bytes(data[: len(data) // 2], name)


def test_files_whose_sizes_stand_behind_them():
    """As programs write them that cannot go back: to a pipe."""
    import io
    import zipfile

    class Pipe(io.RawIOBase):
        data = b""

        def writable(self):
            return True

        def write(self, piece):
            self.data += bytes(piece)
            return len(piece)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in documents.EPUB.items():
            made.writestr(name, text)
    assert words(pipe.data[: pipe.data.find(_LIST)], "a.epub") == words(documents.epub(), "a.epub")


@pytest.mark.parametrize("name", [*WHOLE, "a.rss", "a.fb2", "a.html", "a.md"])
@pytest.mark.parametrize("seed", range(1, 9))
def test_documents_with_faults_are_read_or_refused(tmp_path, name, seed):
    small = {"a.docx": documents.archive(documents.DOCX), "a.odt": documents.archive(documents.ODT)}
    small |= {"a.epub": documents.epub(), "a.rss": large.rss(9), "a.fb2": large.fb2(9, 3)}
    small |= {"a.html": large.html(9, 3), "a.md": large.markdown(9)}
    path = tmp_path / name
    path.write_bytes(mutant(small[name], seed))
    assert not examined(str(path)).get("wrong")
