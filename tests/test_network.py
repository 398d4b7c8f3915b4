"""Addresses: what is fetched, how far a server is trusted, and where no connection is ever made.

Nothing here leaves this machine: names are resolved by the tests, which also decide that the test's own server may be
reached.
"""

import gzip
import os
import random
import socket
import socketserver
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
import zlib
from base64 import b64encode
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.needs import PATIENCE
from tui.errors import SourceError
from tui.extras import command_for
from tui.fetch import network, passwords
from tui.keeping import errands, updating
from tui.keeping.background import ReaderShelf
from tui.keeping.librarian import Librarian
from tui.library import Library, database, schema, subscriptions

PAGE = "盲道通了。".encode()
ROOT = Path(__file__).parent.parent


class Server(socketserver.ThreadingTCPServer):
    """Answers a path with the bytes, or the function of the connection, that a test has put there."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, handler=None):
        super().__init__(("127.0.0.1", 0), handler or Handler)
        self.answers = {}
        self.asked = []
        self.port = self.server_address[1]


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        head = [self.rfile.readline().decode().strip()]
        while line := self.rfile.readline().strip().decode():
            head.append(line)
        self.server.asked.append(head)
        answer = self.server.answers[head[0].split()[1]]
        try:
            if callable(answer):
                answer(self.wfile)
            else:
                self.wfile.write(answer)
        except OSError:
            pass  # whoever asked has had enough


@pytest.fixture
def server():
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def reply(body, status="200 OK", *headers):
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def here(_host, _port):
    return ["127.0.0.1"]


def get(server, path, **keywords):
    """What the test's server gives, under a name of the internet."""
    arguments = {"resolver": here, "allowed": lambda ip: ip == "127.0.0.1", "deadline": PATIENCE} | keywords
    return network.get(f"http://papers.example:{server.port}{path}", **arguments)


def refusal(*arguments, **keywords):
    with pytest.raises(SourceError) as caught:
        get(*arguments, **keywords)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert "papers.example" in sentence
    return sentence


def test_a_port_that_there_is_not_is_not_another_one(server):
    with pytest.raises(SourceError, match="can exist"):
        network.get(f"http://papers.example:{server.port + 65_536}/", resolver=here, allowed=bool)
    server.answers["/"] = reply(b"", "302 Found", f"Location: http://papers.example:{server.port + 65_536}/")
    assert "can exist" in refusal(server, "/")


def test_a_page_and_its_name(server):
    server.answers["/a/%E6%8A%A5.txt?x=1"] = reply(PAGE)
    data, name, address, *_tag = get(server, "/a/报.txt?x=1")
    assert (data, name) == (PAGE, "报.txt")
    assert address.endswith("/a/%E6%8A%A5.txt?x=1")
    head = server.asked[0]
    assert f"Host: papers.example:{server.port}" in head
    assert not any(line.lower().startswith(("cookie", "referer", "authorization")) for line in head)


def test_a_page_without_a_name_has_that_of_its_host(server):
    server.answers["/"] = reply(PAGE)
    assert get(server, "/").name == "papers.example"


def test_redirects_are_followed_also_relative_ones(server):
    server.answers["/1"] = reply(b"", "301 Moved", "Location: /2/x")
    server.answers["/2/x"] = reply(b"", "302 Found", "Location: y.txt")
    server.answers["/2/y.txt"] = reply(PAGE)
    assert get(server, "/1")[:2] == (PAGE, "y.txt")


def test_a_redirect_is_followed_whose_letters_are_written_as_they_are(server):
    server.answers["/"] = reply(b"", "302 Found").replace(
        b"Content-Length", "Location: /盲?道\r\nContent-Length".encode()
    )
    server.answers["/%E7%9B%B2?%E9%81%93"] = reply(PAGE)
    assert get(server, "/").data == PAGE


def test_no_proxy_is_asked_which_would_look_names_up_itself(server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://proxy.example:{server.port}")
    server.answers["/"] = reply(PAGE)
    asked = []
    get(server, "/", resolver=lambda host, _port: asked.append(host) or ["127.0.0.1"])
    assert asked == ["papers.example"]
    assert server.asked[0][0] == "GET / HTTP/1.1"


def test_no_cookie_goes_along_with_a_redirect(server):
    server.answers["/1"] = reply(b"", "302 Found", "Location: /2", "Set-Cookie: who=me")
    server.answers["/2"] = reply(PAGE)
    assert get(server, "/1").data == PAGE
    assert not any(line.lower().startswith("cookie") for line in server.asked[1])


def test_redirects_end(server):
    for number in range(10):
        server.answers[f"/{number}"] = reply(b"", "302 Found", f"Location: /{number + 1}")
    assert "without end" in refusal(server, "/0")
    assert len(server.asked) == 6


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://papers.example/", "javascript:1", "data:,x", "//"])
def test_redirects_to_anything_but_http_are_refused(server, where):
    server.answers["/"] = reply(b"", "302 Found", f"Location: {where}")
    refusal(server, "/")


def test_a_redirect_to_this_machine_is_refused_though_the_first_address_was_good(server):
    server.answers["/"] = reply(b"", "302 Found", f"Location: http://inside.example:{server.port}/secret")
    server.answers["/secret"] = reply(b"secret")

    def resolver(host, _port):
        return ["127.0.0.1"] if host == "papers.example" else ["127.0.0.2"]

    assert "refused" in refusal(server, "/", resolver=resolver)
    assert len(server.asked) == 1


def test_a_name_is_resolved_once_and_the_connection_goes_where_was_checked(server):
    """A server of names that gives another address the second time gains nothing."""
    server.answers["/"] = reply(PAGE)
    given = []

    def resolver(host, port):
        given.append(host)
        return ["127.0.0.1"] if len(given) == 1 else ["10.0.0.1"]

    assert get(server, "/", resolver=resolver).data == PAGE
    assert given == ["papers.example"]


def test_one_bad_address_among_good_ones_is_enough_to_refuse(server):
    assert "refused" in refusal(server, "/", resolver=lambda _host, _port: ["127.0.0.1", "10.0.0.1"])


INSIDE = [
    "127.0.0.1",
    "127.1.2.3",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.5.5",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "ff02::1",
    "192.0.2.1",
    "2001:db8::1",
    "198.18.0.1",
    "fec0::1",
    "::127.0.0.1",
    "::10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b:1::7f00:1",
    "2001:0:7f00:1::80ff:fffe",
    "5f00::1",
    "nonsense",
]


@pytest.mark.parametrize("ip", INSIDE)
def test_addresses_inside(ip):
    assert not network.is_open(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_outside(ip):
    assert network.is_open(ip)


SPELLINGS = ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"]


@pytest.mark.parametrize("host", SPELLINGS)
def test_every_spelling_of_this_machine_is_refused(server, host):
    """With the real resolver, because it is what knows the strange ones."""
    with pytest.raises(SourceError) as caught:
        network.get(f"http://{host}:{server.port}/", deadline=PATIENCE)
    assert str(caught.value).endswith(".")
    assert server.asked == []


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Not Found", "nothing at"),
        ("401 No", "password"),
        ("500 Oh", "500"),
        ("204 No Content", "204"),
        ("302 Found", "302"),
    ],
)
def test_other_answers_are_told(server, status, words):
    server.answers["/"] = reply(b"", status)
    assert words in refusal(server, "/")


def test_what_a_proxy_has_changed_is_whole_too(server):
    server.answers["/"] = reply(PAGE, "203 Non-Authoritative Information")
    assert get(server, "/").data == PAGE


def test_what_is_too_large_is_not_read_to_its_end(server, monkeypatch):
    monkeypatch.setattr(network, "LIMIT", 100_000)
    written = []

    def endless(out):
        out.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while len(written) < 10_000:
            out.write(b"x" * 100_000)
            written.append(1)

    server.answers["/"] = endless
    assert "larger than" in refusal(server, "/")
    assert len(written) < 10_000


def test_a_packed_answer_is_unpacked_within_the_limit(server, monkeypatch):
    monkeypatch.setattr(network, "LIMIT", 1_000_000)
    server.answers["/"] = reply(gzip.compress(PAGE), "200 OK", "Content-Encoding: gzip")
    server.answers["/bomb"] = reply(gzip.compress(bytes(50_000_000)), "200 OK", "Content-Encoding: gzip")
    server.answers["/broken"] = reply(b"\x1f\x8b broken", "200 OK", "Content-Encoding: gzip")
    server.answers["/br"] = reply(b"x", "200 OK", "Content-Encoding: br")
    assert get(server, "/").data == PAGE
    server.answers["/twice"] = reply(gzip.compress(PAGE), "200 OK", *["Content-Encoding: gzip"] * 2)
    server.answers["/and"] = reply(
        gzip.compress(PAGE), "200 OK", "Content-Encoding: gzip", "Content-Encoding: identity"
    )
    assert get(server, "/and").data == PAGE
    refused = (("/bomb", "larger than"), ("/broken", "damaged"), ("/br", "not known"), ("/twice", "not known"))
    for path, words in refused:
        assert words in refusal(server, path)


def test_packages_as_servers_make_them(server):
    """Without the head that they should have, several in one, with something behind, in pieces."""
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    bare_page = bare.compress(PAGE * 100) + bare.flush()
    half = len(PAGE) // 2
    packed = {
        "/zlib": ("deflate", zlib.compress(PAGE * 100)),
        "/bare": ("deflate", bare_page),
        "/several": (
            "gzip",
            gzip.compress(PAGE * 50) + gzip.compress(PAGE[:half]) + gzip.compress(PAGE[half:] + PAGE * 49),
        ),
        "/padded": ("x-gzip", gzip.compress(PAGE * 100) + b"\0\0\0"),
        "/none": ("identity", PAGE * 100),
        "/what is no packing": ("none, UTF-8", PAGE * 100),
    }
    for path, (coding, data) in packed.items():
        server.answers[path.replace(" ", "%20")] = reply(data, "200 OK", f"Content-Encoding: {coding}")
        assert get(server, path).data == PAGE * 100, path


def test_a_package_that_breaks_off_is_no_answer(server):
    """Nothing else tells where it ends."""
    data = gzip.compress(random.Random(1).randbytes(5000))[:3000]
    server.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n" + data
    assert "damaged" in refusal(server, "/")


@pytest.mark.parametrize(
    ("text", "charset", "encoding"),
    [
        ("盲道通了。", "big5", "big5"),
        ("盲道通了。", "GB2312", "gb18030"),
        ("点字ブロック", "Shift_JIS", "cp932"),
        ("점자블록", "euc-kr", "euc-kr"),
        ("тротуар", '"windows-1251"', "cp1251"),
        ("trottoir coûté", "iso-8859-15", "iso-8859-15"),
    ],
)
def test_the_encoding_that_a_server_names(server, text, charset, encoding):
    server.answers["/"] = reply(text.encode(encoding), "200 OK", f"Content-Type: text/plain; charset={charset}")
    assert get(server, "/").data.decode("utf-8-sig") == text


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PAGE, "text/plain; charset=big5"),  # which is not true
        ("тротуар".encode("cp1251"), "text/plain; charset=iso-8859-1"),  # said of everything
        (b"<meta charset=cp1251>" + "тротуар".encode("cp1251"), "text/html; charset=koi8-r"),
        (b"PK\x03\x04\xff\xfe\xfd", "application/epub+zip; charset=big5"),
        (b"\xff\xfe\xfd", "text/plain; charset=no-such"),
        (b"\xff\xfe\xfd", "text/plain; charset=base64"),
        (b"\x81 caf\xe9 \xff", "text/plain; charset=euc-jp"),
    ],
)
def test_what_a_server_says_wrongly_changes_nothing(server, data, media_type):
    server.answers["/"] = reply(data, "200 OK", f"Content-Type: {media_type}")
    assert get(server, "/").data == data


def test_a_name_that_is_looked_up_without_end_does_not_keep_anybody(server):
    asked, ended = threading.Event(), threading.Event()

    def resolver(_host, _port):
        asked.set()
        ended.wait(PATIENCE)
        return ["127.0.0.1"]

    begin = time.monotonic()
    assert "not answered" in refusal(server, "/", resolver=resolver, deadline=0.2)
    ended.set()
    assert asked.is_set()
    assert time.monotonic() - begin < PATIENCE / 2


def drip_body(out):
    out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    drip(out)


def drip(out):
    """A byte now and then, each of them in time."""
    while True:
        out.write(b"X")
        out.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [drip_body, drip, lambda out: time.sleep(PATIENCE)], ids=["body", "head", "silence"])
def test_a_slow_server_has_so_long_in_all(server, answer):
    server.answers["/"] = answer
    begin = time.monotonic()
    assert "not answered" in refusal(server, "/", deadline=0.5)
    assert time.monotonic() - begin < PATIENCE / 2


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 300_000,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000,
        b"HTTP/1.1 200 OK\r\nX\0 [bold]: y\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n[/]\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n" + b"X: y\r\n" * 50_000,
        b"HTTP/1.1 000 \x1b[31m\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nhello",
        b"<html><p>HTTP/0.9</p></html>",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_a_server_that_lies(server, answer):
    server.answers["/"] = answer
    sentence = refusal(server, "/")
    assert "cannot be reached: " in sentence
    assert "breaks off" in sentence or "as web servers do" in sentence
    assert len(sentence) < 150


def test_nobody_is_there():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(SourceError, match="cannot be reached"):
            network.get(f"http://papers.example:{port}/", resolver=here, allowed=lambda ip: True, deadline=PATIENCE)


def test_a_password_in_an_address_is_not_repeated():
    with pytest.raises(SourceError) as raised:
        network.get("http://reader:secret@127.0.0.1/paper")
    assert "secret" not in str(raised.value)
    assert "http://127.0.0.1/paper" in str(raised.value)


def test_a_name_that_is_not_known(monkeypatch):
    def resolver(_host, _port):
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(SourceError, match=r"reached: Name or service not known; check [a-z ]*\.$"):
        network.get("http://papers.example/", resolver=resolver)
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128/")
    with pytest.raises(SourceError, match=r"network\. Proxies of the environment are not used\.$"):
        network.get("http://papers.example/", resolver=resolver)


@pytest.mark.parametrize(
    "address", ["http://", "http://[::1", "http://a b/", "http://x:99999999/", "https:///x", "http://\ud800/"]
)
def test_what_is_no_address(address):
    with pytest.raises(SourceError) as caught:
        network.get(address, resolver=here, allowed=lambda ip: False)
    assert str(caught.value).isprintable()


CERTIFICATES = Path(__file__).parent / "data" / "network"


class SecureServer(Server):
    """Shows the certificate of a file; `papers.example` is the name that it should be for."""

    def __init__(self, name):
        super().__init__()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATES / f"{name}.pem")
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request, client_address): ...


def secure(name, path="/", **keywords):
    with SecureServer(name) as made:
        made.answers["/"] = reply(PAGE)
        made.answers["/up"] = reply(b"", "302 Found", f"Location: https://papers.example:{made.port}/")
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            arguments = {"resolver": here, "allowed": lambda ip: ip == "127.0.0.1", "deadline": PATIENCE} | keywords
            return network.get(f"https://papers.example:{made.port}{path}", **arguments)
        finally:
            made.shutdown()
            thread.join()


@pytest.mark.parametrize("path", ["/", "/up"])
def test_an_authority_of_ones_own_is_trusted_by_a_variable(monkeypatch, path):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
    assert secure("good", path).data == PAGE


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("stranger", "not signed by anybody whom this machine trusts"),
        ("expired", "has expired"),
        ("other", "belongs to another server"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_one_sentence(monkeypatch, name, words):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
    with pytest.raises(SourceError) as caught:
        secure(name)
    sentence = str(caught.value)
    assert words in sentence
    assert "https://papers.example" in sentence
    assert "ssl" not in sentence.lower()


def test_without_the_variable_the_same_authority_is_not_trusted(monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with pytest.raises(SourceError, match="not signed by anybody"):
        secure("good")


class Babbler(socketserver.BaseRequestHandler):
    """Says something else than is said before anything is encrypted."""

    def handle(self):
        self.request.recv(10_000)
        self.request.sendall(self.server.answers["/"])


def warning(number):
    return bytes((21, 3, 3, 0, 2, 2, number))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (reply(PAGE), "does not answer by https; check the address, which perhaps begins with http://."),
        (b"220 mail.example ESMTP STARTTLS\r\n", "does not answer by https; "),
        (b"\x16\x03\x03\xff\xff" + bytes(70_000), "does not answer by https; "),
        (warning(70), "offers no connection that is still thought safe, so it is not read; look for another address."),
        (warning(116), "wants a certificate of those who ask, and none is known here; save it with a web browser"),
        (warning(40), "cannot be reached: no secure connection comes about; check the address and the network."),
        (warning(255), "cannot be reached: no secure connection comes about; "),
        (b"\x16\x03\x03\0\x7a\x02", "cannot be reached: no secure connection comes about; "),
    ],
)
def test_what_is_said_where_nothing_gets_encrypted_is_one_sentence(said, words):
    with Server(Babbler) as made:
        made.answers["/"] = said
        threading.Thread(target=made.handle_request).start()
        address = f"https://papers.example:{made.port}/"
        with pytest.raises(SourceError) as caught:
            network.get(address, resolver=here, allowed=lambda ip: True, deadline=PATIENCE)
    assert str(caught.value).startswith(f"{address} {words}")
    assert "_ssl" not in str(caught.value)


@pytest.mark.parametrize("named", ["nothing", "folder", "text"])
def test_a_variable_that_names_no_authorities_is_told(monkeypatch, tmp_path, named):
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("no certificate")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / named))
    told = "reached: SSL_CERT_FILE names no file of certificates; check that variable"
    with socket.create_server(("127.0.0.1", 0)) as there, pytest.raises(SourceError, match=told):
        network.get(f"https://papers.example:{there.getsockname()[1]}/", resolver=here, allowed=bool, deadline=PATIENCE)


def test_only_what_is_newer_is_sent_again(server):
    tag = network.Tag('"abc"', "Sun, 09 Oct 2022 08:00:00 GMT")
    server.answers["/"] = reply(PAGE, "200 OK", f"ETag: {tag.etag}", f"Last-Modified: {tag.modified}")
    assert get(server, "/").tag == tag
    assert not any(line.startswith("If-") for line in server.asked[0])
    server.answers["/"] = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    answer = get(server, "/", known=tag)
    assert (answer.is_same, answer.data, answer.tag) == (True, b"", tag)
    assert 'If-None-Match: "abc"' in server.asked[1]
    assert f"If-Modified-Since: {tag.modified}" in server.asked[1]
    assert "304" in refusal(server, "/")


@pytest.mark.parametrize("given", ["x" * 600, "caf\xe9"], ids=["endless", "no ASCII"])
def test_a_tag_that_cannot_be_sent_back_is_none(server, given):
    server.answers["/"] = reply(PAGE).replace(b"Connection", f"ETag: {given}\r\nConnection".encode("latin-1"))
    answer = get(server, "/")
    assert (answer.data, answer.tag.etag) == (PAGE, "")


def opened_to(server, monkeypatch):
    """Lets the whole program reach the test's server under any name."""
    real = network.get

    def allowing(address, **keywords):
        return real(address, **{"resolver": here, "allowed": lambda ip: ip == "127.0.0.1"} | keywords)

    monkeypatch.setattr(network, "get", allowing)
    return f"http://papers.example:{server.port}"


FEED = b"<rss version='2.0'><channel><title>D</title><item><title>One</title><description>x y z.</description></item>"
FEED += b"</channel></rss>"


def test_an_unchanged_feed_is_not_sent_again(server, monkeypatch, tmp_path):
    address = opened_to(server, monkeypatch) + "/feed.xml"
    server.answers["/feed.xml"] = reply(FEED, "200 OK", 'ETag: "1"')
    at_work = Librarian(Library(tmp_path / "library.sqlite"))
    (made,) = updating.subscribe(at_work, address)
    assert updating.update(at_work, [made])[0][1:] == (["One"], "")
    server.answers["/feed.xml"] = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    assert updating.update(at_work, [made])[0][1:] == ([], "")
    assert 'If-None-Match: "1"' in server.asked[1]
    server.answers["/feed.xml"] = reply(FEED.replace(b"One", b"Two"), "200 OK", 'ETag: "2"')
    assert updating.update(at_work, [made])[0][1:] == (["Two"], "")
    assert updating.update(at_work, [made])[0][1:] == ([], "")
    assert 'If-None-Match: "2"' in server.asked[3]
    at_work.library.close()


BASIC = "Authorization: Basic " + b64encode(b"reader:se/cret").decode()
WANTED = reply(b"", "401 Unauthorized", 'WWW-Authenticate: Basic realm="x"')


@pytest.fixture
def locked(server, monkeypatch, tmp_path):
    """A server that gives its feed to whoever has the password; a home without any file, and nobody remembered."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(passwords, "_given", {})
    server.answers["/feed.xml"] = lambda out: out.write(reply(FEED) if BASIC in server.asked[-1] else WANTED)
    return opened_to(server, monkeypatch)


def with_password(address, password="se%2Fcret", name="reader"):
    return address.replace("//", f"//{name}:{password}@")


def everything_in(path):
    library = Library(path)
    library.close()  # writes what has waited, into one file
    return b"".join(each.read_bytes() for each in path.parent.glob(path.name + "*"))


def test_a_password_is_used_and_remembered_but_never_kept(server, locked, tmp_path):
    address, path = with_password(locked) + "/feed.xml", tmp_path / "library.sqlite"
    at_work = Librarian(Library(path))
    (made,) = updating.subscribe(at_work, address)
    assert made.source == locked.replace("//", "//reader@") + "/feed.xml"
    assert "cret" not in made.title
    assert updating.update(at_work, [made])[0][1:] == (["One"], "")
    at_work.add_all([address])
    assert "cret" not in str([*at_work.listed(), *subscriptions.listed(at_work.library)])
    at_work.library.close()
    assert b"cret" not in everything_in(path)


def test_a_server_that_wants_a_password_is_told_the_one_in_netrc(server, locked, tmp_path):
    with pytest.raises(SourceError) as raised:
        network.get(f"{locked}/feed.xml")
    assert str(raised.value) == (
        f"{locked}/feed.xml wants a name and a password: write them into the file .netrc in your home folder, as a line"
        " machine papers.example login NAME password SECRET, and try again."
    )
    (tmp_path / ".netrc").write_text("machine papers.example login reader password se/cret\n")
    (tmp_path / ".netrc").chmod(0o600)
    for address in (f"{locked}/feed.xml", locked.replace("//", "//reader@") + "/feed.xml"):
        assert network.get(address).data == FEED
        assert BASIC not in server.asked[-2], "nobody is told who has not asked"
        assert BASIC in server.asked[-1]
    with pytest.raises(SourceError, match="wants a name and a password"):
        network.get(locked.replace("//", "//another@") + "/feed.xml")


@pytest.mark.parametrize("made", ["nothing of use", "machine", "a pipe", "a folder"])
def test_a_netrc_that_cannot_be_used_is_none(locked, tmp_path, made):
    path = tmp_path / ".netrc"
    {"a pipe": os.mkfifo, "a folder": os.mkdir}.get(made, lambda path: path.write_text(made))(path)
    with pytest.raises(SourceError, match="wants a name and a password"):
        network.get(f"{locked}/feed.xml")


def test_a_wrong_password_is_told_and_not_repeated(locked):
    with pytest.raises(SourceError) as raised:
        network.get(with_password(locked, "wrong") + "/feed.xml")
    assert str(raised.value) == f"{locked}/feed.xml does not take this name and password; check them."


@pytest.mark.parametrize(("host", "is_told"), [("papers.example", True), ("elsewhere.example", False)])
def test_only_the_server_that_was_named_is_told_the_password(server, locked, host, is_told):
    where = locked.replace("papers.example", host)
    server.answers["/old"] = f"HTTP/1.1 302 Moved\r\nLocation: {where}/feed.xml\r\n\r\n".encode()
    with nullcontext() if is_told else pytest.raises(SourceError):
        network.get(with_password(locked) + "/old")
    assert (BASIC in server.asked[-1]) == is_told


def test_passwords_that_a_library_has_kept_are_forgotten(tmp_path):
    path = tmp_path / "library.sqlite"
    raw = sqlite3.connect(path, isolation_level=None)
    for migration in schema.MIGRATIONS[:6]:
        raw.executescript(migration)
    raw.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    raw.execute("PRAGMA user_version = 6")
    raw.execute("INSERT INTO publications VALUES ('k', 'T', 'n', 'https://me:secret@p.example/a?x=@', 1, 1)")
    raw.execute(
        "INSERT INTO subscriptions (source, title, checked, problem)"
        " VALUES ('http://me:secret@p.example/', 'http://me:secret@p.example/', 0, ''), ('/a:b@c', '/a:b@c', 0, '')"
    )
    raw.close()
    library = Library(path)
    assert library.do("SELECT path FROM publications") == [("https://me@p.example/a?x=@",)]
    names = [(each.source, each.title) for each in subscriptions.listed(library)]
    assert names == [("http://me@p.example/",) * 2, ("/a:b@c",) * 2]
    library.close()


def test_nobody_waits_for_a_slow_server_once_it_is_cancelled(server, monkeypatch, tmp_path):
    address = opened_to(server, monkeypatch) + "/slow"
    asked, ended = threading.Event(), threading.Event()

    def silence(_out):
        asked.set()
        ended.wait(60)

    server.answers["/slow"] = silence
    shelf = ReaderShelf(Library(tmp_path / "library.sqlite"), send=errands.here)
    shelf.subscribe(address)
    assert asked.wait(PATIENCE)
    begin = time.monotonic()
    shelf.cancel()
    while shelf.cancel() != "Nothing is being done.":
        assert time.monotonic() - begin < 10, "it would have taken thirty"
        time.sleep(0.01)
    ended.set()
    assert not len(shelf.listed())
    shelf.library.close()


def test_without_the_library_one_sentence_says_what_to_install():
    """The libraries are hidden from a fresh interpreter."""
    program = """
import sys
sys.modules["httpcore2"] = None
from tui.fetch import fetch
from tui.errors import SourceError
try: fetch("https://papers.example/")
except SourceError as error: print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith(f"run: {command_for('network')}\n")
