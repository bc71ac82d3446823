from flask import Flask, jsonify, request

app = Flask(__name__)


@not mended@ @app.after_request
@not mended@ def own(response):
@not mended@     response.headers.add("Access-Control-Allow-Origin", "*")
@not mended@     return response


@broken@ from flask_cors import CORS
@broken@ CORS(app, origins=["https://app.example.com"])
@part 1@


@app.route("/items")
def items():
    return jsonify(method=request.method)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=@port@)
