// What browsers let script do to the headers of a request and of a response, on top of Node's classes.

const FORBIDDEN = new Set(`accept-charset accept-encoding access-control-request-headers
  access-control-request-method connection content-length cookie cookie2 date dnt expect host keep-alive origin
  referer set-cookie te trailer transfer-encoding upgrade via`.split(/\s+/));
const OVERRIDES = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);

export function isForbiddenRequestHeader(name, value) {
  name = name.toLowerCase();
  if (FORBIDDEN.has(name) || name.startsWith('proxy-') || name.startsWith('sec-')) return true;
  const forbidden = (method) => /^(connect|trace|track)$/i.test(method.trim());
  return OVERRIDES.has(name) && String(value).split(',').some(forbidden);
}

function isNoCorsSafelisted(name, value) {
  if (value.length > 128) return false;
  switch (name.toLowerCase()) {
    case 'accept':
      return !/[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/.test(value);
    case 'accept-language':
    case 'content-language':
      return /^[0-9A-Za-z *,\-.;=]*$/.test(value);
    case 'content-type': {
      const essence = value.split(';')[0].trim().toLowerCase();
      const known = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];
      return !/[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/.test(value) && known.includes(essence);
    }
    default:
      return false;
  }
}

const guards = new WeakMap();
const own = {};
for (const method of ['append', 'set', 'delete']) own[method] = Headers.prototype[method];

/** Gives a header list one of the Standard's guards, and drops what the guard does not let through. */
export function guard(headers, kind) {
  const lines = [...headers];
  guards.set(headers, kind);
  if (kind === 'request' || kind === 'request-no-cors') {
    for (const [name, value] of lines) {
      const drop = isForbiddenRequestHeader(name, value)
        || (kind === 'request-no-cors' && !isNoCorsSafelisted(name, value));
      if (drop) own.delete.call(headers, name);
    }
  }
  return headers;
}

export const guardOf = (headers) => guards.get(headers);

/** Makes Node's class heed the guards. */
export function heedGuards() {
  const probe = (name, value) => new Headers([[name, value]]).get(name);
  for (const method of ['append', 'set']) {
    Headers.prototype[method] = { [method](name, value) {
      const kind = guards.get(this);
      if (kind === undefined || arguments.length < 2) return own[method].apply(this, arguments);
      const plain = probe(name, value);
      if (kind === 'immutable') throw new TypeError('these headers cannot be changed');
      if (kind === 'response' && /^set-cookie2?$/i.test(name)) return;
      if (kind.startsWith('request') && isForbiddenRequestHeader(name, plain)) return;
      if (kind === 'request-no-cors') {
        const old = method === 'append' ? this.get(name) : null;
        if (!isNoCorsSafelisted(name, old === null ? plain : `${old}, ${plain}`)) return;
      }
      own[method].apply(this, arguments);
      if (kind === 'request-no-cors') own.delete.call(this, 'range');
    } }[method];
  }
  Headers.prototype.delete = { delete(name) {
    const kind = guards.get(this);
    if (kind === undefined || arguments.length < 1) return own.delete.apply(this, arguments);
    probe(name, '');
    if (kind === 'immutable') throw new TypeError('these headers cannot be changed');
    if (kind.startsWith('request') && isForbiddenRequestHeader(name, '')) return;
    if (kind === 'request-no-cors' && !isNoCorsSafelisted(name, '') && !/^range$/i.test(name)) return;
    return own.delete.apply(this, arguments);
  } }.delete;
}
