#!/usr/bin/env python3
"""The milter protocol itself: what is negotiated, aborts at every stage, packets that no MTA sends."""
import collections
import struct
import threading

import gateway
import harness
import milter
import milterclient
from harness import Test
from milterclient import Client


def negotiation(m):
    with Test("only the needed steps are asked for"):
        c = Client(m.socket)
        unwanted = milterclient.NO_CONNECT | milterclient.NO_HELO
        assert c.steps & unwanted == unwanted, hex(c.steps)
        # without this step libmilter leaves the body of a mail without header fields unanswered
        assert c.steps & milterclient.NO_EOH == 0, hex(c.steps)
        assert c.steps & milterclient.LEADING_SPACE and c.steps & milterclient.SKIP, hex(c.steps)
        assert c.actions & ~(milterclient.ADD_HEADERS | milterclient.CHANGE_HEADERS |
                             milterclient.SET_SYMBOLS) == 0, hex(c.actions)
        c.close()
    with Test("an MTA that lets no header field be added is not served"):
        try:
            letter = Client(m.socket, actions=0)
        except ConnectionError:
            letter = None
        assert letter is None
    with Test("an MTA that offers no leading spaces and no skip is served as well"):
        c = Client(m.socket, steps=0x7F)
        assert c.envelope(gateway.SENDER, [milter.SERVICE]) == b"c"
        letter, _, changes = c.message(GOOD)
        assert letter == b"c", letter
        assert any(kind == b"h" and data.startswith(b"Referral-Receipt\0v=1") for kind, data in changes), changes
        c.close()


def unguarded(m):
    with Test("no guarded recipient: ACCEPT at DATA"):
        c = Client(m.socket)
        for _ in range(3):
            assert c.envelope(gateway.SENDER, ["a@example.org", "b@example.org"]) == b"a"
        assert c.envelope(gateway.SENDER, ["a@example.org", milter.SERVICE]) == b"c"
        c.close()
    with Test("the recipient as the MTA resolved it counts too"):
        c = Client(m.socket)
        c.ask(b"M", b"<x@opgroeien.be>\0")
        c.macros(b"R", **{"{rcpt_addr}": milter.SERVICE})
        c.ask(b"R", b"<alias@example.org>\0")
        assert c.ask(b"T")[0] == b"c"
        c.close()


def aborts(m):
    with Test("an abort at every stage, then a good mail on the same connection"):
        c = Client(m.socket)
        steps = [lambda: c.ask(b"M", b"<a@opgroeien.be>\0"),
                 lambda: c.ask(b"R", f"<{milter.SERVICE}>".encode() + b"\0"),
                 lambda: c.ask(b"T"),
                 lambda: c.ask(b"L", b"Subject\0 x\0"),
                 lambda: c.ask(b"B", b"hello\r\n")]
        before = len(m.records())
        for stage in range(1, len(steps) + 1):
            for step in steps[:stage]:
                step()
            c.abort()
        assert len(m.records()) == before
        assert c.envelope(gateway.SENDER, [milter.SERVICE]) == b"c"
        letter, _, changes = c.message(GOOD)
        assert letter == b"c", letter
        c.close()


def disorder(m):
    with Test("events out of order end in no accept of a guarded mail and no crash"):
        for sequence in ((b"T",), (b"B", b"E"), (b"E",), (b"R", b"T", b"E"), (b"M", b"M", b"R", b"E"),
                         (b"M", b"R", b"L", b"B", b"E"), (b"M", b"R", b"T", b"T", b"E", b"E")):
            c = Client(m.socket)
            c.socket.settimeout(2)  # libmilter leaves some of these unanswered
            arguments = {b"M": b"<a@opgroeien.be>\0", b"R": f"<{milter.SERVICE}>".encode() + b"\0",
                         b"L": b"Subject\0 x\0", b"B": b"x\r\n"}
            last = None
            try:
                for command in sequence:
                    last = c.ask(command, arguments.get(command, b""))[0]
            except (ConnectionError, TimeoutError):
                last = None
            assert last not in (b"a",) and not (last == b"c" and sequence[-1] == b"E"), (sequence, last)
            c.close()
    with Test("broken packets end that session, not the daemon"):
        for packet in (struct.pack(">I", 0), struct.pack(">I", 0xFFFFFFFF) + b"x", b"\0\0\0\5M", b"GET / HTTP/1.0\r\n\r\n",
                       struct.pack(">I", 2) + b"\xff\xff", struct.pack(">I", 1) + b"L"):
            c = Client(m.socket)
            c.socket.sendall(packet)
            c.socket.close()
        c = Client(m.socket)
        assert c.envelope(gateway.SENDER, [milter.SERVICE]) == b"c"
        assert c.message(GOOD)[0] == b"c"
        c.close()
        assert m.process.poll() is None
    with Test("a header without a value, a body with NUL bytes, no body at all: judged, not crashed"):
        for message in (b"Subject:\r\n\r\n", b"Subject: x\r\n\r\n" + bytes(100), b"X:\r\n\r\n\0"):
            c = Client(m.socket)
            assert c.envelope(gateway.SENDER, [milter.SERVICE]) == b"c"
            letter, data, _ = c.message(message)
            assert letter == b"y" and data.startswith(b"550"), (letter, data)
            c.close()
    with Test("a thousand recipients"):
        c = Client(m.socket)
        many = [f"u{i}@example.org" for i in range(1000)]
        assert c.envelope(gateway.SENDER, many + [milter.SERVICE]) == b"c"
        letter, data, _ = c.message(GOOD)
        assert letter == b"y" and data.startswith(b"550"), (letter, data)
        c.close()


def replies(m):
    with Test("replies: percent signs doubled, within libmilter's limits, printable"):
        c = Client(m.socket)
        assert c.envelope(gateway.SENDER, [milter.SERVICE]) == b"c"
        letter, data, _ = c.message(b"Subject: x\r\n\r\nhello\r\n")
        assert letter == b"y", letter
        text = data.rstrip(b"\0").decode("ascii")
        assert "100%% van" in text, text
        lines = text.split("\r\n")
        assert 0 < len(lines) <= 32 and all(len(l) < 980 and l.isprintable() for l in lines), text
        c.close()


def crowd(m):
    with Test("nine hundred guarded mails at once: each is judged, none put off"):
        clients = [Client(m.socket) for _ in range(900)]
        answers = []

        def one(client):
            client.envelope(gateway.SENDER, [milter.SERVICE])
            letter, data, _ = client.message(b"Subject: x\r\n\r\nhello\r\n")
            answers.append(letter + data[:3])

        threads = [threading.Thread(target=one, args=(c,)) for c in clients]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        for c in clients:
            c.close()
        assert answers == [b"y550"] * 900, collections.Counter(answers)


def main():
    global GOOD
    with harness.Folder() as folder:
        m = milter.Milter(folder, {"help": "Hulp: 100% van de vragen naar 03 123 45 67"})
        GOOD = gateway.mails.build("thunderbird", milter.archive(folder))
        m.start()
        try:
            negotiation(m)
            unguarded(m)
            aborts(m)
            disorder(m)
            replies(m)
            crowd(m)
            with Test("the daemon still stops cleanly, its log intact"):
                assert m.stop() == 0
                status, text = m.verify()
                assert status == 0, text
        finally:
            m.stop()
    harness.finish()


main()
