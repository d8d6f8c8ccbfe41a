import { spawn } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import '../../promises/task-meta.ts';
import { type ForeignTestWorld, openForeign, url } from './open-foreign.ts';

// Taken before a world is opened, as a module takes it that is imported: it is the fetch of undici, over sockets.
const fetchOfBefore = fetch;

let hits = 0;
const trap = http.createServer((_, response) => response.end('caught'));
trap.on('connection', () => {
  hits += 1;
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  port = (trap.address() as AddressInfo).port;
});
afterAll(() => trap.close());

const ended = (thing: EventEmitter) =>
  new Promise<void>((resolve, reject) => {
    thing.once('error', reject);
    thing.once('close', () => resolve());
  });

/** Every door that we know of, each to a server that would answer. */
const doors: Readonly<Record<string, (port: number) => Promise<unknown>>> = {
  fetch: (port) => fetch(`http://127.0.0.1:${port}/`),
  'fetch with a key': (port) =>
    fetch(`http://localhost:${port}/`, { headers: { authorization: `Bearer ${process.env.PLANTED_KEY}` } }),
  'a fetch taken before': (port) => fetchOfBefore(`http://127.0.0.1:${port}/`),
  'http.get': (port) => ended(http.get(`http://127.0.0.1:${port}/`)),
  'http.get with an agent of its own': (port) =>
    ended(http.get(`http://127.0.0.1:${port}/`, { agent: new http.Agent({ keepAlive: true }) })),
  'https.get': (port) => ended(https.get(`https://localhost:${port}/`)),
  'net.connect': (port) => ended(net.connect(port, '127.0.0.1')),
  'net.connect with options': (port) => ended(net.connect({ host: 'localhost', port })),
  'tls.connect': (port) => ended(tls.connect({ host: '127.0.0.1', port })),
  'a file as socket': () => ended(net.connect('/var/run/docker.sock')),
};

test('A13: what a provider does by itself reaches only its simulated service: not a server that would answer', async ({
  task,
}) => {
  process.env.PLANTED_KEY = 'key-that-works';
  try {
    for (const door of Object.values(doors)) {
      const world = await openForeign();
      const reached = await world
        .run(() => door(port))
        .then(
          () => 'reached',
          () => 'refused',
        );
      expect(reached).toBe('refused');
      expect(world.run(() => process.env.PLANTED_KEY)).toBeUndefined();
      await expect(world.close()).rejects.toThrow(/was refused: the service of this world is at service\.test/);
    }
    expect(hits).toBe(0);
    // The trap works: outside of a world everybody is caught.
    await fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
    await ended(http.get(`http://127.0.0.1:${port}/`, (response) => response.resume()));
    expect(hits).toBe(2);
    task.meta.figure = `${Object.keys(doors).length} doors, ${hits - 2} hits on a trap that caught 2 from outside`;
  } finally {
    delete process.env.PLANTED_KEY;
  }
});

test('A13: what comes after its world has ended reaches nobody either', async () => {
  const world = await openForeign();
  const before = hits;
  let late: Promise<unknown> | undefined;
  const later = world.run(
    () =>
      new Promise<void>((resolve) => {
        setImmediate(() => {
          late = fetch(`http://127.0.0.1:${port}/`);
          late.catch(() => {});
          resolve();
        });
      }),
  );
  await world.close();
  await later;
  await expect(late).rejects.toThrow('fetch failed');
  expect(hits).toBe(before);
});

test('a door to the service itself that is neither fetch nor node:http is refused, and says so', async () => {
  const world: ForeignTestWorld = await openForeign();
  await expect(world.run(() => fetchOfBefore(url))).rejects.toMatchObject({
    cause: { message: expect.stringContaining('neither fetch nor node:http made') },
  });
  await expect(world.close()).rejects.toThrow('neither fetch nor node:http made');
});

test('a program that a provider starts sees nothing of the machine’s variables', async () => {
  const world = await openForeign();
  process.env.PLANTED_KEY = 'key-that-works';
  const said = await world.run(
    () =>
      new Promise<string>((resolve, reject) => {
        const child = spawn('/bin/sh', ['-c', 'echo "key: $PLANTED_KEY"']);
        child.once('error', reject);
        child.stdout.on('data', (chunk) => resolve(String(chunk)));
      }),
  );
  delete process.env.PLANTED_KEY;
  expect(said).toBe('key: \n');
  await world.close();
});
