"""A server that speaks as much of Trino's protocol as its Python client needs, with SQLite behind it."""

from __future__ import annotations

import json
import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class TrinoServer:
    """Schemas bronze, silver and gold are there; fill them through `execute`."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._lock = threading.Lock()
        for schema in ("bronze", "silver", "gold"):
            self.execute(f"attach ':memory:' as {schema}")
        self.queries: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                sql = self.rfile.read(int(self.headers["Content-Length"])).decode()
                body = json.dumps(server.answer(sql)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def execute(self, sql: str) -> list[tuple]:
        with self._lock:
            return self._database.execute(sql).fetchall()

    def answer(self, sql: str) -> dict[str, object]:
        self.queries.append(sql)
        base: dict[str, object] = {"id": f"q{len(self.queries)}", "infoUri": "http://localhost/ui"}
        try:
            rows = self.execute(sql)
        except sqlite3.Error as e:
            kind = "TABLE_NOT_FOUND" if "no such table" in str(e) else "SYNTAX_ERROR"
            error = {"message": str(e), "errorCode": 1, "errorName": kind, "errorType": "USER_ERROR", "failureInfo": {}}
            return base | {"stats": {"state": "FAILED"}, "error": error}
        bigint = {"rawType": "bigint", "arguments": [], "typeArguments": [], "literalArguments": []}
        column = {"name": "_col0", "type": "bigint", "typeSignature": bigint}
        return base | {"stats": {"state": "FINISHED"}, "columns": [column], "data": [list(row) for row in rows]}

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
