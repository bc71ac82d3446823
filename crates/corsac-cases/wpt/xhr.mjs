// `XMLHttpRequest` for a page without a document, with the agent as the network.

import { ask, askAndWait } from './agent.mjs';
import { askBlob } from './fetch.mjs';
import { isForbiddenRequestHeader } from './headers.mjs';

const UNSENT = 0, OPENED = 1, HEADERS_RECEIVED = 2, LOADING = 3, DONE = 4;
const EVENTS = ['loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend'];
const NORMALIZED = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

const fail = (name, message = name) => new DOMException(message, name);

/** Adds `onload` and the like, which take a function or null. */
function addHandlers(prototype, names) {
  for (const name of names) {
    const handlers = new WeakMap();
    Object.defineProperty(prototype, `on${name}`, {
      enumerable: true,
      configurable: true,
      get() { return handlers.get(this)?.handler ?? null; },
      set(handler) {
        const known = handlers.get(this);
        const usable = typeof handler === 'function' || (typeof handler === 'object' && handler !== null);
        if (known) known.handler = usable ? handler : null;
        else if (usable) {
          const slot = { handler };
          handlers.set(this, slot);
          this.addEventListener(name, (event) => {
            if (typeof slot.handler === 'function') slot.handler.call(this, event);
          });
        }
      },
    });
  }
}

/** A type and its charset, as the Standard reads them. */
function mime(text) {
  const [essence, ...rest] = (text ?? '').split(';');
  const found = /^[ \t]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*$/.exec(essence);
  if (!found) return null;
  const parameters = new Map();
  for (const part of rest) {
    const [name, ...value] = part.split('=');
    const plain = value.join('=').replace(/^"((?:[^"\\]|\\.)*)".*$/, '$1').replace(/\\(.)/g, '$1').trimEnd();
    const key = name.trim().toLowerCase();
    if (TOKEN.test(key) && value.length && plain && !parameters.has(key)) parameters.set(key, plain);
  }
  return { essence: found[1].toLowerCase(), parameters };
}

function serialized({ essence, parameters }) {
  const one = ([name, value]) => `;${name}=${TOKEN.test(value) ? value : `"${value.replace(/(["\\])/g, '\\$1')}"`}`;
  return essence + [...parameters].map(one).join('');
}

export function installXhr(page) {
  class XMLHttpRequestEventTarget extends EventTarget {
    get [Symbol.toStringTag]() { return this.constructor.name; }
  }
  addHandlers(XMLHttpRequestEventTarget.prototype, EVENTS);

  const key = Symbol('xhr');
  class XMLHttpRequestUpload extends XMLHttpRequestEventTarget {
    listeners = new Set();
    constructor(proof) {
      super();
      if (proof !== key) throw new TypeError('Illegal constructor');
    }
    addEventListener(type, ...rest) {
      this.listeners.add(type);
      super.addEventListener(type, ...rest);
    }
  }

  class XMLHttpRequest extends XMLHttpRequestEventTarget {
    #state = UNSENT;
    #sent = false;
    #async = true;
    #method = '';
    #url = null;
    #lines = new Map();
    #timeout = 0;
    #credentials = false;
    #type = '';
    #override = null;
    #answer = null;
    #bytes = null;
    #object = undefined;
    #failed = false;
    #uploaded = true;
    #listening = false;
    #size = 0;
    #turn = 0;
    #giveUp = null;
    #upload = new XMLHttpRequestUpload(key);

    get readyState() { return this.#state; }
    get upload() { return this.#upload; }

    open(method, url, async = true, user = undefined, password = undefined) {
      if (arguments.length < 2) throw new TypeError('open() takes a method and a URL');
      method = String(method);
      if (!TOKEN.test(method)) throw fail('SyntaxError', 'the method is no token');
      if (/^(connect|trace|track)$/i.test(method)) throw fail('SecurityError', 'the method is forbidden');
      const upper = method.toUpperCase();
      if (NORMALIZED.includes(upper)) method = upper;
      let parsed;
      try { parsed = new URL(String(url).toWellFormed?.() ?? url, page.location); } catch { throw fail('SyntaxError', 'no URL'); }
      const sync = arguments.length > 2 && !async;
      if (parsed.host && user !== undefined && user !== null) parsed.username = user;
      if (parsed.host && password !== undefined && password !== null) parsed.password = password;
      this.#end();
      this.#sent = false;
      this.#listening = false;
      this.#method = method;
      this.#url = parsed;
      this.#async = !sync;
      this.#lines = new Map();
      this.#forget();
      if (this.#state !== OPENED) {
        this.#state = OPENED;
        this.#fire('readystatechange');
      }
    }

    setRequestHeader(name, value) {
      if (arguments.length < 2) throw new TypeError('setRequestHeader() takes a name and a value');
      if (this.#state !== OPENED || this.#sent) throw fail('InvalidStateError');
      name = String(name);
      value = String(value);
      if (/[^\0-\xff]/.test(name + value)) throw new TypeError('no ByteString');
      value = value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
      if (!TOKEN.test(name) || /[\0\r\n]/.test(value)) throw fail('SyntaxError', 'HTTP has no such header');
      if (isForbiddenRequestHeader(name, value)) return;
      const known = this.#lines.get(name.toLowerCase());
      if (known) known[1] += `, ${value}`;
      else this.#lines.set(name.toLowerCase(), [name, value]);
    }

    get timeout() { return this.#timeout; }
    set timeout(value) { this.#timeout = Number(value) >>> 0; this.#armTimeout(); }

    get withCredentials() { return this.#credentials; }
    set withCredentials(value) {
      if ((this.#state !== UNSENT && this.#state !== OPENED) || this.#sent) throw fail('InvalidStateError');
      this.#credentials = Boolean(value);
    }

    send(body = null) {
      if (this.#state !== OPENED || this.#sent) throw fail('InvalidStateError');
      if (this.#method === 'GET' || this.#method === 'HEAD') body = null;
      const message = {
        origin: page.location.origin, client: page.location.href, url: this.#url.href, method: this.#method,
        mode: 'cors', credentials: this.#credentials ? 'include' : 'same-origin',
      };
      const usual = body === null || body === undefined ? null : this.#extract(body);
      this.#uploaded = usual === null;
      this.#listening = this.#upload.listeners.size > 0;
      message.usePreflight = this.#listening;
      this.#sent = true;
      this.#failed = false;
      return this.#async ? this.#sendAsync(message, usual) : this.#sendSync(message, usual);
    }

    /** The bytes of a body, or a promise of them; the type goes among the headers. */
    #extract(body) {
      let bytes, type, encoding = null;
      if (body instanceof Blob) {
        bytes = body.arrayBuffer().then(Buffer.from);
        type = body.type || null;
        this.#size = body.size;
      } else if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
        const view = ArrayBuffer.isView(body) ? body : new Uint8Array(body);
        if (view.buffer instanceof SharedArrayBuffer) throw new TypeError('no shared memory');
        bytes = Buffer.from(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
        type = null;
      } else if (body instanceof FormData) {
        const response = new Response(body);
        type = response.headers.get('content-type');
        bytes = response.arrayBuffer().then(Buffer.from);
      } else if (body instanceof URLSearchParams) {
        bytes = Buffer.from(String(body));
        type = 'application/x-www-form-urlencoded;charset=UTF-8';
      } else {
        if (typeof SharedArrayBuffer !== 'undefined' && body instanceof SharedArrayBuffer) throw new TypeError('no shared memory');
        body = String(body);
        bytes = Buffer.from(body.toWellFormed?.() ?? body);
        type = 'text/plain;charset=UTF-8';
        encoding = 'UTF-8';
      }
      if (Buffer.isBuffer(bytes)) this.#size = bytes.length;
      const set = this.#lines.get('content-type');
      if (set && encoding) {
        const parsed = mime(set[1]);
        if (parsed?.parameters.has('charset') && parsed.parameters.get('charset').toLowerCase() !== 'utf-8') {
          parsed.parameters.set('charset', encoding);
          set[1] = serialized(parsed);
        }
      } else if (!set && type) this.#lines.set('content-type', ['Content-Type', type]);
      return bytes;
    }

    async #sendAsync(message, body) {
      const turn = this.#turn;
      const giveUp = new AbortController();
      this.#giveUp = giveUp;
      this.#fireProgress(this, 'loadstart', 0, 0);
      if (!this.#uploaded && this.#listening) this.#fireProgress(this.#upload, 'loadstart', 0, this.#size);
      if (this.#turn !== turn || this.#state !== OPENED || !this.#sent) return;
      this.started = performance.now();
      this.#armTimeout();
      let answer;
      const pieces = [];
      let finished;
      const whole = new Promise((resolve) => { finished = resolve; });
      const take = (news) => {
        if (!news.piece) finished(news.bodyError);
        else if (this.#turn === turn) {
          pieces.push(news.piece);
          this.#grow(pieces, turn);
        }
      };
      try {
        const bytes = body === null ? null : await body;
        if (bytes) this.#size = bytes.length;
        answer = message.url.startsWith('blob:')
          ? await askBlob(message.url, message.method, this.#lines.get('range')?.[1] ?? null)
          : await ask(page.agent, this.#complete(message, bytes), giveUp.signal, take);
      } catch {
        answer = { error: true };
      }
      if (this.#turn !== turn) return;
      if (answer.error) return this.#stop('error');
      if (!this.#begin(answer, turn)) return;
      if (answer.bytes) [{ piece: answer.bytes }, {}].filter(({ piece }) => piece?.length !== 0).forEach(take);
      const broken = await whole;
      if (this.#turn !== turn) return;
      if (broken) return this.#stop('error');
      this.#finish(turn);
    }

    #complete(message, bytes) {
      message.headers = [...this.#lines.values()];
      if (bytes) message.body = Buffer.from(bytes).toString('base64');
      return message;
    }

    /** The head is there. */
    #begin(answer, turn) {
      const uploads = !this.#uploaded && this.#listening;
      this.#uploaded = true;
      if (uploads) {
        for (const type of ['progress', 'load', 'loadend']) this.#fireProgress(this.#upload, type, this.#size, this.#size);
        if (this.#turn !== turn) return false;
      }
      this.#answer = answer;
      this.#bytes = Buffer.alloc(0);
      this.#state = HEADERS_RECEIVED;
      this.#fire('readystatechange');
      return this.#turn === turn && this.#state === HEADERS_RECEIVED;
    }

    /** A piece of the body has come. */
    #grow(pieces, turn) {
      if (this.#state !== HEADERS_RECEIVED && this.#state !== LOADING) return;
      this.#bytes = Buffer.concat(pieces);
      this.#state = LOADING;
      this.#fire('readystatechange');
      if (this.#turn === turn) this.#fireProgress(this, 'progress', this.#bytes.length, this.#length());
    }

    #finish(turn) {
      this.#sent = false;
      this.#giveUp = null;
      clearTimeout(this.timer);
      if (this.#bytes.length === 0) this.#fireProgress(this, 'progress', 0, 0);
      if (this.#turn !== turn) return;
      this.#state = DONE;
      this.#fire('readystatechange');
      if (this.#turn !== turn) return;
      this.#fireProgress(this, 'load', this.#bytes.length, this.#length());
      this.#fireProgress(this, 'loadend', this.#bytes.length, this.#length());
    }

    #sendSync(message, body) {
      const answer = askAndWait(page.agent, this.#complete(message, body));
      this.#sent = false;
      if (!answer || answer.error || answer.bodyError) {
        this.#state = DONE;
        this.#forget();
        this.#failed = true;
        throw fail('NetworkError', 'the request failed');
      }
      this.#uploaded = true;
      this.#answer = answer;
      this.#bytes = Buffer.from(answer.bytes);
      this.#state = DONE;
      this.#fire('readystatechange');
      this.#fireProgress(this, 'load', this.#bytes.length, this.#length());
      this.#fireProgress(this, 'loadend', this.#bytes.length, this.#length());
    }

    /** The length that the server stated; 0 if it stated none. */
    #length() {
      const encoded = this.#header('content-encoding');
      const stated = this.#header('content-length');
      return stated !== null && encoded === null && /^\d+$/.test(stated) ? Number(stated) : 0;
    }

    #armTimeout() {
      clearTimeout(this.timer);
      if (!this.#sent || !this.#async || this.#timeout === 0 || this.started === undefined) return;
      const turn = this.#turn;
      const left = Math.max(0, this.started + this.#timeout - performance.now());
      this.timer = setTimeout(() => { if (this.#turn === turn && this.#sent) this.#stop('timeout'); }, left);
    }

    /** Ends in an error: `error`, `timeout` or `abort`. */
    #stop(event) {
      const turn = ++this.#turn;
      this.#giveUp?.abort();
      this.#giveUp = null;
      clearTimeout(this.timer);
      this.#state = DONE;
      this.#sent = false;
      this.#forget();
      this.#failed = true;
      this.#fire('readystatechange');
      if (this.#turn !== turn) return;
      if (!this.#uploaded) {
        this.#uploaded = true;
        if (this.#listening) {
          this.#fireProgress(this.#upload, event, 0, 0);
          this.#fireProgress(this.#upload, 'loadend', 0, 0);
        }
      }
      this.#fireProgress(this, event, 0, 0);
      this.#fireProgress(this, 'loadend', 0, 0);
    }

    #end() {
      this.#turn += 1;
      this.#giveUp?.abort();
      this.#giveUp = null;
      clearTimeout(this.timer);
    }

    abort() {
      const busy = (this.#state === OPENED && this.#sent) || this.#state === HEADERS_RECEIVED || this.#state === LOADING;
      this.#end();
      if (busy) this.#stop('abort');
      if (this.#state === DONE) {
        this.#state = UNSENT;
        this.#forget();
      }
    }

    #forget() {
      this.#answer = null;
      this.#bytes = null;
      this.#object = undefined;
    }

    get responseURL() { return this.#answer?.url.split('#')[0] ?? ''; }
    get status() { return this.#answer?.status ?? 0; }
    get statusText() { return this.#answer?.statusText ?? ''; }

    #header(name) {
      const values = (this.#answer?.headers ?? []).filter(([key]) => key.toLowerCase() === name.toLowerCase());
      return values.length ? values.map(([, value]) => value).join(', ') : null;
    }
    getResponseHeader(name) { return this.#header(String(name)); }
    getAllResponseHeaders() {
      const names = new Set((this.#answer?.headers ?? []).map(([name]) => name.toLowerCase()));
      const order = (name) => name.toUpperCase();
      const sorted = [...names].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
      return sorted.map((name) => `${name}: ${this.#header(name)}\r\n`).join('');
    }

    overrideMimeType(type) {
      if (this.#state === LOADING || this.#state === DONE) throw fail('InvalidStateError');
      this.#override = mime(String(type)) ?? { essence: 'application/octet-stream', parameters: new Map() };
    }
    #responseType() { return mime(this.#header('content-type')) ?? { essence: 'text/xml', parameters: new Map() }; }
    #finalType() { return this.#override ?? this.#responseType(); }

    get responseType() { return this.#type; }
    set responseType(type) {
      type = String(type);
      if (!['', 'arraybuffer', 'blob', 'document', 'json', 'text'].includes(type) || type === 'document') return;
      if (this.#state === LOADING || this.#state === DONE) throw fail('InvalidStateError');
      this.#type = type;
    }

    #text() {
      if (!this.#bytes) return '';
      const charset = this.#override?.parameters.get('charset') ?? this.#responseType().parameters.get('charset');
      let decoder;
      try { decoder = new TextDecoder(charset ?? 'utf-8'); } catch { decoder = new TextDecoder(); }
      const bytes = this.#bytes;
      const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
      return mark ? new TextDecoder(mark).decode(bytes) : decoder.decode(bytes);
    }

    get responseText() {
      if (this.#type !== '' && this.#type !== 'text') throw fail('InvalidStateError');
      return this.#state === LOADING || this.#state === DONE ? this.#text() : '';
    }

    get response() {
      if (this.#type === '' || this.#type === 'text') return this.responseText;
      if (this.#state !== DONE || this.#failed) return null;
      if (this.#object !== undefined) return this.#object;
      const bytes = this.#bytes ?? Buffer.alloc(0);
      if (this.#type === 'arraybuffer') this.#object = new Uint8Array(bytes).buffer;
      else if (this.#type === 'blob') this.#object = new Blob([bytes], { type: serialized(this.#finalType()) });
      else {
        if (this.#answer?.nullBody) return null;
        try { this.#object = JSON.parse(new TextDecoder().decode(bytes)); } catch { this.#object = null; }
      }
      return this.#object;
    }

    #fire(type) { this.dispatchEvent(new Event(type)); }
    #fireProgress(target, type, loaded, total) {
      target.dispatchEvent(new globalThis.ProgressEvent(type, { loaded, total, lengthComputable: total > 0 }));
    }
  }

  addHandlers(XMLHttpRequest.prototype, ['readystatechange']);
  for (const [name, value] of Object.entries({ UNSENT, OPENED, HEADERS_RECEIVED, LOADING, DONE })) {
    for (const target of [XMLHttpRequest, XMLHttpRequest.prototype]) Object.defineProperty(target, name, { value, enumerable: true });
  }
  Object.assign(globalThis, { XMLHttpRequest, XMLHttpRequestUpload, XMLHttpRequestEventTarget });
}
