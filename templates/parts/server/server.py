"""An HTTP server as the platform wants it, on the standard library: all interfaces, port 8080 or SAGEMAKER_BIND_TO_PORT, ends on SIGTERM."""

import os
import signal
import sys
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BASE = Path(os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml"))


class Refused(Exception):
    """An answer other than 200, with its reason for the caller."""

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


def media_type(value, default):
    """A content type without its parameters: containers before this one may add a charset."""
    return (value or default).split(";")[0].strip().lower() or default


def accepts(headers, kinds):
    """The first of these content types that the caller takes. Without an Accept it is the first one."""
    for one in (headers.get("Accept") or "*/*").split(","):
        asked = media_type(one, "*/*")
        for kind in kinds:
            if asked in (kind, "*/*", f"{kind.split('/')[0]}/*"):
                return kind
    raise Refused(406, f"answers are {' or '.join(kinds)}")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body leave in one packet; apart they cost 40 ms on a connection that is kept open.
    wbufsize = -1
    route = None

    def do_GET(self):
        self.handle_call(b"")

    def do_DELETE(self):
        self.handle_call(b"")

    def do_POST(self):
        body = self.chunks() if self.headers.get("Transfer-Encoding", "").lower() == "chunked" else None
        self.handle_call(self.rfile.read(int(self.headers.get("Content-Length") or 0)) if body is None else body)

    def chunks(self):
        body = b""
        for size in iter(lambda: int(self.rfile.readline().split(b";")[0], 16), 0):
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return body

    def handle_call(self, body):
        try:
            answer = self.route(self.command, self.path.split("?")[0], self.headers, body)
            if answer is None:
                raise Refused(404, f"there is no {self.command} {self.path.split('?')[0]}")
            self.answer(200, *answer)
        except Refused as error:
            self.answer(error.status, "text/plain; charset=utf-8", f"{error}\n")
        except Exception as error:
            traceback.print_exc()
            self.answer(500, "text/plain; charset=utf-8", f"{type(error).__name__}: see the log of the container\n")

    def answer(self, status, content_type, body):
        data = body.encode("utf-8") if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_request(self, code="-", size="-"):
        if self.path != "/ping":
            print(f"{self.command} {self.path} {int(code)}")


class Server(ThreadingHTTPServer):
    # A thread for each call: a long prediction must not keep /ping waiting.
    daemon_threads = True
    request_queue_size = 128


def serve(route):
    """Answer calls until SIGTERM. `route` gets method, path, headers and body; it gives content type and body, or None."""
    Handler.route = staticmethod(route)
    server = Server(("0.0.0.0", port()), Handler)
    # shutdown() waits for the loop that the handler interrupts, so it needs a thread of its own.
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"serving on port {server.server_port}")
    server.serve_forever(poll_interval=0.05)
    server.server_close()
    print("stopped")


def port():
    value = os.environ.get("SAGEMAKER_BIND_TO_PORT") or "8080"
    if not value.isdecimal():
        sys.exit(f"SAGEMAKER_BIND_TO_PORT is {value}, which is no port")
    return int(value)
