const express = require("express");
const app = express();
@mended part 1@
app.get("/broken", () => {
  throw new Error("broken on purpose");
});
@unheeded part 1@
@broken@ app.use(require("cors")({ origin: ["https://app.example.com"] }));
app.listen(@port@, "127.0.0.1");
