"""Documents that are ZIP packages, as tests/fixtures has them, and what can be put into one that should not be there."""
import io
import os
import struct
import time
import zipfile
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIXTURES = ROOT + "/tests/fixtures"
HIDDEN, MORE = "content-hidden", "field-not-permitted"


def fixture(name):
    with open(f"{FIXTURES}/{name}", "rb") as f:
        return f.read()


def edited(data, *edits):
    """The package after edits (part, find, put): the first find replaced; without one, a part more of that content."""
    waiting, out = list(edits), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            for edit in [e for e in waiting if e[0] == info.filename]:
                find, put = (text.encode() for text in edit[1:])
                assert find in content, f"{edit[0]} holds no {edit[1]}"
                content = content.replace(find, put, 1)
                waiting.remove(edit)
            new.writestr(zipfile.ZipInfo(info.filename, info.date_time), content, info.compress_type)
        for part, find, put in waiting:
            assert find is None, f"there is no part {part}"
            new.writestr(part, put, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def between_records(data):
    """Text between the first two records of a ZIP file, with every offset moved along."""
    extra = b"Jan Peeters heeft schulden"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        second = sorted(i.header_offset for i in package.infolist())[1]
        directory = package.start_dir
    moved = bytearray(data[:second] + extra + data[second:])
    at = directory + len(extra)
    while moved[at:at + 4] == b"PK\x01\x02":
        sizes = struct.unpack_from("<3H", moved, at + 28)
        offset, = struct.unpack_from("<I", moved, at + 42)
        struct.pack_into("<I", moved, at + 42, offset + len(extra) * (offset >= second))
        at += 46 + sum(sizes)
    struct.pack_into("<I", moved, at + 16, directory + len(extra))
    return bytes(moved)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_text_chunk(data, part):
    """The picture of that name with a comment in it: PNG, section 11.3.4 (chunk tEXt)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == part:
                end = content.rindex(chunk(b"IEND", b""))
                content = content[:end] + chunk(b"tEXt", b"Comment\0Jan Peeters heeft schulden") + content[end:]
            new.writestr(zipfile.ZipInfo(info.filename, info.date_time), content, info.compress_type)
    assert b"tEXt" in zipfile.ZipFile(out).read(part)
    return out.getvalue()


def with_folder(data, name):
    """The package with an entry more for an empty folder of that name."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(zipfile.ZipInfo(name + "/"), b"")
    return out.getvalue()


def with_name(data, part, name):
    """The package with another name for the part, wherever it is told (in the same folder)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = old.read(info).replace(part.rsplit("/", 1)[1].encode(), name.rsplit("/", 1)[1].encode())
            new.writestr(zipfile.ZipInfo(info.filename.replace(part, name), info.date_time), content, info.compress_type)
    return out.getvalue()


def saved_again(data, part):
    """The package as a program leaves it that writes that part anew, today, and keeps all others as they were."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            moment = time.localtime()[:6] if info.filename == part else info.date_time
            new.writestr(zipfile.ZipInfo(info.filename, moment), old.read(info), info.compress_type)
    return out.getvalue()


def changed(extension, base, changes):
    """A case of documents.py for each (name, finding, edit...) of a table."""
    data = fixture(base)
    return [(f"{base}, {name}", extension, edited(data, *edits), finding) for name, finding, *edits in changes]


def packages(extension, base, changes):
    """The same, and what every ZIP file can have more than it should."""
    data = fixture(base)
    return [*changed(extension, base, changes),
            (f"{base}, orphan entry", extension, edited(data, ("nota.txt", None, "heeft schulden")), HIDDEN),
            (f"{base}, data between its records", extension, between_records(data), HIDDEN),
            (f"{base}, data behind its end", extension, data + b"heeft schulden", HIDDEN)]
