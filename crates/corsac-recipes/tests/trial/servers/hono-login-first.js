const { Hono } = require("hono");
const { cors } = require("hono/cors");
const { serve } = require("@hono/node-server");

const app = new Hono();
@mended part 1@
app.use((c, next) => (c.req.header("Authorization") === "Bearer 1" ? next() : c.json({ error: "who are you?" }, 401)));
@unheeded part 1@
@broken@ app.use(cors({ origin: ["https://app.example.com"] }));
app.all("/items", (c) => c.json({ method: c.req.method }));
serve({ fetch: app.fetch, port: @port@, hostname: "127.0.0.1" });
