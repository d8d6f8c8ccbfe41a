import type { NativeErrorKind, WireOperation } from '../../testbed/fault.ts';
import { type Answer, refusal } from './answer.ts';
import { banned } from './front.ts';

const capacity = [
  refusal(400, 'instance-operations/launch/insufficient-capacity', 'Not enough capacity to fulfill launch request.'),
  refusal(400, 'global/invalid-parameters', 'Region us-east-1 does not exist for this instance type.'),
];

const forms: Readonly<Record<NativeErrorKind, readonly Answer[]>> = {
  capacity,
  auth: [
    refusal(401, 'global/invalid-api-key', 'API key was invalid, expired, or deleted.'),
    refusal(403, 'global/account-inactive', 'Your account is inactive.'),
    refusal(403, 'global/forbidden', 'You may not do this.'),
  ],
  'rate-limit': [
    refusal(429, 'global/rate-limited', 'Too many requests.'),
    { status: 429, body: 'Too Many Requests' },
    banned,
  ],
  quota: [refusal(400, 'global/quota-exceeded', 'Quota exceeded.')],
  invalid: [
    refusal(400, 'global/invalid-parameters', 'Invalid request data.'),
    refusal(400, 'instance-operations/launch/file-system-in-wrong-region', 'A file system is in another region.'),
    refusal(404, 'global/object-does-not-exist', 'The SSH key does not exist.'),
    refusal(400, 'global/object-does-not-exist', 'The image does not exist.'),
  ],
  'not-found': [
    refusal(404, 'global/object-does-not-exist', 'The object does not exist.'),
    refusal(404, 'global/not-found', 'Not found.'),
  ],
  unavailable: [
    refusal(500, 'global/internal-error', 'An internal error occurred.'),
    refusal(500, 'global/unknown', 'An unknown error occurred.'),
    refusal(503, 'provider/internal-unavailable', 'The provider is unavailable.'),
    refusal(400, 'provider/exhausted', 'The provider did not serve the request.'),
    refusal(409, 'global/conflict', 'The request conflicts with another.'),
    { status: 502, body: '<html><head><title>502 Bad Gateway</title></head></html>' },
    { status: 524, body: 'error code: 524' },
  ],
  // A real service invents codes without telling anybody. These say nothing that could be guessed at.
  unknown: [
    refusal(400, 'flux/misaligned', 'The flux is not aligned.'),
    refusal(422, 'global/flux', 'The flux is not aligned.'),
  ],
};

/** Failures in the service's own words; the same kind comes in another form each time. */
export function createNativeErrors(
  start: number,
): (kind: NativeErrorKind, operation: WireOperation, retryAfterMs?: number) => Answer {
  let next = start;
  return (kind, operation, retryAfterMs) => {
    // Lacking capacity is a thing of launches, and so is a region that was taken out of the offer.
    const known = operation === 'spawn' || kind !== 'invalid' ? forms[kind] : forms[kind].slice(0, 1);
    const answer = known[next % known.length] ?? refusal(500, 'global/unknown', 'An unknown error occurred.');
    next += 1;
    if (retryAfterMs === undefined) return answer;
    return { ...answer, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } };
  };
}
