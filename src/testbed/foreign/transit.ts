import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { VirtualClock } from '../virtual-clock.ts';
import { currentWorld } from './foreign-world.ts';

/** Requests on their way through an HTTP client: that takes turns of the event loop, and no time of the world. */
export interface Transit {
  sent(): void;
  done(): void;
  /** Time goes on while the service thinks. */
  atService<T>(work: () => Promise<T>): Promise<T>;
}

/** Longer than any turn of the loop: who leaves an answer unread does not keep time from going on. */
const patienceMs = 1_000;

// Taken at load: the globals may be a world's by the time they are used.
const { setTimeout: startReal, clearTimeout: clearReal } = globalThis;

export function createTransit(clock: VirtualClock): Transit {
  let onTheirWay = 0;
  let release: (() => void) | undefined;
  let patience: NodeJS.Timeout | undefined;

  const letGo = () => {
    release?.();
    release = undefined;
  };
  const change = (by: number) => {
    onTheirWay += by;
    clearReal(patience);
    if (onTheirWay <= 0) return letGo();
    release ??= clock.hold();
    patience = startReal(letGo, patienceMs).unref();
  };

  return {
    sent: () => change(1),
    done: () => change(-1),
    atService: async (work) => {
      change(-1);
      try {
        return await work();
      } finally {
        change(1);
      }
    },
  };
}

/** Follows what node:http, and the clients that are made of it, send from inside a world. */
export function watchTransit(): void {
  subscribe('http.client.request.created', (message) => {
    const transit = currentWorld()?.virtual?.transit;
    if (!transit) return;
    transit.sent();
    (message as { readonly request: ClientRequest }).request.once('close', () => transit.done());
  });
}
