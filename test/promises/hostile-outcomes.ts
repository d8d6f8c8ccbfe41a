import type { OutcomeKind } from '../../src/engine/report.ts';

/** What a hostile provider comes to in `observe.unknown-is-null`, and a part of what is said about it. */
export type Honest = readonly [outcome: OutcomeKind, said?: string];

/** Each hostile provider has one honest outcome. Those that pass break no promise of this contract. */
export const honestOutcomes: Readonly<Record<string, Honest>> = {
  aborts: ['fail', 'was ended by SIGABRT'],
  'blocks-exit': ['pass'],
  'changes-directory': ['pass'],
  'deletes-fetch': ['pass'],
  disconnects: ['fail', 'exited with code 0'],
  'exits-quietly': ['fail', 'exited with code 0'],
  'fills-the-heap': ['fail', 'when its heap passed 160 MiB'],
  'floods-without-end': ['fail', 'printed more than 8 MiB'],
  'forges-a-pass': ['fail', 'forged: '],
  'forges-a-request': ['fail', 'forged: '],
  'kills-itself': ['fail', 'was ended by SIGKILL'],
  'leaves-a-child': ['pass'],
  'loops-in-get': ['fail', 'event loop stood still for 4000 ms'],
  'makes-chance-certain': ['pass'],
  'never-resolves': ['fail', 'had not settled after 120000 ms'],
  'rejects-after-the-end': ['fail', 'after its end a promise was rejected and nobody caught it: Error: long after'],
  'removes-the-listeners': ['pass'],
  'replaces-send': ['pass'],
  'returns-a-bigint': ['fail', 'resolved to 1n'],
  'returns-a-prototype': ['fail', 'resolved to {"__proto__"'],
  'returns-fifty-megabytes': ['fail', ''],
  'returns-minus-zero': ['fail', 'resolved to -0'],
  'returns-no-date': ['fail', 'resolved to an invalid date'],
  'returns-not-a-number': ['fail', 'resolved to NaN'],
  'settles-twice': ['pass'],
  'spoils-arrays': ['fail', ''],
  'spoils-json': ['flaky', 'a failing case did not fail again'],
  'spoils-promises': ['fail', ''],
  'stops-the-clock': ['pass'],
  'throws-a-numeric-stack': ['fail', 'threw Error: numeric'],
  'throws-a-proxy': ['fail', 'threw a value that cannot be shown'],
  'throws-frozen': ['fail', 'threw Error: frozen'],
  'throws-getters': ['fail', 'threw a value that cannot be shown'],
  'throws-its-own-cause': ['fail', 'threw Error: round'],
  'throws-null': ['fail', 'threw null'],
  'writes-to-stdout': ['pass'],
};
