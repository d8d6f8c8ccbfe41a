import type { NativeErrorKind, WireOperation } from '../../testbed/fault.ts';
import { type Answer, detailedRefusal, refusal, success } from './answer.ts';
import { failure } from './operation.ts';

const noRoom = "The zone 'projects/p/zones/z' does not have enough resources available to fulfill the request.";

/** Said at once, with a status. */
const refusals: Readonly<Record<NativeErrorKind, readonly Answer[]>> = {
  capacity: [
    refusal(503, 'ZONE_RESOURCE_POOL_EXHAUSTED', noRoom),
    refusal(503, 'insufficientCapacity', noRoom),
    refusal(400, 'invalid', "Machine type with name 'e2-small' does not exist in zone 'z'."),
    refusal(409, 'REGION_RESOURCE_POOL_EXHAUSTED', noRoom),
  ],
  auth: [
    refusal(401, 'authError', 'Invalid Credentials', 'UNAUTHENTICATED'),
    refusal(403, 'forbidden', "Required 'compute.instances.create' permission for 'projects/p'", 'PERMISSION_DENIED'),
    refusal(403, 'accessNotConfigured', 'Compute Engine API has not been used in project p before or it is disabled.'),
    detailedRefusal(403, 'PERMISSION_DENIED', 'SERVICE_DISABLED', 'The service is disabled.'),
    detailedRefusal(403, 'PERMISSION_DENIED', 'IAM_PERMISSION_DENIED', 'Permission denied.'),
  ],
  'rate-limit': [
    refusal(403, 'rateLimitExceeded', 'Rate Limit Exceeded'),
    refusal(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded'),
    detailedRefusal(429, 'RESOURCE_EXHAUSTED', 'RATE_LIMIT_EXCEEDED', "Quota exceeded for quota metric 'Queries'"),
  ],
  quota: [
    refusal(403, 'quotaExceeded', "Quota 'CPUS' exceeded.  Limit: 24.0 in region us-central1."),
    detailedRefusal(403, 'PERMISSION_DENIED', 'RESOURCE_QUOTA_EXCEEDED', "Quota 'GPUS_ALL_REGIONS' exceeded."),
  ],
  invalid: [
    refusal(400, 'invalid', "Invalid value for field 'resource.name': 'X'."),
    refusal(400, 'required', 'Required parameter is missing.'),
    refusal(400, 'badRequest', 'Disk size is smaller than that of the image.', 'INVALID_ARGUMENT'),
    refusal(412, 'conditionNotMet', 'Constraint constraints/compute.vmExternalIpAccess violated for project p.'),
    detailedRefusal(400, 'INVALID_ARGUMENT', 'INVALID_FIELD_VALUE', 'A field has a value that it cannot have.'),
  ],
  'not-found': [
    refusal(404, 'notFound', "The resource 'projects/p/zones/z/x' was not found"),
    detailedRefusal(404, 'NOT_FOUND', 'RESOURCE_NOT_FOUND', 'The resource was not found.'),
  ],
  unavailable: [
    refusal(503, 'backendError', 'Backend Error', 'UNAVAILABLE'),
    refusal(500, 'internalError', 'Internal Error', 'INTERNAL'),
    detailedRefusal(500, 'INTERNAL', 'SERVICE_UNAVAILABLE_FOR_LOCATION', 'The service is unavailable here.'),
    { status: 502, body: '<html><head><title>502 Bad Gateway</title></head></html>' },
  ],
  // A real service invents codes without telling anybody. These say nothing that could be guessed at.
  unknown: [
    refusal(400, 'fluxMisaligned', 'The flux is not aligned.'),
    detailedRefusal(422, 'FAILED_PRECONDITION', 'FLUX_MISALIGNED', 'The flux is not aligned.'),
  ],
};

/** That a zone does not have a type is a thing of inserts. */
const capacityOfAnything = refusals.capacity.slice(0, 2);

/** Said by an operation that was accepted, with 200. Who asks to wait does so with a status. */
const failures: Partial<Record<NativeErrorKind, readonly Answer[]>> = {
  capacity: [
    failed('ZONE_RESOURCE_POOL_EXHAUSTED', noRoom, 503),
    failed('ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS', noRoom, 503),
    failed('RESOURCE_POOL_EXHAUSTED', noRoom, 503),
    failed('GPU_STOCKOUT', noRoom, 503),
    failed('UNSUPPORTED_OPERATION', 'Instance was preempted during its creation.', 400),
    failed('IP_SPACE_EXHAUSTED_WITH_DETAILS', 'IP space of the subnetwork is exhausted.', 403),
  ],
  quota: [failed('QUOTA_EXCEEDED', "Quota 'GPUS_ALL_REGIONS' exceeded.  Limit: 0.0 globally.", 403)],
  auth: [failed('PERMISSIONS_ERROR', "Required 'compute.subnetworks.use' permission.", 403)],
  invalid: [
    failed('INVALID_USAGE', 'The resource cannot be used like this.', 400),
    failed('CONDITION_NOT_MET', 'Constraint constraints/compute.vmExternalIpAccess violated.', 412),
  ],
  unavailable: [
    failed('INTERNAL_ERROR', "Internal error. Please try again or contact Google Support. (Code: '-1')", 500),
  ],
  unknown: [failed('FLUX_MISALIGNED', 'The flux is not aligned.', 400)],
};

/** Failures in the service's own words; the same kind comes in another form each time. */
export function createNativeErrors(
  start: number,
): (kind: NativeErrorKind, operation: WireOperation, retryAfterMs?: number) => Answer {
  let next = start;
  return (kind, operation, retryAfterMs) => {
    const isInOperation = operation === 'spawn' && retryAfterMs === undefined;
    const said = operation === 'spawn' || kind !== 'capacity' ? refusals[kind] : capacityOfAnything;
    const forms = isInOperation ? [...said, ...(failures[kind] ?? [])] : said;
    const answer = forms[next % forms.length] ?? refusal(500, 'internalError', 'Internal Error');
    next += 1;
    if (retryAfterMs === undefined) return answer;
    return { ...answer, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } };
  };
}

function failed(code: string, message: string, httpStatus: number): Answer {
  return success({
    kind: 'compute#operation',
    id: '1000000000000000001',
    name: 'operation-that-failed',
    operationType: 'insert',
    status: 'DONE',
    progress: 100,
    insertTime: '2026-01-05T10:00:00.000Z',
    ...failure({ code, message, httpStatus }),
  });
}
