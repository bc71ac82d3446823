from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()
@not mended@ app.add_middleware(
@not mended@     CORSMiddleware,
@not mended@     allow_origins=["https://app.example.com"],
@not mended@     allow_headers=["authorization"],
@not mended@ )


@app.middleware("http")
async def login(request: Request, call_next):
    if request.headers.get("authorization") != "Bearer 1":
        return JSONResponse({"error": "who are you?"}, status_code=401)
    return await call_next(request)


@app.get("/items")
def items():
    return {"method": "GET"}


@mended part 1@

if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, host="127.0.0.1", port=@port@, log_level="critical")
