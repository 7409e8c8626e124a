"""One connection of the fuzzer: sends a case's bytes, takes what comes, and judges it."""
import dataclasses
import re
import socket
import ssl
import time

BOUND_SECONDS = 15
PROBE = b"GET /_samara/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"

# What a user must never read: names of Java's and ours, and places in sources.
INSIDES = re.compile(
    rb"\bjava\.(lang|util|io|net|nio|time|math|text)\.|\bsamara\.(cloud|gateway|wire|functions|template)\.|io\.netty"
    rb"|\.java:\d+|\b(NullPointer|ClassCast|IllegalState|IllegalArgument|IndexOutOfBounds|NumberFormat|NoSuchElement"
    rb"|UnsupportedOperation|BufferUnderflow|MalformedInput|UncheckedIO|DateTimeParse|PatternSyntax)Exception"
    rb"|\b(StackOverflow|OutOfMemory|Assertion)Error|org\.apache\.velocity|com\.(fasterxml|networknt|jayway)"
    rb"|tools\.jackson|failed inside Samara")
TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
TLS.check_hostname, TLS.verify_mode = False, ssl.CERT_NONE
TLS.set_alpn_protocols(["h2"])
STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([1-5]\d\d)(?: [^\r\n]*)?\r\n")


@dataclasses.dataclass
class Case:
    """What is sent over one connection.

    `parts` are sent one by one; `open_ended` says that the server may rightly wait for more, so that the client closes
    its side; `may_fail` that 500 is a right answer (a function or template that does not work), if worded as AWS does;
    `framed` that the answers are HTTP/1.1's. Over `tls` (HTTP/2) the server must close, or answer `probe` by `done`.
    """
    kind: str
    label: str
    parts: list
    open_ended: bool = False
    may_fail: bool = False
    framed: bool = True
    forbidden: bytes = b"\0never\0"
    tls: bool = False
    probe: bytes = b""
    done: bytes = b""


@dataclasses.dataclass
class Outcome:
    statuses: list
    findings: list
    received: bytes
    seconds: float


def run(case, port):
    """Sends a case over a new connection; the outcome, with a finding for each rule that did not hold."""
    start = time.monotonic()
    received, ended = _exchange_tls(case, port) if case.tls else _exchange(case, port)
    seconds = time.monotonic() - start
    findings = [] if ended else [f"the connection hung for {seconds:.1f} s"]
    inside = INSIDES.search(received)
    if inside:
        around = received[max(0, inside.start() - 60):inside.end() + 60]
        findings.append(f"the answer shows `{inside.group(0).decode('latin-1')}` in {around!r}")
    if case.forbidden in received:
        findings.append(f"{case.forbidden!r} was answered")
    statuses = ["answered" if case.done and case.done in received else "closed"]
    if case.framed:
        statuses, complaint = statuses_of(received)
        if complaint and ended:
            findings.append(complaint)
        if any(s in (500, 502) for s in statuses) and not case.may_fail:
            findings.append("answered 500")
    return Outcome(statuses, findings, received, seconds)


def _exchange(case, port):
    received, ended = bytearray(), False
    with socket.create_connection(("127.0.0.1", port), timeout=BOUND_SECONDS) as connection:
        try:
            for part in case.parts:
                connection.sendall(part)
            if case.framed and not case.open_ended:
                connection.sendall(PROBE)
            if case.open_ended or not case.framed:
                ended = _receive(connection, received, 0.02)
                if not ended:
                    connection.shutdown(socket.SHUT_WR)
            ended = ended or _receive(connection, received, BOUND_SECONDS)
        except (ConnectionResetError, BrokenPipeError):
            # It closed while we were sending: what it had answered before may still be there.
            ended = True
            try:
                _receive(connection, received, 0.2)
            except OSError:
                pass
    return bytes(received), ended


def _exchange_tls(case, port):
    received, ended = bytearray(), False
    # What was cut short rightly waits: the probe is then a part of it.
    patience = 0.3 if case.open_ended else BOUND_SECONDS
    with socket.create_connection(("127.0.0.1", port), timeout=BOUND_SECONDS) as plain:
        try:
            with TLS.wrap_socket(plain, server_hostname="localhost") as connection:
                for part in (*case.parts, case.probe):
                    connection.sendall(part)
                end = time.monotonic() + patience
                while not ended and case.done not in received and time.monotonic() < end:
                    connection.settimeout(patience)
                    chunk = connection.recv(65536)
                    received += chunk
                    ended = not chunk
        except TimeoutError:
            pass
        except (ConnectionResetError, BrokenPipeError, ssl.SSLError):
            ended = True
    return bytes(received), ended or case.open_ended or case.done in received


def _receive(connection, received, seconds):
    """Receives until the server closes (true), or nothing comes for some seconds."""
    connection.settimeout(seconds)
    try:
        while chunk := connection.recv(65536):
            received += chunk
        return True
    except TimeoutError:
        return False


def statuses_of(received):
    """The statuses of the answers in what was received, and what is wrong with their framing, if anything is."""
    statuses, at = [], 0
    while at < len(received):
        head = STATUS_LINE.match(received, at)
        end = received.find(b"\r\n\r\n", at)
        if not head or end < 0:
            return statuses, f"no answer of HTTP begins with {received[at:at + 40]!r}"
        status = int(head.group(1))
        statuses.append(status)
        fields = received[head.end() - 2:end + 2].lower()
        length = re.search(rb"\r\ncontent-length: *(\d+)\r\n", fields)
        at = end + 4
        if status < 200 or status in (204, 304):
            continue
        if b"\r\ntransfer-encoding: chunked\r\n" in fields:
            last = received.find(b"0\r\n\r\n", at)
            if last < 0:
                return statuses, "an answer in chunks does not end"
            at = last + 5
        elif length:
            at += int(length.group(1))
            if at > len(received):
                return statuses, "an answer is shorter than it says"
        else:
            at = len(received)
    return statuses, None
