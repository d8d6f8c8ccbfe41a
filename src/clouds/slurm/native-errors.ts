import type { ExecResult } from '../../provider/context.ts';
import type { NativeErrorKind, WireOperation } from '../../testbed/fault.ts';
import type { ExecRequest } from '../../testbed/wire/exec-wire.ts';
import { unknownStateIn } from '../../testbed/wire/unknown-state.ts';
import { failed } from './answer.ts';
import { classify } from './classify.ts';

/** What SLURM has words for. It never asks anybody to slow down: newer versions make their commands wait instead. */
export const nativeErrors: readonly NativeErrorKind[] = [
  'capacity',
  'auth',
  'quota',
  'invalid',
  'not-found',
  'unavailable',
  'unknown',
];

type Texts = Readonly<Record<NativeErrorKind, readonly string[]>>;

// Words that SLURM is not known to have: they say nothing that could be guessed at.
const unheardOf = ['The flux is not aligned'];

const unavailable = [
  'Unable to contact slurm controller (connect failure)',
  'Socket timed out on send/recv operation',
  'Zero Bytes were transmitted or received',
];

const submitTexts: Texts = {
  capacity: [
    'Requested nodes are busy',
    'Required node not available (down, drained or reserved)',
    'Requested partition configuration not available now',
    'Required partition not available (inactive or drain)',
  ],
  auth: [
    'Access/permission denied',
    "User's group not permitted to use this partition",
    'Invalid account or account/partition combination specified',
    'Protocol authentication error',
  ],
  'rate-limit': unheardOf,
  quota: ["Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)"],
  invalid: [
    'Requested node configuration is not available',
    'Invalid generic resource (gres) specification',
    'Requested time limit is invalid (missing or exceeds some limit)',
    'Invalid feature specification',
    'Invalid license specification',
    'More processors requested than permitted',
  ],
  'not-found': ['Invalid partition name specified', 'Requested reservation is invalid'],
  unavailable,
  unknown: unheardOf,
};

const otherTexts: Texts = {
  ...submitTexts,
  capacity: unheardOf,
  auth: ['Access/permission denied', 'Protocol authentication error'],
  quota: unheardOf,
  invalid: ['Invalid job id specified'],
  'not-found': ['Invalid job id specified'],
};

const prefixes: { readonly [O in WireOperation]?: string } = {
  spawn: 'sbatch: error: Batch job submission failed: ',
  terminate: 'scancel: error: Kill job error on job id 1: ',
  list: 'slurm_load_jobs error: ',
  get: 'slurm_load_jobs error: ',
};

/** Failures in SLURM's own words; the same kind comes in another form each time. */
export function createNativeErrors(start: number): (kind: NativeErrorKind, request: ExecRequest) => ExecResult {
  let next = start;
  return (kind, request) => {
    const { operation } = classify(request);
    const forms = (operation === 'spawn' ? submitTexts : otherTexts)[kind];
    const text = forms[next % forms.length] ?? 'Unspecified error';
    next += 1;
    return failed((prefixes[operation] ?? `${request.file}: error: `) + text);
  };
}

/** What a command prints when the controller goes away in the middle of it. */
export function connectionLost(request: ExecRequest): ExecResult {
  const text = 'Unable to contact slurm controller (connect failure)';
  return failed((prefixes[classify(request).operation] ?? `${request.file}: error: `) + text);
}

/** A state that a later version may have. */
export const unknownState: (result: ExecResult) => ExecResult | undefined = unknownStateIn([
  'PENDING',
  'CONFIGURING',
  'RUNNING',
  'COMPLETING',
  'CANCELLED',
  'FAILED',
  'PREEMPTED',
]);
