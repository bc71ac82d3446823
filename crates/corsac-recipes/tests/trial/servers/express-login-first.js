const express = require("express");
const app = express();
@mended part 1@
app.use((request, response, next) => {
  if (request.headers.authorization !== "Bearer 1") return response.status(401).json({ error: "who are you?" });
  next();
});
@unheeded part 1@
@broken@ app.use(require("cors")({ origin: ["https://app.example.com"], allowedHeaders: ["authorization"] }));
app.all("/items", (request, response) => response.json({ method: request.method }));
app.listen(@port@, "127.0.0.1");
