from flask import Flask, jsonify, request

app = Flask(__name__)
@broken@ from flask_cors import CORS
@broken@ CORS(app, origins=["https://app.example.com"], allow_headers=["authorization"])
@mended part 1@


@app.before_request
def login():
    if request.headers.get("Authorization") != "Bearer 1":
        return jsonify(error="who are you?"), 401


@app.route("/items", methods=["GET", "PUT"])
def items():
    return jsonify(method=request.method)


@unheeded part 1@

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=@port@)
