const { Hono } = require("hono");
const { cors } = require("hono/cors");
const { serve } = require("@hono/node-server");

const app = new Hono();
app.use(async (c, next) => {
  await next();
  @not mended@ c.header("Vary", "Accept-Encoding");
  @mended@ c.header("Vary", "Accept-Encoding", { append: true });
});
@part 1@
@broken@ app.use(cors({ origin: ["https://app.example.com"] }));
app.all("/items", (c) => c.json({ method: c.req.method }));
serve({ fetch: app.fetch, port: @port@, hostname: "127.0.0.1" });
