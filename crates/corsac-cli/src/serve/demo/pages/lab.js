// Makes real requests from this page and shows three things: what the browser let script see, what
// reached the bank, and what corsac says about it. The verdicts are not written down anywhere here.

const actions = JSON.parse(document.getElementById("actions").textContent);
const list = document.getElementById("cards");

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// The request as one would write it in a script.
function asCode({ url, method, mode, credentials, headers, body }) {
  const options = [];
  if (method) options.push(`method: "${method}"`);
  if (mode) options.push(`mode: "${mode}"`);
  if (credentials) options.push(`credentials: "${credentials}"`);
  if (headers) options.push(`headers: ${JSON.stringify(headers)}`);
  if (body) options.push(`body: '${body}'`);
  return options.length ? `fetch("${url}", {\n  ${options.join(",\n  ")}\n})` : `fetch("${url}")`;
}

function formAsCode({ url, fields }) {
  const inputs = Object.entries(fields).map(([name, value]) => `  <input name="${name}" value="${value}">`);
  return `<form method="post" action="${url}">\n${inputs.join("\n")}\n</form>`;
}

// What the bank remembers, told by this page's own server. A real attacker has no such window.
async function bank() {
  return (await fetch("/demo/bank")).json();
}

let before = null;
function showState(books) {
  const state = document.getElementById("state");
  const item = (label, value, kind) => make("span", {}, `${label} `, make("b", kind ? { class: kind } : {}, value));
  const moved = before !== null && books.balance !== before ? "moved" : "";
  before = books.balance;
  state.replaceChildren(
    item("This browser is", books.logged_in ? "logged in as Alice" : "not logged in"),
    item("Alice’s balance", String(books.balance), moved),
    item("Limit", String(books.limit)),
    item("Requests that reached the bank", String(books.arrivals.length)),
  );
}

async function inBrowser(request) {
  try {
    const response = await fetch(request.url, request);
    if (response.type === "opaque") return [["open", "An opaque response"], "Script sees neither status nor body."];
    const text = await response.text();
    return [["good", `✔ Script reads status ${response.status}`], make("code", {}, text)];
  } catch (error) {
    return [["bad", `✘ ${error.name}: ${error.message}`], "That is all that script learns. The browser’s console says a little more."];
  }
}

// Posts a form into a frame, as an attacker does who does not want to be seen.
async function byForm(form, frame) {
  const element = make("form", { method: "post", action: form.url, target: frame.name, hidden: "" });
  for (const [name, value] of Object.entries(form.fields)) element.append(make("input", { name, value }));
  document.body.append(element);
  const loaded = new Promise(resolve => {
    frame.addEventListener("load", resolve, { once: true });
    setTimeout(resolve, 3000);
  });
  element.submit();
  await loaded;
  element.remove();
  return [["open", "The browser sent the form"], "A form needs no permission."];
}

function section(title, ...children) {
  return make("section", {}, make("h3", {}, title), ...children);
}

function arrived(requests) {
  if (!requests.length) return [make("p", { class: "verdict" }, "Nothing arrived."), make("p", {}, "The request stopped before the bank.")];
  return requests.map(({ method, path, with_cookie, status }) => {
    const cookie = with_cookie ? "with Alice’s cookie" : "without her cookie";
    return make("p", {}, make("code", {}, `${method} ${path}`), ` arrived ${cookie} and was answered ${status}.`);
  });
}

async function explain(request) {
  const { url, method = "GET", mode, credentials, headers = {}, body } = request;
  const init = { url, method, mode, credentials, body, headers: Object.entries(headers) };
  const answer = await fetch("/demo/explain", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(init),
  });
  return answer.ok ? answer.json() : { kind: "bad", name: "no explanation", message: await answer.text(), text: "" };
}

function ofExplanation({ kind, name, message }) {
  return [make("p", { class: `verdict ${kind}` }, name), make("p", {}, message)];
}

function ofForm(requests) {
  const refused = "The gateway’s guard refused it: the browser says where a request comes from (Sec-Fetch-Site, Origin), and the guard does not trust this origin.";
  const done = "CORS is about reading answers and never stops a form. Here nothing else did, either.";
  const harmless = "CORS never stops a form. Only the cookie was missing: SameSite kept it from another site’s request.";
  return [make("p", {}, !requests.length ? refused : requests.some(one => one.with_cookie) ? done : harmless)];
}

async function run(action, card, frame) {
  const seen = (await bank()).arrivals.length;
  const [[kind, verdict], text] = action.form ? await byForm(action.form, frame) : await inBrowser(action.request);
  const books = await bank();
  const requests = books.arrivals.slice(seen);
  showState(books);
  const explanation = action.form ? null : await explain(action.request);
  const outcome = make("div", { class: "outcome" },
    section("Your browser", make("p", { class: `verdict ${kind}` }, verdict), make("p", {}, text)),
    section("At the bank", ...arrived(requests)),
    section("Why, says corsac", ...(explanation ? ofExplanation(explanation) : ofForm(requests))));
  card.querySelector(".outcome")?.remove();
  card.querySelector("details")?.remove();
  card.querySelector("header").after(outcome);
  if (explanation?.text) {
    card.append(make("details", {}, make("summary", {}, "Message by message, as in the terminal"),
      make("pre", {}, `$ ${explanation.command}\n\n${explanation.text}`)));
  }
}

function cardOf(action, index) {
  const button = make("button", { type: "button" }, "Run");
  const code = action.form ? formAsCode(action.form) : asCode(action.request);
  const card = make("article", { class: "card" },
    make("header", {}, make("div", {}, make("h2", {}, action.title), make("p", {}, action.note), make("pre", {}, code)), button));
  const frame = action.form && make("iframe", { name: `frame-${index}`, title: "The bank’s answer to the form" });
  if (frame) make("div", { class: "frame" }, make("p", { class: "faint" }, "The answer, in a frame that this page cannot look into; a refusal is empty:"), frame);
  button.addEventListener("click", async () => {
    button.disabled = true;
    // A frame that is moved loses what it shows, so its place is found before.
    if (frame && !frame.isConnected) card.append(frame.parentNode);
    try { await run(action, card, frame); } finally { button.disabled = false; }
  });
  return card;
}

// One of the pages goes by two names.
document.getElementById("origin")?.replaceChildren(location.origin);
list.append(...actions.map(cardOf));
bank().then(showState);
