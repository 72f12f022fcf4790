"""Stands before MinIO and lets everything through; of some PUTs it drops the answer, once MinIO has stored the object.

Runs in a container of the stack. Says on stdout which answers it dropped.

Arguments: MinIO's host and port, the part of PUTs that are no commits, between 0 and 1, and the seed of the choice.
"""

import http.client
import http.server
import itertools
import random
import socket
import sys
import threading

HOST, PORT, PART, SEED = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
# Between two connections: what is said there is not for the next.
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "expect"}

chance = random.Random(SEED)
commits = itertools.count()
turn = threading.Lock()


def is_dropped(path: str) -> bool:
    """Of commits, which are what it is about and few beside the rest, every other one, beginning with the first."""
    with turn:
        return next(commits) % 2 == 0 if "/_delta_log/" in path else chance.random() < PART


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        upstream = http.client.HTTPConnection(HOST, PORT, timeout=60)
        # Host and all else stay as they were signed.
        upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in HOP_BY_HOP:
                upstream.putheader(name, value)
        upstream.endheaders(body)
        answer = upstream.getresponse()
        content = answer.read()
        upstream.close()
        if self.command == "PUT" and answer.status == 200 and is_dropped(self.path):
            print("dropped", self.path, flush=True)
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP | {"content-length"}:
                self.send_header(name, value)
        # What a HEAD says of a length is not that of its own body.
        length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(content))
        if length is not None and answer.status not in (204, 304):
            self.send_header("Content-Length", length)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = forward

    def log_message(self, *_) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_) -> None:
        # A client went away.
        pass


Server(("", 9000), Proxy).serve_forever()
