"""{{program}} with the routes of the platform: /ping and /invocations."""

import importlib

# Its own routes that they lead to; None for /ping means that it is answered here.
PING = {{ping}}
INVOCATIONS = {{invocations}}

inner = importlib.import_module({{module}}).{{object}}


async def app(scope, receive, send):
    path = scope.get("path")
    if path == "/ping" and PING is None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})
        return
    target = {"/ping": PING, "/invocations": INVOCATIONS}.get(path)
    if target is not None:
        scope = {**scope, "path": target, "raw_path": target.encode()}
    await inner(scope, receive, send)
