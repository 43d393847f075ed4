"""The server's two routes. Predictions run in threads, so that /ping answers while one is made."""

import json
import os
from pathlib import Path

from algorithm import BadRow, Model, parse_rows
from fastapi import Body, FastAPI, Header, HTTPException, Response
{{#streaming=yes}}
from fastapi.responses import StreamingResponse
{{/streaming=yes}}

BASE = Path(os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml"))
model = Model.from_json((BASE / "model/model.json").read_text())
app = FastAPI(openapi_url=None)


# Not in a thread: all of them may be at work.
@app.get("/ping")
async def ping():
    return Response()


@app.post("/invocations")
def invocations(body: bytes = Body(b""), content_type: str = Header("text/csv"), accept: str = Header("text/csv")):
    if media_type(content_type) != "text/csv":
        raise HTTPException(415, f"content type {content_type} is not supported, send text/csv")
    try:
        rows = parse_rows(body.decode("utf-8"), model.columns)
    except (BadRow, UnicodeDecodeError) as error:
        raise HTTPException(400, str(error)) from error
    if not rows:
        raise HTTPException(400, "the body holds no row")
    predictions = (round(model.predict(row), 3) for row in rows)
{{#streaming=yes}}
    if media_type(accept) == "application/jsonlines":
        # Sent line by line: InvokeEndpointWithResponseStream hands each part on as it comes.
        return StreamingResponse((json.dumps(one) + "\n" for one in predictions), media_type="application/jsonlines")
{{/streaming=yes}}
    if media_type(accept) == "application/json":
        return Response(json.dumps({"predictions": list(predictions)}) + "\n", media_type="application/json")
    # A Content-Type with a charset would be another one for the next container of a pipeline.
    return Response("".join(f"{one}\n" for one in predictions), headers={"Content-Type": "text/csv"})


def media_type(value):
    return value.split(";")[0].strip().lower()
