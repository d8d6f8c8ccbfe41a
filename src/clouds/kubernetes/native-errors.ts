import type { NativeErrorKind } from '../../testbed/fault.ts';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import { type Answer, refusal } from './answer.ts';
import { invalid } from './check-metadata.ts';
import { partsOf } from './classify.ts';

/** What a cluster can answer. A lack of room is no refusal: the pod is taken, and waits; see `createPod`. */
export const nativeErrors: readonly NativeErrorKind[] = [
  'capacity',
  'auth',
  'rate-limit',
  'quota',
  'invalid',
  'not-found',
  'unavailable',
  'unknown',
];

/** The same failure has many forms, and each world has its own. */
export function createNativeErrors(
  draw: number,
): (kind: NativeErrorKind, request: NativeRequest, retryAfterMs?: number) => Answer {
  return (kind, request, retryAfterMs) => {
    const forms = formsOf(kind, request);
    const answer = forms[draw % forms.length] ?? internal;
    if (retryAfterMs === undefined) return answer;
    return { ...answer, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } };
  };
}

const internal = refusal(500, 'InternalError', 'Internal error occurred: etcdserver: request timed out');

/** Somebody else was counted by the same quota at the same time. */
const countedTwice = refusal(
  409,
  'Conflict',
  'Operation cannot be fulfilled on resourcequotas "compute": the object has been modified; please apply your changes to the latest version and try again',
  { name: 'compute', kind: 'resourcequotas' },
);

function formsOf(kind: NativeErrorKind, request: NativeRequest): readonly Answer[] {
  const [collection = 'pods', name = ''] = partsOf(request.path)?.parts ?? [];
  const details = { name, kind: collection };
  const forbidden = (why: string) => refusal(403, 'Forbidden', `${collection} "${name}" is forbidden: ${why}`, details);
  switch (kind) {
    case 'auth':
      return [
        refusal(401, 'Unauthorized', 'Unauthorized'),
        forbidden(
          `User "assay" cannot ${verbs[request.method]} resource "${collection}" in API group "" in the namespace`,
        ),
      ];
    case 'rate-limit':
      return [
        refusal(
          429,
          'TooManyRequests',
          'the server has received too many requests and has asked us to try again later',
          {
            retryAfterSeconds: 1,
          },
        ),
        { status: 429, body: 'Too many requests, please try again later.\n' },
      ];
    case 'quota':
      return [
        forbidden(
          'exceeded quota: compute, requested: requests.nvidia.com/gpu=8, used: requests.nvidia.com/gpu=8, limited: requests.nvidia.com/gpu=8',
        ),
        forbidden('failed quota: compute: must specify limits.cpu for: machine'),
      ];
    case 'invalid':
      return [
        invalid('Pod', name, [
          {
            reason: 'FieldValueInvalid',
            message: 'Invalid value: "-1": must be greater than or equal to 0',
            field: 'spec.containers[0].resources.limits',
          },
        ]),
        refusal(400, 'BadRequest', 'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string'),
        forbidden('maximum cpu usage per Container is 64, but limit is 128'),
        refusal(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728'),
      ];
    case 'not-found':
      return [
        request.method === 'POST'
          ? refusal(404, 'NotFound', 'namespaces "gone" not found', { name: 'gone', kind: 'namespaces' })
          : refusal(404, 'NotFound', `${collection} "${name}" not found`, details),
      ];
    case 'unavailable':
      return [
        internal,
        refusal(503, 'ServiceUnavailable', 'the server is currently unable to handle the request'),
        refusal(
          504,
          'Timeout',
          'Timeout: request did not complete within requested timeout - context deadline exceeded',
        ),
        refusal(
          500,
          'ServerTimeout',
          'The operation against pods could not be completed at this time, please try again.',
        ),
        { status: 502, body: '<html><head><title>502 Bad Gateway</title></head></html>' },
        ...(request.method === 'POST' ? [countedTwice] : []),
      ];
    // No API server gives this reason: it says nothing that could be guessed at.
    default:
      return [refusal(418, 'FluxMisaligned', 'the flux is not aligned')];
  }
}

const verbs: Readonly<Record<string, string>> = { GET: 'get', POST: 'create', DELETE: 'delete' };
