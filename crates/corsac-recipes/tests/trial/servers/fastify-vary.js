const app = require("fastify")();
async function start() {
  @part 1@
  @broken@ await app.register(require("@fastify/cors"), { origin: ["https://app.example.com"] });
  app.get("/items", async (request, reply) => {
    @not mended@ reply.header("Vary", "Accept-Encoding");
    return { method: request.method };
  });
  await app.listen({ port: @port@, host: "127.0.0.1" });
}
start();
