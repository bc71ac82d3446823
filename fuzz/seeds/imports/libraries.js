const api = axios.create({ baseURL: "https://a.example" });
api.defaults.headers.common["X-A"] = "1";
const h = new Headers(); h.append("b", "2");
fetch(new Request(new URL("/x", "https://a.example"), { headers: h }));
