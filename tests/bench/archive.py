"""The archive gate: against 7-Zip's test of the same file, against the floor, and what memory it takes.

The floor (tests/bench/archive-gate.c) is SHA-256 of the file, AES-256-CBC decryption and LZMA decoding of the same
bytes, each by its library, without a check. Neither it nor the gate derives a key, as the daemon keeps it; `7zz t` is
a whole process that derives one.
"""
import os
import random
import subprocess

import gateway
import milter
import milterclient
from measure import ROUNDS, WorkerPeak, pairs, row, sevenzip_test

MIB = 1 << 20


def rows_of_text(size):
    """A table of made-up people of so many bytes: about as compressible as a real one."""
    numbers = random.Random(20261123)
    letters = "aaabcdeeefghiijklmnnoooprrssttuvwz"
    out, length = [], 0
    while length < size:
        first, last = ("".join(numbers.choices(letters, k=k)) for k in (7, 9))
        line = f"{first};{last};Kerkstraat {numbers.randrange(999)}, {numbers.randrange(1000, 9999)} Gent\r\n"
        out.append(line)
        length += len(line)
    return "".join(out)[:size]


# what it is, bytes of the document, times a round, whether the limits must be raised
SIZES = (("2 KB", 1400, 200, False), ("the shipped limits", 262144, 10, False), ("20 MB", 60 * MIB, 1, True))


def timed(path, name, times):
    """Rows of one archive: processor time of the gate against 7-Zip and against the floor."""
    rounds = min(ROUNDS, 3) if times == 1 else ROUNDS
    sevenzip = [sevenzip_test(path, min(times, 10))[0] for _ in range(rounds)]
    done = subprocess.run([milter.BUILD + "/bench/archive-gate", path, milter.PASSPHRASE, str(rounds), str(times)],
                          check=True, stdout=subprocess.PIPE)
    lines = [[float(x) for x in line.split()] for line in done.stdout.decode().splitlines()]
    gate, floor = [x[0] for x in lines], [x[1] for x in lines]
    pairs(f"`7zz t`, {name}", gate, sevenzip, "ms", 1000)
    pairs(f"the floor, {name}", gate, floor, "ms", 1000)


def peak(folder, data, name, raised):
    """The highest memory of a worker that judges a mail with this archive, against what its bounds allow."""
    limits = {"max_message_bytes": 64 * MIB, "archive": {"max_unpacked_bytes": 64 * MIB}} if raised else {}
    unpacked = 64 * MIB if raised else 262144
    message = gateway.mails.build("thunderbird", data)
    os.makedirs(folder)
    m = milter.Milter(folder, protocol=limits, inspect_seconds=240)
    m.start()
    try:
        client = milterclient.Client(m.socket)
        with WorkerPeak(m) as worker:
            client.envelope(gateway.SENDER, [milter.SERVICE])
            client.message(message)
        client.close()
    finally:
        m.stop()
    bound = (len(message) + unpacked) / 1024 + 8 * 1024
    row(f"message + unpacked limit + 8 MB, {name}", worker.peak / bound,
        f"{worker.peak / 1024:.1f} MiB of a worker against {bound / 1024:.1f} MiB")


def gate(folder):
    made = []
    print("The archive gate, processor time, key kept, against")
    for i, (name, size, times, raised) in enumerate(SIZES):
        data = milter.archive(folder, rows_of_text(size), name="gegevens.csv")
        path = f"{folder}/archive-{i}.7z"
        with open(path, "wb") as f:
            f.write(data)
        name = f"archive of {name} ({len(data) / 1024:.0f} KiB)"
        timed(path, name, times)
        made.append((data, name, raised))
    print("Peak memory of a worker against")
    for i, (data, name, raised) in enumerate(made):
        peak(f"{folder}/peak-{i}", data, name, raised)
