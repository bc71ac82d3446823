const Koa = require("koa");
const app = new Koa();
app.silent = true;
@mended part 1@
app.use((ctx, next) => {
  if (ctx.path === "/broken") throw new Error("broken on purpose");
  return next();
});
@unheeded part 1@
@broken@ app.use(require("@koa/cors")({ origin: (ctx) => (ctx.get("Origin") === "https://app.example.com" ? ctx.get("Origin") : "") }));
app.use((ctx) => {
  ctx.body = { method: ctx.method };
});
app.listen(@port@, "127.0.0.1");
