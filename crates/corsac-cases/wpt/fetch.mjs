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
    if (request.url.startsWith('blob:')) return await blob(request);
    const answer = await ask(page.agent, message, request.signal);
    if (answer.error) throw new TypeError('Failed to fetch', { cause: answer.diagnosis });
    await checkIntegrity(request.integrity, answer);
    return toResponse(answer, request.signal);
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

async function blob(request) {
  const found = resolveObjectURL(request.url.split('#')[0]);
  if (!found || request.method !== 'GET') throw new TypeError('Failed to fetch');
  const { status, statusText, start, end } = range(request.headers.get('range'), found.size);
  const part = start === undefined ? found : found.slice(start, end + 1, found.type);
  const headers = [['Content-Length', String(part.size)], ['Content-Type', found.type]];
  if (start !== undefined) headers.push(['Content-Range', `bytes ${start}-${end}/${found.size}`]);
  const body = Buffer.from(await part.arrayBuffer()).toString('base64');
  const answer = { type: 'basic', status, statusText, headers, url: request.url, redirected: false, nullBody: false, body };
  return toResponse(answer, request.signal);
}

function range(text, size) {
  if (text === null) return { status: 200, statusText: 'OK' };
  const found = /^bytes[ \t]*=[ \t]*(\d*)[ \t]*-[ \t]*(\d*)$/i.exec(text);
  if (!found || (found[1] === '' && found[2] === '')) throw new TypeError('Failed to fetch');
  let start = found[1] === '' ? size - Number(found[2]) : Number(found[1]);
  let end = found[1] === '' || found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1);
  start = Math.max(start, 0);
  if (start >= size || (found[1] !== '' && found[2] !== '' && Number(found[1]) > Number(found[2]))) {
    throw new TypeError('Failed to fetch');
  }
  return { status: 206, statusText: 'Partial Content', start, end };
}

/** Subresource Integrity: the strongest of the hashes must be that of the body. */
async function checkIntegrity(integrity, answer) {
  const known = integrity.trim().split(/\s+/)
    .map((token) => /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(\?.*)?$/.exec(token)).filter(Boolean);
  if (known.length === 0) return;
  if (!['basic', 'cors'].includes(answer.type)) throw new TypeError('integrity of an opaque response');
  const strongest = known.map(([, name]) => name).sort().at(-1);
  const hash = createHash(strongest).update(Buffer.from(answer.body, 'base64')).digest('base64');
  const plain = (text) => text.replaceAll('-', '+').replaceAll('_', '/');
  if (!known.some(([, name, value]) => name === strongest && plain(value) === hash)) {
    throw new TypeError('the body has another hash');
  }
}

/** The agent's answer as a Response. */
function toResponse(answer, signal) {
  const bytes = decoded(answer);
  const usual = answer.status >= 200 && answer.status <= 599;
  const body = answer.nullBody ? null : stream(bytes, answer.bodyError, signal);
  const response = new NodeResponse(body, { status: usual ? answer.status : 200, headers: answer.headers });
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

/** The body as a stream that ends in an error if the body broke off or the fetch is aborted. */
function stream(bytes, failure, signal) {
  return new ReadableStream({
    type: 'bytes',
    start(controller) {
      if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes));
      if (failure) controller.error(new TypeError(failure));
      else {
        const abort = () => { try { controller.error(signal.reason); } catch { /* it has ended */ } };
        signal?.addEventListener('abort', abort, { once: true });
        controller.close();
      }
    },
  });
}

function decoded(answer) {
  return Buffer.from(answer.body, 'base64');
}
