"""Small mail servers of the tests' own: one takes letters (SMTP), one holds those that came back (IMAP)."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Smtp(socketserver.StreamRequestHandler):
    """Takes each letter, but for mailboxes of the server's `refused` (address → answer), and of `silent`: no answer."""

    def handle(self) -> None:
        self._say("220 test")
        for raw in self.rfile:
            line = raw.decode().strip()
            verb = line.split(":")[0].split(" ")[0].upper()
            if verb == "QUIT":
                self._say("221 bye")
                return
            if verb == "RCPT":
                self._recipient(line.partition("<")[2].partition(">")[0])
            elif verb == "DATA":
                self._data()
            else:
                self._say("250 ok")

    def _recipient(self, address: str) -> None:
        if address in self.server.silent:
            self.server.ended.wait(timeout=30)
        self._say(self.server.refused.get(address, "250 ok"))

    def _data(self) -> None:
        self._say("354 go on")
        lines = []
        for raw in self.rfile:
            if raw == b".\r\n":
                break
            lines.append(raw)
        self.server.taken.append(b"".join(lines))
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Imap(socketserver.StreamRequestHandler):
    """One folder, INBOX, with the server's `mails`; a number in `read` was marked as read."""

    def handle(self) -> None:
        self._say("* OK test")
        for raw in self.rfile:
            tag, verb, *rest = raw.decode().split()
            if verb == "LOGIN" and rest[1].strip('"') != self.server.password:
                self._say(f"{tag} NO [AUTHENTICATIONFAILED] wrong password")
                continue
            getattr(self, f"on_{verb.lower()}", lambda rest: None)(rest)
            self._say(f"{tag} OK {verb} done")
            if verb == "LOGOUT":
                return

    def on_capability(self, rest: list[str]) -> None:
        self._say("* CAPABILITY IMAP4rev1")

    def on_select(self, rest: list[str]) -> None:
        self._say(f"* {len(self.server.mails)} EXISTS")

    def on_search(self, rest: list[str]) -> None:
        unread = [str(n) for n in range(1, len(self.server.mails) + 1) if n not in self.server.read]
        self._say(f"* SEARCH {' '.join(unread)}")

    def on_fetch(self, rest: list[str]) -> None:
        mail = self.server.mails[int(rest[0]) - 1]
        self.wfile.write(f"* {rest[0]} FETCH (BODY[] {{{len(mail)}}}\r\n".encode() + mail + b")\r\n")

    def on_store(self, rest: list[str]) -> None:
        self.server.read.add(int(rest[0]))

    def on_logout(self, rest: list[str]) -> None:
        self._say("* BYE")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads, block_on_close = True, True, False
    address_family = socket.AF_INET

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)
        self.taken: list[bytes] = []
        self.refused: dict[str, str] = {}
        self.silent: set[str] = set()
        self.mails: list[bytes] = []
        self.read: set[int] = set()
        self.password = "mat-khau"
        self.ended = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]


@contextmanager
def running(handler) -> Iterator[_Server]:
    server = _Server(handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()


def smtp():
    return running(_Smtp)


def imap():
    return running(_Imap)
