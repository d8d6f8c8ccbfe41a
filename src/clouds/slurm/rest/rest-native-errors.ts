import type { NativeErrorKind } from '../../../testbed/fault.ts';
import type { NativeRequest } from '../../../testbed/wire/native-service.ts';
import type { SlurmOptions } from '../slurm-options.ts';
import { failed, jobError, type RestAnswer, submitError } from './rest-answer.ts';
import { classify } from './rest-classify.ts';

type Forms = readonly (readonly [number: number, error: string])[];

// A number that SLURM is not known to have: it says nothing that could be guessed at.
const unheardOf: Forms = [[8888, 'The flux is not aligned']];

const unavailable: Forms = [
  [1800, 'Unable to contact slurm controller (connect failure)'],
  [5004, 'Socket timed out on send/recv operation'],
  [2105, 'Job submissions are disabled'],
];

const submitForms: Readonly<Record<NativeErrorKind, Forms>> = {
  capacity: [
    [2016, 'Requested nodes are busy'],
    [2070, 'Required partition not available (inactive or drain)'],
    [2101, 'Partition in DOWN state'],
    [2134, 'Insufficient GRES available in allocation'],
  ],
  auth: [
    [2002, 'Access/permission denied'],
    [2003, "User's group not permitted to use this partition"],
    [2045, 'Invalid account or account/partition combination specified'],
  ],
  'rate-limit': unheardOf,
  quota: [[2050, "Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)"]],
  invalid: [
    [2014, 'Requested node configuration is not available'],
    [2029, 'Invalid feature specification'],
    [2051, 'Requested time limit is invalid (missing or exceeds some limit)'],
    [9001, 'Failure during parsing'],
  ],
  'not-found': [[2000, 'Invalid partition name specified']],
  unavailable,
  unknown: unheardOf,
};

const otherForms: Readonly<Record<NativeErrorKind, Forms>> = {
  ...submitForms,
  capacity: unheardOf,
  auth: [[2002, 'Access/permission denied']],
  quota: unheardOf,
  invalid: [[2017, 'Invalid job id specified']],
  'not-found': [[2017, 'Invalid job id specified']],
};

/** Failures by SLURM's numbers; the same kind comes in another form each time, and now and then from the front. */
export function createRestErrors(
  start: number,
  options: SlurmOptions,
): (kind: NativeErrorKind, request: NativeRequest) => RestAnswer {
  let next = start;
  return (kind, request) => {
    next += 1;
    if (kind === 'auth' && next % 3 === 0) return { status: 401, body: 'Authentication failure' };
    if (kind === 'unavailable' && next % 4 === 0)
      return { status: 502, body: '<html><body>502 Bad Gateway</body></html>' };
    const isSubmit = classify(request).operation === 'spawn';
    const forms = (isSubmit ? submitForms : otherForms)[kind];
    const [number, error] = forms[next % forms.length] ?? [-1, 'Unspecified error'];
    return failed([isSubmit ? submitError(number, error) : jobError(number, error, 'slurm')], options);
  };
}
