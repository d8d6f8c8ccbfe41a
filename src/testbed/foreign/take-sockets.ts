import net from 'node:net';
import { currentWorld, type ForeignWorld, outside } from './foreign-world.ts';
import { replace } from './replace.ts';
import { watchTransit } from './transit.ts';

/**
 * Whatever else than the global `fetch` speaks HTTP comes to a socket. In a world msw answers there, in the name of the
 * service, and no connection is ever made; a socket of anybody else does not even pass msw.
 */
export async function takeSockets(): Promise<void> {
  const { connect: realConnect } = net.Socket.prototype;
  const { fetch: ours } = globalThis;
  await listenWithMsw();
  // The global fetch has no need of a socket.
  globalThis.fetch = ours;
  watchTransit();
  replace(net.Socket.prototype, 'connect', (mswConnect) => {
    // msw connects the socket that it was given once more, in name only, while it is asked.
    let asked: net.Socket | undefined;
    return function connect(this: net.Socket, ...args: readonly unknown[]) {
      const world = currentWorld();
      if (!world) return Reflect.apply(realConnect, this, args);
      if (asked === this) return Reflect.apply(mswConnect, this, args);
      const target = targetOf(args);
      if (world.allows(target.host ?? '', Number(target.port))) {
        asked = this;
        try {
          return Reflect.apply(mswConnect, this, withLookup(args, refusingLookup(world)));
        } finally {
          asked = undefined;
        }
      }
      const where = target.path ?? `${target.host}:${target.port}`;
      return refuseLater(this, world.refuse(`a connection to ${where}`));
    } as typeof mswConnect;
  });
}

async function listenWithMsw(): Promise<void> {
  const [{ setupServer }, { HttpNetworkFrame }] = await Promise.all([import('msw/node'), import('msw/experimental')]);
  // Without a handler every request is one that nobody handles. What is thrown there reaches the client as it is; from a
  // handler, msw would print it first.
  setupServer().listen({
    onUnhandledFrame: async ({ frame }) => {
      const world = currentWorld();
      if (world && frame instanceof HttpNetworkFrame) frame.respondWith(await answer(world, frame.data.request));
    },
  });
}

function answer(world: ForeignWorld, request: Request): Promise<Response> {
  const transit = world.virtual?.transit;
  const ask = () => outside(() => world.fetch(request)).catch(asSocketError);
  return transit ? transit.atService(ask) : ask();
}

/** A client at a socket is told what the socket would say, not what a fetch would. */
function asSocketError(thrown: unknown): never {
  throw thrown instanceof TypeError && thrown.cause instanceof Error ? thrown.cause : thrown;
}

/** Whoever connects has not begun to listen yet, nor to write. */
function refuseLater(socket: net.Socket, refusal: Error): net.Socket {
  process.nextTick(() => socket.destroy(refusal));
  return Object.assign(socket, { connecting: true });
}

interface Target {
  readonly host?: string;
  readonly port?: number | string;
  /** Of a socket that is a file. */
  readonly path?: string;
}

/** `net.connect` hands over what it was given as one list; whoever calls `connect` may give it one by one. */
function targetOf(args: readonly unknown[]): Target {
  const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as readonly unknown[];
  if (typeof first === 'object' && first !== null) return { host: 'localhost', ...first };
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { path: first };
  return { host: typeof second === 'string' ? second : 'localhost', port: Number(first) };
}

type Lookup = (host: string, options: unknown, callback: (error: Error) => void) => void;

/** What came neither by fetch nor by node:http msw lets through to the real thing: there the name leads nowhere. */
function refusingLookup(world: ForeignWorld): Lookup {
  return (host, _, callback) => callback(world.refuse(`a connection to ${host} that neither fetch nor node:http made`));
}

function withLookup(args: readonly unknown[], lookup: Lookup): readonly unknown[] {
  const given = (Array.isArray(args[0]) ? args[0] : args) as readonly unknown[];
  if (typeof given[0] === 'object' && given[0] !== null) Object.assign(given[0], { lookup });
  return args;
}
