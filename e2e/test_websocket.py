"""`samara up examples/websocket-chat`: people who talk over a WebSocket API."""
import base64
import json
import os
import socket
import struct
import unittest
from urllib.parse import urlsplit

from harness import AppTest, Up, eventually


class Client:
    """As little of RFC 6455 as a test needs."""

    def __init__(self, url):
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=60)
        self.file = self.socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((
            f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.status = int(self.file.readline().split()[1])
        while self.file.readline().strip():
            pass

    def frame(self, opcode, payload):
        mask = os.urandom(4)
        masked = bytes(b ^ mask[i % 4] for i, b in enumerate(payload))
        self.socket.sendall(bytes([0x80 | opcode, 0x80 | len(payload)]) + mask + masked)

    def say(self, **message):
        self.frame(1, json.dumps(message).encode())

    def hear(self):
        """The next message, or `("closed", code)`."""
        opcode, length = self.file.read(2)
        if length == 126:
            length = struct.unpack(">H", self.file.read(2))[0]
        payload = self.file.read(length)
        if opcode & 15 == 8:
            return "closed", struct.unpack(">H", payload[:2])[0]
        return json.loads(payload)

    def leave(self):
        self.frame(8, struct.pack(">H", 1000))
        self.file.close()
        self.socket.close()


class WebSocketTest(AppTest):
    example = "websocket-chat"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.up = Up(cls.app)
        cls.addClassCleanup(cls.up.end)
        cls.up.wait_for(r"Watching .* for changes")

    def setUp(self):
        self.stage = self.up.wait_for(r"Url +(ws://127.0.0.1:\d+/_aws/execute-api/\w+/live)").group(1)

    def join(self, name):
        client = Client(f"{self.stage}?name={name}")
        self.assertEqual(101, client.status)
        return client

    def who(self, client):
        client.say(action="who")
        return client.hear()["who"]

    def test_people_talk_and_leave(self):
        ada, bob = self.join("ada"), self.join("bob")
        ada.say(action="say", text="hello")
        for client in (ada, bob):
            self.assertEqual({"from": "ada", "text": "hello"}, client.hear())
        self.assertEqual(["ada", "bob"], self.who(ada))
        bob.leave()
        eventually(lambda: self.who(ada) == ["ada"], "bob's leaving")
        ada.leave()

    def test_who_has_no_name_may_not_come_in(self):
        self.assertEqual(400, Client(self.stage + "?").status)

    def test_nonsense_is_answered_and_keeps_the_connection(self):
        client = self.join("eve")
        client.frame(1, b"no json")
        self.assertEqual("Forbidden", client.hear()["message"])
        self.assertIn("eve", self.who(client))
        client.frame(2, b"\x00")
        self.assertEqual(("closed", 1003), client.hear())


if __name__ == "__main__":
    unittest.main()
