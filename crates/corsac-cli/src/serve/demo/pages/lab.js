// Makes real requests from this page and shows three things: what the browser let script see, what
// reached the bank, and what corsac says about it. The verdicts are not written down anywhere here; the words come
// with the page, in its language.

const { script: words, actions: named } = JSON.parse(document.getElementById("words").textContent);
const actions = JSON.parse(document.getElementById("actions").textContent);
const list = document.getElementById("cards");

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const withStatus = (text, status) => text.replace("{status}", String(status));

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
    item(words.browser_is, books.logged_in ? words.logged_in : words.not_logged_in),
    item(words.balance, String(books.balance), moved),
    item(words.limit, String(books.limit)),
    item(words.arrivals, String(books.arrivals.length)),
  );
}

async function inBrowser(request) {
  try {
    const response = await fetch(request.url, request);
    if (response.type === "opaque") return [["open", words.opaque], words.opaque_means];
    const text = await response.text();
    return [["good", withStatus(words.reads_status, response.status)], make("code", {}, text)];
  } catch (error) {
    return [["bad", `✘ ${error.name}: ${error.message}`], words.error_means];
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
  return [["open", words.form_sent], words.form_needs_nothing];
}

function section(title, ...children) {
  return make("section", {}, make("h3", {}, title), ...children);
}

function arrived(requests) {
  if (!requests.length) return [make("p", { class: "verdict" }, words.nothing_arrived), make("p", {}, words.stopped_before)];
  return requests.map(({ method, path, with_cookie, status }) => {
    const arrival = with_cookie ? words.arrived_with_cookie : words.arrived_without_cookie;
    return make("p", {}, make("code", {}, `${method} ${path}`), withStatus(arrival, status));
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
  return answer.ok ? answer.json() : { kind: "bad", name: words.no_explanation, message: await answer.text(), text: "" };
}

function ofExplanation({ kind, name, message }) {
  return [make("p", { class: `verdict ${kind}` }, name), make("p", {}, message)];
}

function ofForm(requests) {
  return [make("p", {}, !requests.length ? words.form_refused : requests.some(one => one.with_cookie) ? words.form_done : words.form_harmless)];
}

async function run(action, card, frame) {
  const seen = (await bank()).arrivals.length;
  const [[kind, verdict], text] = action.form ? await byForm(action.form, frame) : await inBrowser(action.request);
  const books = await bank();
  const requests = books.arrivals.slice(seen);
  showState(books);
  const explanation = action.form ? null : await explain(action.request);
  const outcome = make("div", { class: "outcome" },
    section(words.your_browser, make("p", { class: `verdict ${kind}` }, verdict), make("p", {}, text)),
    section(words.at_the_bank, ...arrived(requests)),
    section(words.why, ...(explanation ? ofExplanation(explanation) : ofForm(requests))));
  card.querySelector(".outcome")?.remove();
  card.querySelector("details")?.remove();
  card.querySelector("header").after(outcome);
  if (explanation?.text) {
    card.append(make("details", {}, make("summary", {}, words.message_by_message),
      make("pre", {}, `$ ${explanation.command}\n\n${explanation.text}`)));
  }
}

function cardOf(action, index) {
  const button = make("button", { type: "button" }, words.run);
  const code = action.form ? formAsCode(action.form) : asCode(action.request);
  const { title, note } = named[action.name];
  const card = make("article", { class: "card" },
    make("header", {}, make("div", {}, make("h2", {}, title), make("p", {}, note), make("pre", {}, code)), button));
  const frame = action.form && make("iframe", { name: `frame-${index}`, title: words.frame_title });
  if (frame) make("div", { class: "frame" }, make("p", { class: "faint" }, words.frame), frame);
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
