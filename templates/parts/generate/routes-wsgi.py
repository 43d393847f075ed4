"""{{program}} with the routes of the platform: /ping and /invocations."""

import importlib

# Its own routes that they lead to; None for /ping means that it is answered here.
PING = {{ping}}
INVOCATIONS = {{invocations}}

inner = importlib.import_module({{module}}).{{object}}


def app(environ, start_response):
    path = environ.get("PATH_INFO")
    if path == "/ping" and PING is None:
        start_response("200 OK", [("Content-Length", "0")])
        return []
    target = {"/ping": PING, "/invocations": INVOCATIONS}.get(path)
    return inner(environ if target is None else {**environ, "PATH_INFO": target}, start_response)
