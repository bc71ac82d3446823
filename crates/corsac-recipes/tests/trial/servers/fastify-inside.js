const app = require("fastify")();
async function start() {
  @part 1@
  @broken@ await app.register(async (inside) => {
  @broken@   await inside.register(require("@fastify/cors"), { origin: ["https://app.example.com"], methods: ["PUT"] });
  @broken@ });
  app.route({ method: ["GET", "PUT"], url: "/items", handler: async (request) => ({ method: request.method }) });
  await app.listen({ port: @port@, host: "127.0.0.1" });
}
start();
