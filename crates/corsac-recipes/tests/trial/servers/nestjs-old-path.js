require("reflect-metadata");
const { NestFactory } = require("@nestjs/core");
const nest = require("@nestjs/common");

class Items {
  items(request, response) {
    response.json({ method: request.method });
  }

  broken() {
    throw new Error("broken on purpose");
  }
}
// What a decorator does, in words that need no TypeScript.
const method = (name, decorator) => decorator(Items.prototype, name, Object.getOwnPropertyDescriptor(Items.prototype, name));
nest.Req()(Items.prototype, "items", 0);
nest.Res()(Items.prototype, "items", 1);
method("items", nest.All("items"));
method("broken", nest.Get("broken"));
nest.Controller()(Items);
class Application {}
nest.Module({ controllers: [Items] })(Application);

async function start() {
  const app = await NestFactory.create(Application, { logger: false });
  @mended part 1@
  app.use("/old", (request, response) => response.redirect(308, "/items"));
  @unheeded part 1@
  @broken@ app.enableCors({ origin: ["https://app.example.com"] });
  await app.listen(@port@, "127.0.0.1");
}
start();
