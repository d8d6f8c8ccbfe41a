import { describeWithCauses } from '../contracts/describe.ts';
import { armCutPoint } from '../testbed/cut-point.ts';
import { contractScope } from './contract-scope.ts';
import { watchLeftOpen } from './left-open.ts';
import { type FindRegistered, SubjectError } from './loaded-subject.ts';
import { printAtOnce } from './print-at-once.ts';
import { createSeal, type Seal } from './seal.ts';
import type { WorkerMessage, WorkerRequest } from './worker-protocol.ts';
import { createSession } from './worker-session.ts';

const aliveEveryMs = 1_000;

/** The life of a worker process: opens one subject, runs the contracts that it is asked for, closes. */
export function serveWorker(findRegistered: FindRegistered): void {
  // The first message is the secret of this channel. No provider code is loaded yet, and no later message holds it.
  process.once('message', (first: { readonly secret: string }) =>
    serve(findRegistered, createSeal(first.secret, 'worker')),
  );
}

function serve(findRegistered: FindRegistered, seal: Seal): void {
  armCutPoint(process.env.ASSAY_FAULT_AT);
  // Taken before any provider code is loaded, which might replace them.
  const sendRaw = process.send?.bind(process);
  const send = (message: WorkerMessage, done: () => void = () => {}) => {
    listen();
    // The parent may be gone, and clean-up goes on without it.
    if (process.connected) sendRaw?.(seal.put(message), undefined, undefined, done);
    else done();
  };
  setInterval(() => send({ type: 'alive' }), aliveEveryMs).unref();
  const leftOpen = watchLeftOpen();
  const session = createSession(findRegistered, send, leftOpen.names);

  const receive = async (received: unknown) => {
    const request = seal.open(received) as WorkerRequest | undefined;
    // What the provider emits on its own process looks like a request, and has no seal.
    if (request === undefined) return send({ type: 'forged' });
    try {
      await session(request);
    } catch (thrown) {
      const kind = thrown instanceof SubjectError ? 'usage' : 'internal';
      send({
        type: 'problem',
        kind,
        message: thrown instanceof SubjectError ? thrown.message : describeWithCauses(thrown),
      });
    }
  };
  // The provider may have removed every listener.
  const listen = () => {
    if (!process.listeners('message').includes(receive)) process.on('message', receive);
  };
  listen();
  printAtOnce();
  // Only now: the channel and the streams, in use from here on, are not the provider's.
  leftOpen.begin();
  const exit = process.exit.bind(process);
  const escaped = (what: string, thrown: unknown) => {
    const text = `${what} and nobody caught it: ${describeWithCauses(thrown)}`;
    const contract = contractScope.late();
    if (contract !== undefined) send({ type: 'late', contract, text });
    else send({ type: 'escaped', text }, () => exit(1));
  };
  process.on('unhandledRejection', (thrown) => escaped('a promise was rejected', thrown));
  process.on('uncaughtException', (thrown) => escaped('an error was thrown', thrown));
  // A Ctrl-C reaches every process of the terminal; only the parent decides what it means.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  process.on('disconnect', async () => {
    await session({ type: 'close' }).catch(() => {});
    exit();
  });
}
