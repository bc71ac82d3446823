// One page with one test file: a thread with the globals of a worker, whose network is the agent.

import http from 'node:http';
import vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { installFetch } from './fetch.mjs';
import { installXhr } from './xhr.mjs';

const { agent, server, path, variant } = workerData;
const secure = /\.(https|h2)\./.test(path);
const origin = path.includes('.h2.') ? 'https://web-platform.test:9000'
  : secure ? 'https://web-platform.test:8443' : 'http://web-platform.test:8000';
const location = new URL(path.replace(/\.js$/, '.html') + variant, origin);

/** Reads a file of the tests from the server, which fills in its templates. */
function read(path) {
  return new Promise((resolve, reject) => {
    const options = { headers: { Host: 'web-platform.test:8000' }, agent: false };
    http.get(new URL(path, server), options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece) => { text += piece; });
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(`${path}: ${response.statusCode}`))));
    }).on('error', reject);
  });
}

/** The tests wait for these, as a page's scripts do. */
function setGlobals() {
  const self = globalThis;
  const flags = { isWindow: () => false, isWorker: () => true, isShadowRealm: () => false };
  Object.assign(self, { self, GLOBAL: flags });
  Object.defineProperty(self, 'location', { value: location, writable: true });
  self.isSecureContext = secure;
  self[Symbol.for('undici.globalOrigin.1')] = location;
  const target = new EventTarget();
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) self[name] = target[name].bind(target);
  process.on('uncaughtException', () => {});
  process.on('unhandledRejection', () => {});
  delete self.navigator;
  self.navigator = { userAgent: 'corsac', onLine: true };
  self.ProgressEvent ??= class ProgressEvent extends Event {
    constructor(type, init = {}) {
      super(type, init);
      const { lengthComputable = false, loaded = 0, total = 0 } = init;
      for (const [name, value] of Object.entries({ lengthComputable, loaded, total })) {
        Object.defineProperty(this, name, { value, enumerable: true });
      }
    }
  };
}

async function run() {
  setGlobals();
  const page = { agent, location };
  installFetch(page);
  installXhr(page);
  vm.runInThisContext(await read('/resources/testharness.js'), { filename: 'testharness.js' });
  globalThis.add_completion_callback((tests, status) => {
    const results = tests.map(({ name, status, message }) => ({ name, status, message }));
    parentPort.postMessage({ results, status: status.status, message: status.message });
  });
  const source = await read(path);
  for (const [, script] of source.matchAll(/^\/\/ META: script=(.*)$/gm)) {
    const url = new URL(script, location);
    vm.runInThisContext(await read(url.pathname + url.search), { filename: url.pathname });
  }
  vm.runInThisContext(source, { filename: path });
  globalThis.done();
  // The harness takes this for a shell, which has no time limit of its own.
  setTimeout(() => globalThis.timeout(), /META: timeout=long/.test(source) ? 60_000 : 20_000);
}

run().catch((error) => parentPort.postMessage({ failure: String(error?.stack ?? error) }));
