const Koa = require("koa");
const app = new Koa();
@mended part 1@
app.use((ctx, next) => {
  if (ctx.get("Authorization") === "Bearer 1") return next();
  ctx.status = 401;
  ctx.body = { error: "who are you?" };
});
@unheeded part 1@
@broken@ app.use(require("@koa/cors")({ origin: (ctx) => (ctx.get("Origin") === "https://app.example.com" ? ctx.get("Origin") : "") }));
app.use((ctx) => {
  ctx.body = { method: ctx.method };
});
app.listen(@port@, "127.0.0.1");
