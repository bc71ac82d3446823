const app = require("fastify")();
async function start() {
  @mended part 1@
  app.addHook("onRequest", async (request, reply) => {
    if (request.headers.authorization !== "Bearer 1") return reply.code(401).send({ error: "who are you?" });
  });
  @unheeded part 1@
  @broken@ await app.register(require("@fastify/cors"), { origin: ["https://app.example.com"] });
  app.route({ method: ["GET", "PUT"], url: "/items", handler: async (request) => ({ method: request.method }) });
  await app.listen({ port: @port@, host: "127.0.0.1" });
}
start();
