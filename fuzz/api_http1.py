"""Malformed HTTP/1.1: request lines, headers, framing, smuggling, percent-encoding, Expect, pipelining."""
import json

from api_exchange import Case
from api_json import nested, value

PATHS = ("/mock", "/echo/a", "/things", "/function", "/guarded", "/signed", "/nowhere", "/hidden")
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")
ODD_BYTES = (b"\0", b"\r", b"\n", b"\t", b"\x0b", b"\x7f", b"\x80", b"\xff", b"\xc3\x28", b" ", b":", b",", b";", b"\"", b"\\")
ENCODINGS = ("%", "%%", "%2", "%zz", "%00", "%2e%2e%2f", "%2f", "%5c", "%c0%af", "%ff%fe", "%u0041", "..", "//", "|", "{",
             "}", "+", "é", "\\", "^", "`", "<", ";a=b", "%0d%0aX-Injected: 1", "%e2%80%ae")
NUMBERS = ("-1", "0", "+5", "5,5", "5, 6", "0x5", "1e3", "99999999999999999999", "9223372036854775807", "5 ", "", "five", "٥")


class Http1:
    """Makes cases for the deployed stages of a server."""

    def __init__(self, server):
        self._host = f"127.0.0.1:{server.port}"
        self._stages = [f"/_aws/execute-api/{server.outputs['Rest']}/v1", f"/_aws/execute-api/{server.outputs['Http']}"]
        self._names = [f"{server.outputs['Rest']}.execute-api.localhost:{server.port}",
                       f"{server.outputs['Http']}.execute-api.us-east-1.amazonaws.com",
                       server.outputs["FunctionUrl"].split("/")[2]]

    def case(self, random, _lane):
        make = random.choice((
            self.request_line, self.header, self.header, self.huge, self.length, self.chunks, self.smuggled, self.encoded,
            self.truncated, self.expect, self.pipelined, self.body, self.host, self.noise, self.preface))
        return make(random)

    def target(self, random):
        return random.choice(self._stages) + random.choice(PATHS)

    def head(self, random, method=None, target=None, *headers):
        line = f"{method or random.choice(METHODS[:6])} {target or self.target(random)} HTTP/1.1"
        return "\r\n".join((line, f"Host: {self._host}", *headers)).encode("utf-8") + b"\r\n\r\n"

    def http1(self, label, *parts, **more):
        return Case("http1", label, list(parts), may_fail=True, **more)

    def request_line(self, random):
        target = self.target(random)
        line = random.choice((
            f"GET {target}", f"GET  {target} HTTP/1.1", f"GET {target} HTTP/9.9", f"GET {target} HTTP/1.1 more",
            f"get {target} HTTP/1.1", f"{'M' * random.randint(1, 9000)} {target} HTTP/1.1", f"GET\t{target}\tHTTP/1.1",
            f"GET http://[{target} HTTP/1.1", f"GET http://evil.example{target} HTTP/1.1", "GET * HTTP/1.1",
            "OPTIONS * HTTP/1.1", f"CONNECT {self._host} HTTP/1.1", f"GET {target[1:]} HTTP/1.1", " ", "\0", "GET",
            f"GET {target}#f HTTP/1.1", f"GET {target}? HTTP/1.1", f"GET {target}?a=b&a&=&&==c HTTP/1.1",
            f"GET {target} HTTP/1.0", f"GET {target} HTTP/0.9", f"G\u00e9T {target} HTTP/1.1", "GET ? HTTP/1.1",
            f"GET {target}?{'q=1&' * random.randint(1, 4000)} HTTP/1.1", "GET  HTTP/1.1"))
        end = random.choice((b"\r\n", b"\r\n", b"\n", b"\r"))
        return self.http1("request line", line.encode() + end + f"Host: {self._host}".encode() + end + end,
                          open_ended=True)

    def header(self, random):
        odd = random.choice(ODD_BYTES)
        name = random.choice((b"X-A", b"Content-Type", b"Accept", b"Cookie", b"Authorization", b"X-Forwarded-For",
                              b"Accept-Encoding", b"Origin", b"x-api-key", b"Connection", b"X-Amzn-Trace-Id", b"Upgrade",
                              b"X-HTTP-Method-Override", b"Range", b"If-None-Match", b"Content-Encoding", b"Date"))
        line = random.choice((
            name + odd + b": v", odd + name + b": v", name + b": " + odd + b"v", name + b" : v", b": v", name, name + b":",
            name + b": a\r\n folded", name + b": " + odd * random.randint(2, 500), b" " + name + b": v",
            name + b": a\r\n" + name + b": b", name + b": " + "\u00fc\u4e16".encode(), name + b": gzip;q=x, *;q=-1,,;",
            name + b": Bearer " + b"." * random.randint(1, 20), name + b": =;=;a", name + b": " + b"(" * 200))
        head = f"GET {self.target(random)} HTTP/1.1\r\nHost: {self._host}\r\n".encode()
        return self.http1("header", head + line + b"\r\n\r\n", open_ended=True)

    def huge(self, random):
        kind = random.randrange(4)
        if kind == 0:
            head = self.head(random, "GET", None, "X-A: " + "a" * random.randint(8000, 90_000))
        elif kind == 1:
            head = self.head(random, "GET", None, *(f"X-{n}: {n}" for n in range(random.randint(100, 7000))))
        elif kind == 2:
            head = self.head(random, "GET", self.target(random) + "/" + "a/" * random.randint(2000, 9000))
        else:
            head = self.head(random, "GET", self.target(random) + "?" + "a" * random.randint(5000, 40_000))
        return self.http1("huge head", head, open_ended=True)

    def length(self, random):
        number = random.choice(NUMBERS)
        lines = [f"Content-Length: {number}"]
        if random.random() < 0.4:
            lines.append(f"Content-Length: {random.choice(NUMBERS)}")
        return self.http1("length", self.head(random, "POST", None, *lines), b"hello", open_ended=True)

    def chunks(self, random):
        chunk = random.choice((
            b"zz\r\nabc\r\n0\r\n\r\n", b"-1\r\na\r\n0\r\n\r\n", b"3\r\nabcd\r\n0\r\n\r\n", b"3\r\nabc0\r\n\r\n",
            b"ffffffffffffffff\r\na", b"3;ext=\"a\r\nabc\r\n0\r\n\r\n", b"3 \r\nabc\r\n0\r\n\r\n", b"0\r\nTrailer: a\r\n\r\n",
            b"0\r\nbad trailer\r\n\r\n", b"3\nabc\n0\n\n", b"\r\n", b"3\r\nabc\r\n", b"0x3\r\nabc\r\n0\r\n\r\n",
            b"1\r\na\r\n" * 3000 + b"0\r\n\r\n", b"3;" + b"e" * 9000 + b"\r\nabc\r\n0\r\n\r\n",
            b"0\r\n" + b"T: " + b"t" * 70_000 + b"\r\n\r\n"))
        coding = random.choice(("chunked", "Chunked", "chunked, chunked", "gzip, chunked", "chunked, gzip", "identity",
                                "xchunked", " chunked", "chunked;q=1", ""))
        return self.http1("chunks", self.head(random, "POST", None, f"Transfer-Encoding: {coding}"), chunk,
                          open_ended=True)

    def smuggled(self, random):
        """A second request inside of what one reading of the framing takes for a body: nobody may answer it."""
        inner = f"GET {self._stages[0]}/hidden HTTP/1.1\r\nHost: {self._host}\r\n\r\n"
        chunked = f"0\r\n\r\n{inner}"
        lines, body = random.choice((
            ((f"Content-Length: {len(chunked)}", "Transfer-Encoding: chunked"), chunked),
            (("Transfer-Encoding: chunked", f"Content-Length: {len(chunked)}"), chunked),
            (("Content-Length: 0", f"Content-Length: {len(inner)}"), inner),
            ((f"Content-Length: {len(inner)}", "Content-Length: 0"), inner),
            ((f"Content-Length: {len(chunked)}", "Transfer-Encoding: chunked, identity"), chunked),
            ((f"Content-Length: {len(chunked)}", "Transfer-Encoding:\x0bchunked"), chunked),
            ((f"Content-Length: {len(chunked)}", "Transfer-Encoding : chunked"), chunked),
            ((f"Content-Length: {len(chunked)}", " Transfer-Encoding: chunked"), chunked),
            ((f"Content-Length: {len(inner)}", "X: a\rContent-Length: 0"), inner),
            ((f"Content-Length: {len(inner)}",), inner),
            (("Content-Length: 0,0", f"X-B: {len(inner)}"), inner)))
        return self.http1("smuggling", self.head(random, "POST", None, *lines), body.encode(), open_ended=True,
                          forbidden=b"SMUGGLED")

    def encoded(self, random):
        parts = "".join(random.choice(ENCODINGS) for _ in range(random.randint(1, 6)))
        target = self.target(random)
        target = target + "/" + parts if random.random() < 0.6 else target + "?" + parts + "=" + parts
        return self.http1("percent-encoding", self.head(random, None, target), open_ended=True)

    def truncated(self, random):
        whole = self.head(random, "POST", None, "Content-Length: 500", "Content-Type: application/json") + b"{" * 499
        whole = whole[:random.randint(1, len(whole))]
        cut = random.randint(0, len(whole))
        return self.http1("truncated", whole[:cut], whole[cut:], open_ended=True)

    def expect(self, random):
        expectation = random.choice(("100-continue", "100-Continue", "200-ok", "", "100-continue, 100-continue", "x"))
        length = random.choice((0, 2, 70_000))
        version_and_body = self.head(random, "POST", None, f"Expect: {expectation}", f"Content-Length: {length}")
        body = b"" if random.random() < 0.3 else b"x" * length
        return self.http1("expect", version_and_body, body, open_ended=True)

    def pipelined(self, random):
        parts = [self.head(random, "GET") for _ in range(random.randint(2, 12))]
        if random.random() < 0.5:
            parts.insert(random.randrange(len(parts)), random.choice((b"\r\n", b"\r\n\r\n", b"junk\r\n\r\n", b"\0")))
        return self.http1("pipelined", b"".join(parts), open_ended=True)

    def body(self, random):
        """A whole request with a body that is no JSON, or JSON that nobody expects."""
        text = random.choice((
            lambda: json.dumps(value(random, 4)).encode("utf-8", "surrogatepass"),
            lambda: nested(random.choice((10, 500, 5000, 60_000))), lambda: random.randbytes(random.randint(0, 4000)),
            lambda: b"\xff\xfe{}", lambda: b'{"id": "a"', lambda: b'{"id": "a"} {"id": "b"}', lambda: b'{"id": NaN}',
            lambda: b'{"id": "a", "id": "b"}', lambda: b'{"id": "\\ud800"}', lambda: b'{"count": 1e999999999}',
            lambda: b'{"count": ' + b"9" * 20_000 + b"}", lambda: b'{"id": "' + b"a" * 200_000 + b'"}'))()
        kind = random.choice(("application/json", "image/png", "text/plain", "application/json; charset=utf-16", "/", "",
                              "application/x-www-form-urlencoded", "multipart/form-data", "application/json;;;=",))
        target = self._stages[0] + random.choice(("/things", "/echo/a", "/function"))
        head = self.head(random, "POST", target, f"Content-Type: {kind}", f"Content-Length: {len(text)}")
        return self.http1("body", head, text)

    def host(self, random):
        name = random.choice(self._names + ["evil.example", "", "a" * 300 + ".localhost", "[::1", "[::1]:x", "127.0.0.1:99999",
                                            "..execute-api.localhost", "x.execute-api.localhost", "localhost, localhost"])
        lines = [f"GET {random.choice(('/', '/v1/mock', '//', '/%'))} HTTP/1.1", f"Host: {name}"]
        if random.random() < 0.2:
            lines.append("Host: localhost")
        if random.random() < 0.1:
            del lines[1]
        return self.http1("host", "\r\n".join(lines).encode() + b"\r\n\r\n", open_ended=True)

    def noise(self, random):
        return self.http1("noise", random.randbytes(random.randint(1, 3000)), open_ended=True)

    def preface(self, random):
        """Other protocols at this port."""
        start = random.choice((b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
                               b"SSH-2.0-x\r\n", b"\x04\x01\x00\x50\x7f\0\0\1\0", b"EHLO x\r\n",
                               b"PROXY TCP4 1.2.3.4 127.0.0.1 1 2\r\nGET / HTTP/1.1\r\n\r\n"))
        return Case("http1", "another protocol", [start], open_ended=True, framed=False)
