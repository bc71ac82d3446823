from flask import Flask, jsonify, request

app = Flask(__name__)
@part 1@


@app.route("/items/", methods=["GET", "PUT"])
def items():
    return jsonify(method=request.method)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=@port@)
