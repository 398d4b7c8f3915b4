"""What most paragraphs are is read a shorter way than what they could be; both ways lead to the same blocks."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from tests.made import documents
from tests.made.documents import archive
from tui.importers import open_bytes
from tui.importers.flow import flow
from tui.importers.markup import parse

_WORDS = st.lists(
    st.sampled_from(["one", " ", "\n  ", "two\u00a0", "\u00ad", "三。", "a  b", "\u0301", "&amp;", "\u200b"])
)
_PIECES = st.lists(st.tuples(st.sampled_from(["", "b", "em", "span"]), _WORDS.map("".join)), max_size=5)
_PROPERTIES = "<w:rPr><w:rFonts w:ascii='A'/><w:b/><w:sz w:val='3'/></w:rPr>"


def _made(pieces, attribute):
    inside = "".join(f"<{name}>{text}</{name}>" if name else text for name, text in pieces)
    return f"<body>before<p{attribute}>{inside}</p><ul><li><p{attribute}>{inside}</p></li></ul>behind</body>"


@given(_PIECES)
def test_a_paragraph_of_words_is_the_same_as_one_that_could_be_more(pieces):
    plain, other = (flow(parse(_made(pieces, attribute))) for attribute in ("", " data-more=''"))
    assert plain.blocks == other.blocks


@given(_PIECES)
def test_runs_of_a_word_document_are_the_same_whatever_else_is_said_of_them(pieces):
    def docx(before):
        runs = "".join(
            f"<w:r w:rsidR='1'>{_PROPERTIES}<w:t xml:space='preserve'>{text}</w:t></w:r>" for _, text in pieces
        )
        body = f"<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr>{runs}</w:p><w:p><w:r><w:t>End.</w:t></w:r></w:p>"
        files = {name: text for name, text in documents.DOCX.items() if name != "word/document.xml"}
        return archive(
            {**files, "word/document.xml": f"<w:document xmlns:w='w'>{before}<w:body>{body}</w:body></w:document>"}
        )

    short, other = (open_bytes(docx(before), "a.docx") for before in ("", "<!-- read the long way -->"))
    assert short == other


def test_words_in_a_comment_of_the_file_stay_out():
    with zipfile.ZipFile(io.BytesIO(archive(documents.DOCX))) as letter:
        files = {name: letter.read(name).decode() for name in letter.namelist()}
    words = files["word/document.xml"].replace("<w:body>", "<w:body><!--<w:r><w:t>hidden</w:t></w:r>-->")
    plain, other = (
        open_bytes(archive({**files, "word/document.xml": text}), "a.docx")
        for text in (files["word/document.xml"], words)
    )
    assert plain == other
