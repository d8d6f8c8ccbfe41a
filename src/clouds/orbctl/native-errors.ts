import type { ExecResult } from '../../provider/context.ts';
import type { NativeErrorKind } from '../../testbed/fault.ts';
import type { ExecRequest } from '../../testbed/wire/exec-wire.ts';
import { unknownStateIn } from '../../testbed/wire/unknown-state.ts';

/** What OrbStack has words for. It knows no credentials, and it never asks anybody to slow down. */
export const nativeErrors: readonly NativeErrorKind[] = [
  'capacity',
  'quota',
  'invalid',
  'not-found',
  'unavailable',
  'unknown',
];

/** Nearly every error has the same code, so only the text tells. */
const answer = (text: string): string => `[-32098] ${text}`;

// Words that OrbStack is not known to have: they say nothing that could be guessed at.
const unheardOf = answer('flux capacitor misaligned');

const texts: Readonly<Record<NativeErrorKind, string>> = {
  capacity: answer("create 'assay': setup: machine didn't start in 30s (missing IP address)"),
  auth: unheardOf,
  'rate-limit': unheardOf,
  quota: answer('write /var/lib/scon/containers: no space left on device'),
  invalid: 'CPU limit cannot exceed number of cores',
  'not-found': answer("machine not found: 'assay'"),
  unavailable: answer('Post "http://sconrpc": dial unix sconrpc.sock: connect: connection refused'),
  unknown: unheardOf,
};

/** A failure in orbctl's own words, as they are known. */
export function nativeError(kind: NativeErrorKind): ExecResult {
  return failure(texts[kind]);
}

/** What orbctl prints when OrbStack goes away in the middle of a call. */
export function connectionLost(_request: ExecRequest): ExecResult {
  return failure(answer('Post "http://sconrpc": EOF'));
}

function failure(text: string): ExecResult {
  return { exitCode: 1, stdout: '', stderr: `${text}\n`, timedOut: false };
}

/** A state that a later version may have. */
export const unknownState: (result: ExecResult) => ExecResult | undefined = unknownStateIn([
  'creating',
  'provisioning',
  'starting',
  'running',
  'stopping',
  'stopped',
  'deleting',
]);
