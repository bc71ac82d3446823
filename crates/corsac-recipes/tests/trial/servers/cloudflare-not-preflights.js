// using Workerd = import "/workerd/workerd.capnp";
// const config :Workerd.Config = (
//   services = [
//     (name = "main", worker = (
//       modules = [(name = "worker.js", esModule = embed "@worker@")],
//       compatibilityDate = "2026-01-01",
//       globalOutbound = "app",
//     )),
//     (name = "app", external = (address = "@upstream@", http = ())),
//   ],
//   sockets = [(name = "http", address = "127.0.0.1:@port@", http = (), service = "main")],
// );
//--
@part 1@
@broken@ export default {
@broken@   async fetch(request, env, context) {
@broken@     const answer = await fetch(request);
@broken@     const response = new Response(answer.body, answer);
@broken@     response.headers.set("Access-Control-Allow-Origin", "https://app.example.com");
@broken@     return response;
@broken@   },
@broken@ };
