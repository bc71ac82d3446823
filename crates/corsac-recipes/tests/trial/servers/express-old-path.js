const express = require("express");
const app = express();
@mended part 1@
app.all("/old", (request, response) => response.redirect(308, "/items"));
@unheeded part 1@
@broken@ app.use(require("cors")({ origin: ["https://app.example.com"] }));
app.all("/items", (request, response) => response.json({ method: request.method }));
app.listen(@port@, "127.0.0.1");
