const express = require("express");
const app = express();
@broken@ app.use(require("cors")({ origin: ["https://app.example.com"] }));
@part 1@
app.all("/items", (request, response) => {
  @not mended@ response.append("Access-Control-Allow-Origin", "*");
  response.json({ method: request.method });
});
app.listen(@port@, "127.0.0.1");
