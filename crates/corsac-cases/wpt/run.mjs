// Runs the .any.js files of a local copy of web-platform-tests through the agent, and counts.
//
//   node run.mjs COPY [--agent URL] [--server URL] [--out FILE] [--jobs N] FILE-OR-FOLDER…

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Worker } from 'node:worker_threads';
import { parseArgs } from 'node:util';

const LIMIT = 75_000;
const PASS = 0;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    agent: { type: 'string', default: 'http://127.0.0.1:7777' },
    server: { type: 'string', default: 'http://127.0.0.1:8000' },
    out: { type: 'string' },
    jobs: { type: 'string', default: '4' },
  },
});
const [copy, ...wanted] = positionals;
if (!copy || wanted.length === 0 || !existsSync(join(copy, 'resources/testharness.js'))) {
  console.error('usage: node run.mjs COPY [--agent URL] [--server URL] [--out FILE] FILE-OR-FOLDER…');
  console.error('COPY is a folder with resources/testharness.js in it; the others are named from there.');
  process.exit(2);
}

function files(path) {
  if (statSync(join(copy, path)).isFile()) return [path];
  return readdirSync(join(copy, path)).sort().map((name) => posix.join(path, name))
    .filter((path) => path.endsWith('.any.js') || statSync(join(copy, path)).isDirectory()).flatMap(files);
}

function pages(path) {
  const source = readFileSync(join(copy, path), 'utf8');
  const variants = [...source.matchAll(/^\/\/ META: variant=(.*)$/gm)].map(([, variant]) => variant);
  return (variants.length ? variants : ['']).map((variant) => ({ path, variant }));
}

function play({ path, variant }) {
  return new Promise((resolve) => {
    const workerData = { agent: values.agent, server: values.server, path: `/${path}`, variant };
    const worker = new Worker(new URL('page.mjs', import.meta.url), { workerData, stdout: true, stderr: true });
    const end = (outcome) => {
      clearTimeout(timer);
      worker.terminate();
      resolve({ path: path + variant, ...outcome });
    };
    const timer = setTimeout(() => end({ failure: `not done after ${LIMIT / 1000} s` }), LIMIT);
    worker.on('message', end);
    worker.on('error', (error) => end({ failure: String(error) }));
    worker.on('exit', () => end({ failure: 'the page ended before its tests' }));
  });
}

const all = wanted.flatMap(files).flatMap(pages);
const outcomes = [];
// The agent has one cookie jar: pages that look into it take turns.
const alone = ({ path }) => /cookie|credential/.test(path);
async function playAll(queue, jobs) {
  async function work() {
    for (let page; (page = queue.shift()); ) outcomes.push(await play(page));
  }
  await Promise.all(Array.from({ length: jobs }, work));
}
await playAll(all.filter((page) => !alone(page)), Number(values.jobs));
await playAll(all.filter(alone), 1);

outcomes.sort((a, b) => (a.path < b.path ? -1 : 1));
let passed = 0;
let total = 0;
for (const { path, results = [], failure, message } of outcomes) {
  const failed = results.filter(({ status }) => status !== PASS);
  passed += results.length - failed.length;
  total += results.length;
  if (failure) console.log(`${path}: ${failure}`);
  if (failed.length) console.log(`${path}: ${results.length - failed.length} of ${results.length}${message ? ` (${message})` : ''}`);
  for (const { name, message } of failed) console.log(`  ${name}\n    ${message?.split('\n')[0]}`);
}
console.log(`${passed} of ${total} passed, in ${outcomes.length} pages`);
if (values.out) writeFileSync(values.out, JSON.stringify(outcomes, null, 1));
