"""The MTA's side of the milter protocol, packet by packet: for benchmarks without an MTA, and for packets that no MTA sends."""
import socket
import struct

ADD_HEADERS, CHANGE_HEADERS, SET_SYMBOLS = 0x01, 0x10, 0x100
ALL_STEPS = 0x1FFFFF
NO_CONNECT, NO_HELO, NO_EOH, SKIP, LEADING_SPACE = 0x01, 0x02, 0x40, 0x400, 0x100000


class Client:
    """One session. Answers are (letter, data); the last data is kept in .data too."""

    def __init__(self, path, actions=0x1FF, steps=ALL_STEPS):
        if path.startswith("inet:"):
            port, host = path[5:].split("@")
            self.socket = socket.create_connection((host, int(port)), 60)
        else:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(60)
            self.socket.connect(path.removeprefix("unix:"))
        self.send(b"O", struct.pack(">III", 6, actions, steps))
        letter, data = self.receive()
        if letter != b"O":
            raise ConnectionError(f"negotiation answered {letter}")
        self.version, self.actions, self.steps = struct.unpack(">III", data[:12])

    def send(self, command, data=b""):
        self.socket.sendall(struct.pack(">I", len(data) + 1) + command + data)

    def receive(self):
        head = self._exactly(4)
        data = self._exactly(struct.unpack(">I", head)[0])
        return data[:1], data[1:]

    def _exactly(self, count):
        out = b""
        while len(out) < count:
            piece = self.socket.recv(count - len(out))
            if not piece:
                raise ConnectionError("the filter hung up")
            out += piece
        return out

    def ask(self, command, data=b""):
        """Sends, and gives the answer after any progress."""
        self.send(command, data)
        letter, data = self.receive()
        while letter == b"p":
            letter, data = self.receive()
        self.data = data
        return letter, data

    def macros(self, command, **values):
        self.send(b"D", command + b"".join(k.encode() + b"\0" + v.encode() + b"\0"
                                           for k, v in values.items()))

    def envelope(self, sender, recipients, queue_id="A1B2C3D4E5"):
        """MAIL, RCPT and DATA; the answer to DATA."""
        letter, _ = self.ask(b"M", f"<{sender}>".encode() + b"\0")
        for recipient in recipients:
            self.macros(b"R", **{"{rcpt_addr}": recipient})
            letter, _ = self.ask(b"R", f"<{recipient}>".encode() + b"\0")
            if letter != b"c":
                return letter
        self.macros(b"T", i=queue_id)
        return self.ask(b"T")[0]

    def message(self, message, queue_id="A1B2C3D4E5"):
        """Header, body and end; (answer, its data, changes asked for before it)."""
        head, _, body = message.partition(b"\r\n\r\n")
        for line in head.replace(b"\r\n\t", b"\n\t").replace(b"\r\n ", b"\n ").split(b"\r\n"):
            name, _, value = line.partition(b":")
            if not self.steps & LEADING_SPACE:
                value = value.lstrip(b" ")
            letter, data = self.ask(b"L", name + b"\0" + value + b"\0")
            if letter != b"c":
                return letter, data, []
        if not self.steps & NO_EOH:
            letter, data = self.ask(b"N")
            if letter != b"c":
                return letter, data, []
        for start in range(0, len(body), 65535):
            letter, data = self.ask(b"B", body[start:start + 65535])
            if letter == b"s":
                break
            if letter != b"c":
                return letter, data, []
        self.macros(b"E", i=queue_id)
        changes = []
        letter, data = self.ask(b"E")
        while letter in (b"h", b"i", b"m", b"p"):
            changes.append((letter, data))
            letter, data = self.receive()
        return letter, data, changes

    def abort(self):
        self.send(b"A")

    def close(self):
        try:
            self.send(b"Q")
        except OSError:
            pass
        self.socket.close()
