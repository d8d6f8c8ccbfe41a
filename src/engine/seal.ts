import { hash, randomBytes } from 'node:crypto';

/**
 * Marks the messages between Assay and its worker, so that neither believes what provider code, which has the same
 * channel, puts there. Every message has a token of its own: one that was overheard is worth nothing any more.
 *
 * What it cannot stop: provider code runs in the worker's process. Code that takes Node's own channel object apart sees a
 * message before it leaves and can change it. The seal is against forging by what Node documents (`process.send`,
 * `process.emit`), not against an author who is determined to cheat: who does not trust the author runs the provider
 * elsewhere and lets a live testbed's ledger judge.
 */
export interface Seal {
  readonly put: <T>(message: T) => Sealed<T>;
  /** The message, or undefined where the other side did not seal it. */
  readonly open: (received: unknown) => unknown;
}

export interface Sealed<T> {
  readonly token: string;
  readonly message: T;
}

/** The two ends of a channel. A token of one is never one of the other. */
export type SealEnd = 'parent' | 'worker';

/** Nobody guesses it. Handed over once, before any provider code is loaded. */
export function newSecret(): string {
  return randomBytes(32).toString('hex');
}

/** One end of a channel whose messages arrive in their order. */
export function createSeal(secret: string, end: SealEnd): Seal {
  const other: SealEnd = end === 'parent' ? 'worker' : 'parent';
  let sent = 0;
  let received = 0;
  return {
    put: (message) => {
      sent += 1;
      return { token: tokenOf(secret, end, sent), message };
    },
    open: (given) => {
      if (!isSealed(given) || given.token !== tokenOf(secret, other, received + 1)) return undefined;
      received += 1;
      return given.message;
    },
  };
}

// Taken at load: code under test may replace what the module shows.
const digest = hash;

function tokenOf(secret: string, end: SealEnd, number: number): string {
  return digest('sha256', `${secret}:${end}:${number}`, 'hex');
}

function isSealed(value: unknown): value is Sealed<unknown> {
  return typeof value === 'object' && value !== null && 'token' in value && 'message' in value;
}
