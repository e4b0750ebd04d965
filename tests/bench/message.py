"""The message reader: against the floor and GMime on one mail, and seconds per MB on the worst of mails."""
import os
import statistics
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import mails  # noqa: E402

MB = 1 << 20
FLOORS = ("openssl", "glib", "modp")


def attachment_mail(size):
    """A mail of about so many bytes, and where the base64 of its attachment stands."""
    data = b"7z\xbc\xaf\x27\x1c\0\4" + os.urandom((size - 1500) // 78 * 57)
    mail = mails.build("thunderbird", data)
    begin = mail.rindex(b"base64\r\n\r\n") + 10
    return mail, begin, mail.index(b"\r\n--", begin) + 2 - begin


def measure(program, path, mail, rounds, begin=0, length=0):
    """A dictionary of seconds by name for each round."""
    with open(path, "wb") as f:
        f.write(mail)
    done = subprocess.run([program, path, str(rounds), str(begin), str(length)], check=True,
                          stdout=subprocess.PIPE, text=True)
    return [{name: float(s) for name, s in (word.split("=") for word in line.split())}
            for line in done.stdout.splitlines()]


def pairwise(program, folder, rounds, row):
    print("Reading and decoding one mail with an attachment, processor time, ours against")
    for size in (MB, 20 * MB):
        mail, begin, length = attachment_mail(size)
        times = measure(program, folder + "/mail", mail, rounds, begin, length)
        fastest = min(FLOORS, key=lambda name: statistics.median(t[name] for t in times))
        for name, title in ((fastest, f"base64 of {fastest}, the fastest of {len(FLOORS)}, and SHA-256"),
                            ("gmime", "GMime")):
            row(f"{title}, {size // MB} MB", statistics.median(t["ours"] / t[name] for t in times),
                f"{1000 * statistics.median(t['ours'] for t in times):.2f} against "
                f"{1000 * statistics.median(t[name] for t in times):.2f} ms")


TOP = (b"From: Jan Janssens <jan.janssens@opgroeien.be>\r\nTo: sociale.dienst@kontich.be\r\n"
       b"Subject: Gegevens\r\nDate: " + mails.DATE.encode() + b"\r\nMessage-ID: <1@opgroeien.be>\r\n"
       b"MIME-Version: 1.0\r\n")
MIXED = TOP + b"Content-Type: multipart/mixed; boundary=BB\r\n\r\n"


def text(unit, size, kind=b"plain"):
    lines = unit * (size // len(unit))
    return TOP + b"Content-Type: text/" + kind + b"; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + lines


def nested(size):
    """Multiparts in one another, far beyond the depth that is read."""
    levels = (b"Content-Type: multipart/mixed; boundary=B%dx\r\n\r\n--B%dx\r\n" % (i, i) for i in range(size // 60))
    return TOP + b"".join(levels)


# every one of them is cheap to send
WORST = [
    ("text of a letter", lambda size: text(b"In bijlage vindt u de beveiligde gegevens.\r\n", size)),
    ("text in HTML", lambda size: text(b"<p style='x'>In bijlage &eacute;&nbsp;vindt u</p>\r\n", size, b"html")),
    ("text of lone digits", lambda size: text((b"1 " * 400 + b"\r\n"), size)),
    ("deep nesting", nested),
    ("a million parameters", lambda size: TOP + b"Content-Type: text/plain" + b";\r\n a=b" * (size // 7) +
     b"\r\n\r\nx\r\n"),
    ("one line", lambda size: TOP + b"\r\n" + b"x" * size + b"\r\n"),
    ("tiny parts", lambda size: MIXED + b"--BB\r\nContent-Type:a/b\r\n\r\n" * (size // 26) + b"--BB--\r\n"),
    ("tiny header fields", lambda size: b"X-A: b\r\n" * (size // 8) + MIXED),
    ("encoded words in one field", lambda size: b"X-A:" + b"\r\n =?utf-8?Q?a?=" * (size // 16) + b"\r\n" + MIXED),
    ("empty lines of base64", lambda size: MIXED + b"--BB\r\nContent-Type: application/x-7z-compressed\r\n"
     b"Content-Transfer-Encoding: base64\r\n\r\n" + b"AAAA\r\n" * (size // 6) + b"--BB--\r\n"),
    ("almost delimiters", lambda size: MIXED + b"--BB\r\nContent-Type: text/plain\r\n\r\n" +
     b"--B\r\n" * (size // 5) + b"--BB--\r\n"),
]


# begins and ends of everything that HTML has, each repeated to the end
FRAGMENTS = [b"<", b"<!--", b"</", b"&", b"&#", b"&amp", b"<style>", b"<pre>", b"<p>", b"<!--a-->", b"<a b='%41", b"-->",
             b"<!--[if", b"</style", b"<a href=%41 ", b"&eacute", b"<br>", b"<title>", b"<textarea></textarea", b"="]


def fragments(size):
    """Mails of one fragment each, in lines."""
    return {unit.decode(): text(unit * (900 // len(unit)) + b"\r\n", size, b"html") for unit in FRAGMENTS}


def costliest_html(program, folder, row):
    times = {}
    for size in (MB, 2 * MB):
        for unit, mail in fragments(size).items():
            times.setdefault(unit, []).append(measure(program, folder + "/mail", mail, 1)[0]["ours"])
    unit = max(times, key=lambda u: times[u][1])
    row(f"HTML, the costliest of {len(times)} fragments: {unit}", times[unit][1] / times[unit][0],
        f"{1000 * times[unit][1] / 2:.2f} ms per MB")


def worst(program, folder, rounds, row):
    print("Costly mails, read and searched for leaks: 2 MB against 1 MB (2 is linear; less where reading has stopped)")
    for name, make in WORST:
        once, twice = (statistics.median(t["ours"] for t in measure(program, folder + "/mail", make(size), rounds))
                       for size in (MB, 2 * MB))
        row(name, twice / once, f"{1000 * twice / 2:.2f} ms per MB")


def run(build, folder, rounds, row):
    program = build + "/bench/read-message"
    pairwise(program, folder, rounds, row)
    worst(program, folder, rounds, row)
    costliest_html(program, folder, row)
