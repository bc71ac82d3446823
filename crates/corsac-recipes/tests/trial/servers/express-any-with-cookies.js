const express = require("express");
const app = express();
@broken@ app.use(require("cors")({ origin: "*", credentials: true }));
@part 1@
app.all("/items", (request, response) => response.json({ method: request.method }));
app.listen(@port@, "127.0.0.1");
