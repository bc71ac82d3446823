"""A small FastAPI application on a free port of 127.0.0.1, for the tests to call.

CORSAC_CORS, when set, is a JSON object: the arguments of FastAPI's own CORSMiddleware. Without it the
application is bare. It prints "listening on PORT" once its port is open.
"""

import json
import os
import socket

import uvicorn
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()


@app.get("/")
async def root():
    return {"service": "notes"}


@app.api_route("/items/", methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
async def items(request: Request):
    """Tells the method that arrived; /items is redirected here by FastAPI itself, with a 307."""
    return {"method": request.method}


@app.get("/login")
async def login(response: Response):
    """Starts a session whose cookie may travel with cross-site requests."""
    response.set_cookie("session", "alice", samesite="none", secure=True, httponly=True)
    return {"user": "alice"}


@app.get("/me")
async def me(request: Request):
    """Tells who is logged in."""
    return {"user": request.cookies.get("session")}


@app.get("/refused")
async def refused():
    """An answer of the application's own that is an error."""
    raise HTTPException(status_code=403, detail="not for you")


@app.get("/broken")
async def broken():
    """A mistake in the application: FastAPI answers 500 outside of every middleware."""
    raise RuntimeError("broken on purpose")


if settings := os.environ.get("CORSAC_CORS"):
    app.add_middleware(CORSMiddleware, **json.loads(settings))

if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"listening on {listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
