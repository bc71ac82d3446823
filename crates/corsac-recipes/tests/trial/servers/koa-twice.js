const Koa = require("koa");
const app = new Koa();
@part 1@
@broken@ app.use(require("@koa/cors")({ origin: (ctx) => (ctx.get("Origin") === "https://app.example.com" ? ctx.get("Origin") : "") }));
app.use((ctx) => {
  @not mended@ ctx.append("Access-Control-Allow-Origin", "*");
  ctx.body = { method: ctx.method };
});
app.listen(@port@, "127.0.0.1");
