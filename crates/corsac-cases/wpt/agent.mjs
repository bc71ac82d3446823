// Talks to the agent: with promises, or while the caller stands still. A thread of its own does it: tests lay traps
// in the page's, and a page that stands still could not read.

import http from 'node:http';
import { MessageChannel, Worker, isMainThread, receiveMessageOnPort, workerData } from 'node:worker_threads';

const HELPER = 'corsac-agent';
let helper;
let last = 0;

function start(agent) {
  const { port1: port, port2 } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { role: HELPER, agent, port: port2, done }, transferList: [port2],
  });
  worker.unref();
  const waiting = new Map();
  port.on('message', ({ id, ...news }) => waiting.get(id)?.(news));
  return { port, done, waiting };
}

/**
 * Sends one message to the agent; `signal` gives it up. Resolves to the answer as soon as the head is there; then
 * `onPiece` hears each piece of the body as `{ piece }`, and in the end `{ end: true }` or `{ bodyError }`.
 */
export function ask(agent, message, signal, onPiece) {
  helper ??= start(agent);
  const { port, waiting } = helper;
  const id = last += 1;
  return new Promise((resolve, reject) => {
    waiting.set(id, ({ answer, error, ...news }) => {
      if (answer) resolve(answer);
      else if (error) reject(new Error(error));
      else onPiece(news);
      if (error || news.end || news.bodyError) waiting.delete(id);
    });
    signal?.addEventListener('abort', () => port.postMessage({ id, giveUp: true }), { once: true });
    port.postMessage({ id, message });
  });
}

/** The same in one go: returns when everything is there, the body as `bytes`. */
export function askAndWait(agent, message) {
  const { port, done } = start(agent);
  port.postMessage({ id: 0, message, whole: true });
  Atomics.wait(done, 0, 0);
  const { answer, error } = receiveMessageOnPort(port).message;
  port.close();
  if (error) throw new Error(error);
  return answer;
}

/** Reads an answer in lines. */
function fetch(agent, message, news) {
  const body = JSON.stringify(message);
  const headers = { 'Content-Length': Buffer.byteLength(body), Accept: 'application/x-ndjson' };
  const request = http.request(new URL('/fetch', agent), { method: 'POST', headers }, (response) => {
    const failed = response.statusCode !== 200;
    let rest = '';
    let begun = false;
    const line = (text) => {
      const value = JSON.parse(text);
      if (failed) news({ error: `agent: ${response.statusCode} ${value.message}` });
      else if (!begun) news({ answer: value });
      else if (value.bodyError) news({ bodyError: value.bodyError });
      else news({ piece: Buffer.from(value.body, 'base64') });
      begun = true;
    };
    response.setEncoding('utf8');
    response.on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      lines.forEach(line);
    });
    response.on('end', () => {
      if (rest) line(rest);
      news({ end: true });
    });
  });
  request.on('error', (error) => news({ error: String(error) }));
  request.end(body);
  return request;
}

function serve({ agent, port, done }) {
  const requests = new Map();
  port.on('message', ({ id, message, giveUp, whole }) => {
    if (giveUp) return requests.get(id)?.destroy();
    let answer;
    const pieces = [];
    const keep = (news) => {
      if (news.answer) answer = news.answer;
      if (news.piece) pieces.push(news.piece);
      if (news.bodyError) answer.bodyError = news.bodyError;
      if (!news.end && !news.error) return;
      if (answer) answer.bytes = Buffer.concat(pieces);
      port.postMessage({ answer, error: news.error });
      Atomics.store(done, 0, 1);
      Atomics.notify(done, 0);
    };
    requests.set(id, fetch(agent, message, whole ? keep : (news) => port.postMessage({ id, ...news })));
  });
}

if (!isMainThread && workerData?.role === HELPER) serve(workerData);
