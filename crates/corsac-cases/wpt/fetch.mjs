// `fetch()`, `Request` and `Response` for a page: Node's classes, with the agent as the network.

import { createHash } from 'node:crypto';
import { resolveObjectURL } from 'node:buffer';
import { ask } from './agent.mjs';
import { guard, guardOf, heedGuards } from './headers.mjs';

const NodeRequest = globalThis.Request;
const NodeResponse = globalThis.Response;

/** Installs the classes. `page` is `{ agent, location }`. */
export function installFetch(page) {
  heedGuards();
  const streams = new WeakSet();

  class Request extends NodeRequest {
    constructor(input, init) {
      if (arguments.length < 1) super();
      else super(input, init);
      const body = init?.body ?? null;
      if (body instanceof ReadableStream || (body === null && streams.has(input))) streams.add(this);
      if (this.mode === 'no-cors' && !['GET', 'HEAD', 'POST'].includes(this.method)) {
        throw new TypeError(`mode no-cors does not allow ${this.method}`);
      }
      guard(super.headers, this.mode === 'no-cors' ? 'request-no-cors' : 'request');
    }

    clone() {
      const clone = super.clone();
      Object.setPrototypeOf(clone, Request.prototype);
      if (streams.has(this)) streams.add(clone);
      guard(clone.headers, guardOf(this.headers));
      return clone;
    }
  }

  async function fetch(input, init) {
    const request = new Request(input, init);
    if (request.signal.aborted) throw request.signal.reason;
    return await Promise.race([given(request), send(request, streams.has(request))]);
  }

  function given(request) {
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true });
    });
  }

  async function send(request, stream) {
    const message = {
      origin: page.location.origin, client: page.location.href, url: request.url, method: request.method,
      mode: request.mode, credentials: request.credentials, redirect: request.redirect, cache: request.cache,
      referrer: request.referrer, headers: [...request.headers], stream,
    };
    if (request.referrerPolicy) message.referrerPolicy = request.referrerPolicy;
    if (request.body) message.body = Buffer.from(await request.arrayBuffer()).toString('base64');
    const body = new Incoming(request.signal);
    const answer = request.url.startsWith('blob:')
      ? await askBlob(request.url, request.method, request.headers.get('range'))
      : await ask(page.agent, message, body.signal, (news) => body.take(news));
    if (answer.error) throw new TypeError('Failed to fetch', { cause: answer.diagnosis });
    if (answer.bytes) [{ piece: answer.bytes }, { end: true }].forEach((news) => body.take(news));
    await checkIntegrity(request.integrity, answer, body);
    return toResponse(answer, body);
  }

  globalThis.Request = Request;
  globalThis.Response = patched(NodeResponse);
  globalThis.fetch = function (input, init = undefined) {
    try {
      if (arguments.length < 1) throw new TypeError('fetch() takes a URL or a Request');
      return fetch(input, init);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

/** Node's class, with the guard of a response that script makes. */
function patched(Response) {
  return new Proxy(Response, {
    construct(target, args, newTarget) {
      const response = Reflect.construct(target, args, newTarget === undefined ? target : newTarget);
      guard(response.headers, 'response');
      return response;
    },
  });
}

/** What the agent would answer for a `blob:` URL, whose bytes only the page has. */
export async function askBlob(url, method, wanted) {
  const found = resolveObjectURL(url.split('#')[0]);
  const part = found && method === 'GET' ? range(wanted, found.size) : null;
  if (!part) return { error: true };
  const { status, statusText, start, end } = part;
  const blob = start === undefined ? found : found.slice(start, end + 1, found.type);
  const headers = [['Content-Length', String(blob.size)], ['Content-Type', found.type]];
  if (start !== undefined) headers.push(['Content-Range', `bytes ${start}-${end}/${found.size}`]);
  const bytes = Buffer.from(await blob.arrayBuffer());
  return { type: 'basic', status, statusText, headers, url, redirected: false, nullBody: false, bytes };
}

function range(text, size) {
  if (text === null) return { status: 200, statusText: 'OK' };
  const found = /^bytes[ \t]*=[ \t]*(\d*)[ \t]*-[ \t]*(\d*)$/i.exec(text);
  if (!found || (found[1] === '' && found[2] === '')) return null;
  let start = found[1] === '' ? size - Number(found[2]) : Number(found[1]);
  let end = found[1] === '' || found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1);
  start = Math.max(start, 0);
  if (start >= size || (found[1] !== '' && found[2] !== '' && Number(found[1]) > Number(found[2]))) {
    return null;
  }
  return { status: 206, statusText: 'Partial Content', start, end };
}

/** Subresource Integrity: the strongest of the hashes must be that of the body. */
async function checkIntegrity(integrity, answer, body) {
  const known = integrity.trim().split(/\s+/)
    .map((token) => /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(\?.*)?$/.exec(token)).filter(Boolean);
  if (known.length === 0) return;
  if (!['basic', 'cors'].includes(answer.type)) throw new TypeError('integrity of an opaque response');
  const strongest = known.map(([, name]) => name).sort().at(-1);
  const hash = createHash(strongest).update(await body.whole()).digest('base64');
  const plain = (text) => text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (!known.some(([, name, value]) => name === strongest && plain(value) === plain(hash))) {
    throw new TypeError('the body has another hash');
  }
}

/** The agent's answer as a Response. */
function toResponse(answer, body) {
  const usual = answer.status >= 200 && answer.status <= 599;
  const stream = answer.nullBody ? null : body.stream();
  const response = new NodeResponse(stream, { status: usual ? answer.status : 200, headers: answer.headers });
  return dressed(response, answer, usual);
}

function dressed(response, answer, usual) {
  const facts = { type: answer.type, url: answer.url.split('#')[0], redirected: answer.redirected, statusText: answer.statusText };
  if (!usual) Object.assign(facts, { status: answer.status, ok: false });
  for (const [name, value] of Object.entries(facts)) Object.defineProperty(response, name, { value });
  const clone = response.clone.bind(response);
  Object.defineProperty(response, 'clone', { value: () => dressed(clone(), answer, usual) });
  guard(response.headers, 'immutable');
  return response;
}

/** A body on its way. */
class Incoming {
  #news = [];
  #wake = () => {};
  #giveUp = new AbortController();
  #abort = null;

  constructor(signal) {
    signal.addEventListener('abort', () => this.#stop(signal.reason), { once: true });
  }

  /** Tells the agent that nobody wants the rest. */
  get signal() { return this.#giveUp.signal; }

  #stop(reason) {
    this.#abort = { reason };
    this.#giveUp.abort();
    this.onAbort?.(reason);
    this.#wake();
  }

  take(news) {
    if (news.piece?.length === 0) return;
    this.#news.push(news);
    this.#wake();
  }

  async #next() {
    while (this.#news.length === 0 && !this.#abort) await new Promise((resolve) => { this.#wake = resolve; });
    return this.#abort ? { abort: this.#abort } : this.#news[0];
  }

  /** All of it; what is read here can be read again. */
  async whole() {
    const pieces = [];
    for (let index = 0; ; index += 1) {
      while (index >= this.#news.length) await new Promise((resolve) => { this.#wake = resolve; });
      const { piece, bodyError } = this.#news[index];
      if (bodyError) throw new TypeError(bodyError);
      if (!piece) return Buffer.concat(pieces);
      pieces.push(piece);
    }
  }

  /** The body as a stream, which ends in an error if it breaks off or the fetch is aborted. */
  stream() {
    const incoming = this;
    // Without prototypes: some tests put traps there.
    return new ReadableStream({
      __proto__: null,
      type: 'bytes',
      start(controller) {
        incoming.onAbort = (reason) => { try { controller.error(reason); } catch { /* it has ended */ } };
      },
      async pull(controller) {
        const { abort, piece, bodyError } = await incoming.#next();
        if (abort) return;
        incoming.#news.shift();
        if (piece) controller.enqueue(new Uint8Array(piece));
        else if (bodyError) controller.error(new TypeError(bodyError));
        else {
          controller.close();
          controller.byobRequest?.respond(0);
        }
      },
      cancel() { incoming.#giveUp.abort(); },
    }, { __proto__: null, highWaterMark: 0 });
  }
}
