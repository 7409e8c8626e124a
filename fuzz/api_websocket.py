"""WebSocket connections: handshakes with something wrong, and frames with something wrong after a sound one."""
import json
import struct

from api_exchange import Case
from api_json import value

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
SOUND = {"Host": "127.0.0.1", "Upgrade": "websocket", "Connection": "Upgrade",
         "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"}
KEYS = ("", "short", "=" * 24, "x" * 4000, "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==", "\x00")
# Above the 32 KB of a frame and the 128 KB of a message.
LARGE = (32 * 1024, 32 * 1024 + 1, 130_000, 200_000)


def frame(opcode, payload=b"", *, final=True, masked=True, reserved=0, length=None, mask=b"\x11\x22\x33\x44"):
    """The bytes of one frame; `length` says another length than the payload has."""
    size = len(payload) if length is None else length
    bit = 0x80 if masked else 0
    head = bytes([(0x80 if final else 0) | reserved << 4 | opcode])
    if size < 126:
        head += bytes([bit | size])
    elif size < 65_536:
        head += bytes([bit | 126]) + struct.pack(">H", size)
    else:
        head += bytes([bit | 127]) + struct.pack(">Q", size)
    if not masked:
        return head + payload
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


class WebSocket:
    """Each case is one connection to the `$default` route, whose function answers each message."""

    def __init__(self, server):
        self._path = f"/_aws/execute-api/{server.outputs['Talk']}/live"

    def case(self, random, _lane):
        if random.random() < 0.25:
            return self._wrong_handshake(random)
        wrong = [self._lengths, self._opcodes, self._masks, self._fragments, self._texts, self._closes, self._controls,
                 self._large, self._noise, self._sound]
        chosen = [random.choice(wrong) for _ in range(random.randint(1, 3))]
        parts = [self._handshake(SOUND)]
        for make in chosen:
            parts += make(random)
        return Case("websocket", " ".join(make.__name__.strip("_") for make in chosen), parts, framed=False)

    def _handshake(self, fields, method="GET", version="HTTP/1.1", query=""):
        lines = [f"{method} {self._path}{query} {version}", *(f"{name}: {value}" for name, value in fields.items())]
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n"

    def _wrong_handshake(self, random):
        fields = dict(SOUND)
        name = random.choice(list(fields))
        kind = random.choice(("missing", "key", "version", "method", "old", "text", "query", "protocol"))
        more = {}
        if kind == "missing":
            del fields[name]
        elif kind == "key":
            fields["Sec-WebSocket-Key"] = random.choice(KEYS)
        elif kind == "version":
            fields["Sec-WebSocket-Version"] = random.choice(("0", "8", "14", "-1", "x", "9" * 400))
        elif kind == "method":
            more["method"] = random.choice(("POST", "HEAD", "DELETE", "BREW"))
        elif kind == "old":
            more["version"] = "HTTP/1.0"
        elif kind == "text":
            fields[name] = "\u00e9\u2028" * random.randint(1, 300)
        elif kind == "query":
            more["query"] = "?" + random.choice(("%", "%zz", "a=%00", "a" * 8000, "&&==&"))
        else:
            fields["Sec-WebSocket-Protocol"] = random.choice((",", "a,,b", "x" * 5000, "\x01"))
            fields["Sec-WebSocket-Extensions"] = random.choice(("permessage-deflate", "bogus;=;", ","))
        return Case("websocket", f"handshake {kind} {name}", [self._handshake(fields, **more)], framed=False)

    def _lengths(self, random):
        said = random.choice((0, 1, 125, 126, 65_535, 65_536, 2**31, 2**32, 2**63 - 1, 2**63, 2**64 - 1))
        return [frame(TEXT, b"abc", length=said)]

    def _opcodes(self, random):
        return [frame(random.choice((3, 4, 5, 6, 7, 11, 12, 13, 14, 15)), b"x", reserved=random.randint(0, 7))]

    def _masks(self, random):
        return [frame(TEXT, b'{"a": 1}', masked=random.random() < 0.3, reserved=random.choice((0, 0, 1, 4)))]

    def _fragments(self, random):
        pieces = [frame(random.choice((0, TEXT, BINARY)), random.randbytes(3) if random.random() < 0.3 else b"abc",
                        final=random.random() < 0.3) for _ in range(random.randint(1, 40))]
        if random.random() < 0.5:
            pieces.insert(random.randrange(len(pieces) + 1), frame(PING, b"p", final=random.random() < 0.7))
        return [b"".join(pieces)]

    def _texts(self, random):
        payload = random.choice((b"\xff", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\x00", b"", b"{", b"[" * 5000,
                                 b'{"action": ' * 2000, json.dumps(value(random, 3)).encode()))
        return [frame(random.choice((TEXT, TEXT, BINARY)), payload)]

    def _closes(self, random):
        code = random.choice((0, 999, 1000, 1004, 1005, 1006, 1015, 2999, 3000, 4999, 5000, 65_535))
        payload = random.choice((b"", b"\x03", struct.pack(">H", code), struct.pack(">H", code) + b"\xff\xfe",
                                 struct.pack(">H", code) + b"x" * 123))
        return [frame(CLOSE, payload), frame(TEXT, b"after the end")]

    def _controls(self, random):
        return [frame(random.choice((PING, PONG, CLOSE)), b"x" * random.choice((0, 125, 126, 4000)),
                      final=random.random() < 0.7)] * random.choice((1, 1, 300))

    def _large(self, random):
        size = random.choice(LARGE)
        if random.random() < 0.5:
            return [frame(TEXT, b"x" * size)]
        return [frame(TEXT if i == 0 else 0, b"x" * 30_000, final=False) for i in range(size // 30_000 + 1)]

    def _noise(self, random):
        return [random.randbytes(random.randint(1, 400))]

    def _sound(self, random):
        return [frame(TEXT, json.dumps({"action": "say", "n": random.randint(0, 9)}).encode())]
