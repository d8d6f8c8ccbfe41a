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
    return function connect(this: net.Socket, ...args: readonly unknown[]) {
      const world = currentWorld();
      if (!world) return Reflect.apply(realConnect, this, args);
      const target = targetOf(args);
      if (world.allows(target.host ?? '', Number(target.port))) {
        return Reflect.apply(mswConnect, this, withLookup(args, refusingLookup(world)));
      }
      const where = target.path ?? `${target.host}:${target.port}`;
      return this.destroy(world.refuse(`a connection to ${where}`));
    } as typeof mswConnect;
  });
}

async function listenWithMsw(): Promise<void> {
  const { setupServer } = await import('msw/node');
  const { http, passthrough } = await import('msw');
  const server = setupServer(
    http.all('*', ({ request }) => {
      const world = currentWorld();
      return world ? answer(world, request) : passthrough();
    }),
  );
  // Its listener makes an error the client's affair: without one msw prints it.
  server.events.on('unhandledException', () => {});
  server.listen({ onUnhandledFrame: 'error' });
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

/** What msw does not take for HTTP it lets through, to the real thing: there the name is found to lead nowhere. */
function refusingLookup(world: ForeignWorld): Lookup {
  return (host, _, callback) => callback(world.refuse(`something else than HTTP with ${host}`));
}

function withLookup(args: readonly unknown[], lookup: Lookup): readonly unknown[] {
  const given = (Array.isArray(args[0]) ? args[0] : args) as readonly unknown[];
  if (typeof given[0] === 'object' && given[0] !== null) Object.assign(given[0], { lookup });
  return args;
}
