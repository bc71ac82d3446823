from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()


@app.get("/broken")
def broken():
    raise RuntimeError("broken on purpose")


@not mended@ app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])
@mended part 1@

if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, host="127.0.0.1", port=@port@, log_level="critical")
