"""Malformed HTTP/2, over TLS as clients speak it: frames, header blocks, streams, floods, cut handshakes."""
import struct

from api_exchange import Case

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = range(10)
END_STREAM, END_HEADERS, PADDED, WITH_PRIORITY = 1, 4, 8, 32
PROBE = b"samara??"


def frame(kind, flags=0, stream=0, payload=b"", length=None):
    return struct.pack(">I", len(payload) if length is None else length)[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def literal(name, value):
    """A header that is not indexed, without Huffman's coding."""
    def text(raw):
        raw = raw if isinstance(raw, bytes) else raw.encode()
        if len(raw) < 127:
            return bytes([len(raw)]) + raw
        rest, out = len(raw) - 127, [127]
        while rest >= 128:
            out.append(rest % 128 + 128)
            rest //= 128
        return bytes(out + [rest]) + raw
    return b"\0" + text(name) + text(value)


class Http2:
    """Makes cases for the deployed stages of a server."""

    def __init__(self, server):
        self._target = f"/_aws/execute-api/{server.outputs['Rest']}/v1"
        self._host = f"127.0.0.1:{server.port}"

    def case(self, random, _lane):
        if random.random() < 0.05:
            hello = b"\x16\x03\x01" + struct.pack(">H", random.randint(0, 600)) + random.randbytes(random.randint(0, 600))
            return Case("http2", "cut handshake", [hello], open_ended=True, framed=False)
        make = random.choice((self._headers, self._headers, self._settings, self._streams, self._flood, self._blocks, self._body,
                              self._noise))
        whole = random.random() < 0.95
        parts = [PREFACE, frame(SETTINGS)] if whole else [PREFACE[:random.randrange(24)]]
        parts += make(random)
        return Case("http2", make.__name__.strip("_"), parts, framed=False, may_fail=True, tls=True,
                    open_ended=not whole or make == self._noise,
                    probe=frame(PING, 0, 0, PROBE), done=frame(PING, 1, 0, PROBE))

    def _block(self, path=None, method="GET", more=()):
        fields = [(":method", method), (":scheme", "https"), (":authority", self._host), (":path", path or self._target + "/mock"), *more]
        return b"".join(literal(*field) for field in fields)

    def _headers(self, random):
        odd = random.choice((
            (("Upper", "case"),), (("connection", "keep-alive"),), (("transfer-encoding", "chunked"),), ((":path", "/again"),),
            ((":unknown", "x"),), (("te", "gzip"),), (("x", b"\0\r\n"),), (("x", b"\xff" * 300),), (("", "x"),), (("x" * 70_000, "y"),),
            (("content-length", "5"),), (("content-length", "-1"),), (("host", "evil.example"),), (("a b", "c"),), (("cookie", ""),) * 200,
            (("x", "a\r\nInjected: 1"),), ()))
        block = random.choice((
            lambda: self._block(more=odd), lambda: self._block(more=odd)[7:], lambda: literal("x", "y") + self._block(),
            lambda: self._block(path=random.choice(("", "*", "no-slash", "/%zz", "http://a/b", "/" + "a" * 30_000, "/\0", "/é"))),
            lambda: self._block(method=random.choice(("", "get", "G T", "CONNECT", "PRI", "A" * 5000)))))()
        parts = []
        while len(block) > 16_000:
            parts.append(block[:16_000])
            block = block[16_000:]
        parts.append(block)
        frames = [frame(HEADERS if n == 0 else CONTINUATION, (END_STREAM if n == 0 else 0)
                        | (END_HEADERS if n == len(parts) - 1 else 0), 1, part) for n, part in enumerate(parts)]
        return frames

    def _settings(self, random):
        pairs = b"".join(struct.pack(">HI", random.choice((1, 2, 3, 4, 5, 6, 8, 99)), random.choice(
            (0, 1, 2, 16383, 16384, 2**24, 2**31 - 1, 2**31, 2**32 - 1))) for _ in range(random.randint(1, 40)))
        return [random.choice((frame(SETTINGS, 0, 0, pairs), frame(SETTINGS, 1, 0, pairs), frame(SETTINGS, 0, 1, pairs),
                               frame(SETTINGS, 0, 0, pairs[:-1]))),
                frame(HEADERS, END_STREAM | END_HEADERS, 1, self._block())]

    def _streams(self, random):
        head = self._block()
        return [random.choice((
            frame(HEADERS, END_STREAM | END_HEADERS, random.choice((0, 2, 2**31 - 1, 2**31)), head), frame(DATA, END_STREAM, 1, b"x"),
            frame(RST_STREAM, 0, random.choice((0, 1, 7)), b"\0\0\0\0"), frame(WINDOW_UPDATE, 0, random.choice((0, 1)), b"\0\0\0\0"),
            frame(WINDOW_UPDATE, 0, 0, b"\x7f\xff\xff\xff") * 3, frame(PUSH_PROMISE, END_HEADERS, 1, b"\0\0\0\2" + head),
            frame(PRIORITY, 0, 1, b"\0\0\0\1\0"), frame(CONTINUATION, END_HEADERS, 1, head), frame(200, 255, 3, b"unknown"),
            frame(PING, 0, 0, b"short"), frame(GOAWAY, 0, 0, b"\0" * 8), frame(HEADERS, END_HEADERS | PADDED, 1, b"\xff" + head),
            frame(HEADERS, END_STREAM | END_HEADERS | WITH_PRIORITY, 1, b"\0\0\0\1\0" + head),
            frame(HEADERS, END_STREAM | END_HEADERS, 3, head) + frame(HEADERS, END_STREAM | END_HEADERS, 1, head)))
            for _ in range(random.randint(1, 4))]

    def _flood(self, random):
        count = random.randint(50, 400)
        kind = random.randrange(5)
        if kind == 0:
            return [frame(PING, 0, 0, b"12345678") * count]
        if kind == 1:
            return [frame(SETTINGS) * count]
        if kind == 2:
            return [b"".join(frame(HEADERS, END_STREAM | END_HEADERS, 1 + 2 * n, self._block()) + frame(RST_STREAM, 0, 1 + 2 * n, b"\0\0\0\x08")
                             for n in range(count))]
        if kind == 3:
            return [frame(HEADERS, 0, 1, self._block()) + frame(CONTINUATION, 0, 1, literal("x", "y" * 50)) * count]
        return [b"".join(frame(HEADERS, END_STREAM | END_HEADERS, 1 + 2 * n, self._block()) for n in range(count))]

    def _blocks(self, random):
        block = random.choice((
            b"\xff" * 20, b"\x80", b"\xbf\xff\xff\xff\xff\x0f", b"\x3f\xff\xff\xff\xff\x0f", b"\x00\x8a" + random.randbytes(10), b"\x40", b"",
            random.randbytes(random.randint(1, 300)), self._block()[:random.randint(1, 40)], b"\x82\x87\x84\x41" + b"\x8a" + b"\xff" * 10))
        return [frame(HEADERS, END_STREAM | END_HEADERS, 1, block)]

    def _body(self, random):
        size = random.choice((0, 5, 16_000, 60_000))
        head = self._block(self._target + random.choice(("/things", "/echo/a", "/function")), "POST",
                           (("content-length", str(random.choice((size, size + 1, 0, 2**40)))), ("content-type", "application/json")))
        parts = [frame(HEADERS, END_HEADERS, 1, head)]
        parts += [frame(DATA, 0, 1, random.randbytes(min(16_000, size))) for _ in range(max(1, size // 16_000))]
        parts.append(random.choice((frame(DATA, END_STREAM, 1, b""), frame(RST_STREAM, 0, 1, b"\0\0\0\x08"), b"",
                                    frame(HEADERS, END_STREAM | END_HEADERS, 1, literal("trailer", "x")),
                                    frame(HEADERS, END_STREAM | END_HEADERS, 1, literal(":path", "/x")),
                                    frame(DATA, END_STREAM | PADDED, 1, b"\xff"))))
        return parts

    def _noise(self, random):
        return [random.choice((random.randbytes(random.randint(9, 400)), frame(random.randrange(12), random.randrange(256), random.randrange(5),
                               random.randbytes(random.randrange(60))), frame(DATA, 0, 1, b"", length=2**24 - 1)))]
