// Talks to the agent: with a promise, or while the caller stands still.

import http from 'node:http';
import { MessageChannel, Worker, isMainThread, receiveMessageOnPort, workerData } from 'node:worker_threads';

const connections = new http.Agent({ keepAlive: true });

/** Sends one message to the agent; `signal` gives it up. Resolves to the agent's answer. */
export function ask(agent, message, signal) {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(message);
    const options = { method: 'POST', agent: connections, headers: { 'Content-Length': Buffer.byteLength(body) } };
    const request = http.request(new URL('/fetch', agent), options, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString();
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`agent: ${response.statusCode} ${text}`));
      });
    });
    request.on('error', reject);
    signal?.addEventListener('abort', () => request.destroy(), { once: true });
    request.end(body);
  });
}

let helper;

/** The same, but returns only when the answer is there. Past `timeout` milliseconds it returns null. */
export function askAndWait(agent, message, timeout = Infinity) {
  helper ??= startHelper(agent);
  Atomics.store(helper.done, 0, 0);
  helper.port.postMessage(message);
  if (Atomics.wait(helper.done, 0, 0, timeout) === 'timed-out') {
    helper.worker.terminate();
    helper = undefined;
    return null;
  }
  const { answer, error } = receiveMessageOnPort(helper.port).message;
  if (error) throw new Error(error);
  return answer;
}

function startHelper(agent) {
  const { port1, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { helper: true, agent, port: port2, done }, transferList: [port2],
  });
  worker.unref();
  port1.unref();
  return { worker, port: port1, done };
}

if (!isMainThread && workerData?.helper) {
  const { agent, port, done } = workerData;
  port.on('message', async (message) => {
    try {
      port.postMessage({ answer: await ask(agent, message) });
    } catch (error) {
      port.postMessage({ error: String(error) });
    }
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
  });
}
