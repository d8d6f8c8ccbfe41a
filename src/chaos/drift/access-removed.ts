import { z } from 'zod';
import { between, oneIn } from '../../testbed/draw.ts';
import type { NativeErrorKind } from '../../testbed/fault.ts';
import type { WireKind } from '../disturbance.ts';

/** What an account has that somebody may take away, and what the service says then. */
const removable = { credential: 'auth', quota: 'quota', region: 'invalid' } as const satisfies Record<
  string,
  NativeErrorKind
>;

type Removable = keyof typeof removable;

const names = Object.keys(removable) as Removable[];

/**
 * Somebody takes away the credential, the quota or the region while machines live. Without the credential every call is
 * refused; without the others, whatever asks for another machine.
 */
export const accessRemoved: WireKind = {
  acts: 'wire',
  kind: 'access-removed',
  number: 'F56',
  family: 'drift',
  meaning: 'the credential, the quota or the region is taken away while machines live',
  told: 'somebody had taken away what it needs',
  parameters: z.strictObject({ what: z.enum(names) }),
  missing: ({ faults }) => (faults?.nativeErrors.includes('auth') ? null : 'its service cannot refuse a credential'),
  draw: ({ random, disturbMs }) => ({
    parameters: { what: names[between(random, 0, names.length - 1)] ?? 'credential' },
    trigger: oneIn(random, 2)
      ? { on: 'event', event: 'machine-running', nth: between(random, 1, 2), delayMs: between(random, 0, 20_000) }
      : { on: 'time', atMs: between(random, 0, Math.floor(disturbMs / 2)) },
    durationMs: between(random, 10_000, 60_000),
  }),
  operationOf: ({ what }) => (what === 'credential' ? undefined : 'spawn'),
  toFault: ({ what }) => ({ kind: 'native-error', error: removable[(what ?? 'credential') as Removable] }),
};
