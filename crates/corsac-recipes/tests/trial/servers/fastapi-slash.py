from fastapi import FastAPI

app = FastAPI()


@app.api_route("/items", methods=["GET", "PUT"])
def items():
    return {"method": "PUT"}


@part 1@

if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, host="127.0.0.1", port=@port@, log_level="critical")
