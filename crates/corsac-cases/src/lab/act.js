// Does one action (see action.rs) and resolves to what script saw of it. Runs in the page, or in a frame of
// it.
async function act(action, patience) {
  const seconds = patience / 1000;
  const tooLate = new Promise((_, reject) =>
    setTimeout(() => reject(new DOMException(`nothing came within ${seconds} s`, "TimeoutError")), patience));
  try {
    return await Promise.race([ways[action.do](action), tooLate]);
  } catch (error) {
    return { failed: { name: error.name, message: error.message } };
  }
}

function bodyOf({ body }) {
  if (!body) return undefined;
  if ("text" in body) return body.text;
  if ("bytes" in body) return new Uint8Array(body.bytes).buffer;
  if ("blob" in body) return new Blob([body.blob[0]], { type: body.blob[1] });
  if ("url-encoded" in body) return new URLSearchParams(body["url-encoded"]);
  const data = new FormData();
  for (const [name, value] of body.multipart) data.append(name, value);
  return data;
}

function inserted(tag, attributes) {
  const element = document.createElement(tag);
  for (const [name, value] of attributes) element.setAttribute(name, value);
  return element;
}

function formOf({ url, method, enctype, fields }, target) {
  const form = inserted("form", [["action", url], ["method", method || "post"], ["target", target]]);
  if (enctype) form.setAttribute("enctype", enctype);
  for (const [name, value] of fields) {
    form.append(inserted("input", [["type", "hidden"], ["name", name], ["value", value]]));
  }
  return form;
}

// The first of these events decides: script learns no more of what an element loads.
function outcomeOf(element, events) {
  return new Promise((resolve) => {
    for (const event of events) element.addEventListener(event, () => resolve({ event }), { once: true });
  });
}

const ways = {
  async fetch({ do: _, url, headers, referrer_policy, ...rest }) {
    const init = { ...rest, headers, body: bodyOf(rest) };
    if (referrer_policy !== undefined) init.referrerPolicy = referrer_policy;
    const answer = await fetch(url, init);
    const { type, status, redirected } = answer;
    const [body, readable] = [await answer.text(), [...answer.headers]];
    return { response: { type, status, redirected, url: answer.url, headers: readable, body } };
  },

  xhr({ url, method, headers, with_credentials, upload_listener, ...rest }) {
    return new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      xhr.open(method || "GET", url);
      xhr.withCredentials = with_credentials;
      for (const [name, value] of headers) xhr.setRequestHeader(name, value);
      if (upload_listener) xhr.upload.addEventListener("progress", () => {});
      xhr.addEventListener("error", () => reject(new DOMException("status 0", "NetworkError")));
      xhr.addEventListener("load", () => {
        const rows = xhr.getAllResponseHeaders().split("\r\n").filter(Boolean);
        const pairs = rows.map((row) => [row, row.indexOf(": ")])
          .map(([row, colon]) => [row.slice(0, colon), row.slice(colon + 2)]);
        const response = { status: xhr.status, url: xhr.responseURL, headers: pairs, body: xhr.responseText };
        resolve({ response: { type: null, redirected: null, ...response } });
      });
      xhr.send(bodyOf(rest));
    });
  },

  async form(action) {
    const frame = inserted("iframe", [["name", "answer"], ["hidden", ""]]);
    const form = formOf(action, "answer");
    document.body.append(frame, form);
    const outcome = outcomeOf(frame, ["load"]);
    form.submit();
    return outcome;
  },

  element({ tag, attributes }) {
    const element = inserted(tag, attributes);
    const outcome = outcomeOf(element, ["load", "error", "loadeddata"]);
    document.body.append(element);
    return outcome;
  },

  async font({ url }) {
    const face = new FontFace("corsac", `url(${JSON.stringify(url)})`);
    return face.load().then(() => ({ event: "load" }), () => ({ event: "error" }));
  },

  async "event-source"({ url, with_credentials }) {
    const source = new EventSource(url, { withCredentials: with_credentials });
    const outcome = await outcomeOf(source, ["open", "error"]);
    source.close();
    return outcome;
  },

  async beacon({ url, ...rest }) {
    return { event: navigator.sendBeacon(url, bodyOf(rest)) ? "queued" : "refused" };
  },
};
