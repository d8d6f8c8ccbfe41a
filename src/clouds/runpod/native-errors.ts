import type { Random } from '../../provider/context.ts';
import type { NativeErrorKind } from '../../testbed/fault.ts';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import { type Answer, problem } from './answer.ts';
import { graphqlErrors } from './native-graphql-errors.ts';
import { lowBalance, noCapacity } from './place-pod.ts';

/** The same failure has many forms here, and each comes now and then: an adapter must read all of them. */
export function nativeErrorAnswer(
  kind: NativeErrorKind,
  request: NativeRequest,
  random: Random,
  retryAfterMs?: number,
): Answer {
  const forms = formsOf(kind, request, retryAfterMs !== undefined);
  const answer = forms[Math.floor(random.next() * forms.length)] ?? problem(500, 'internal error');
  if (retryAfterMs === undefined) return answer;
  return { ...answer, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } };
}

/** The firewall in front of the service, as a page and in few words. */
export const firewallPage: Answer = {
  status: 403,
  body: '<!DOCTYPE html><html><head><title>Access denied</title></head><body>error code: 1010</body></html>',
  headers: { 'content-type': 'text/html' },
};

const firewallWords: Answer = { status: 403, body: 'error code: 1010' };

export function gatewayPage(status: number, title: string): Answer {
  const body = `<html><head><title>${status} ${title}</title></head><body>cloudflare</body></html>`;
  return { status, body, headers: { 'content-type': 'text/html' } };
}

/** The texts of a lack of capacity that public logs hold. */
export const capacityTexts: readonly string[] = [
  noCapacity,
  'There are no instances currently available',
  'This machine does not have the resources to deploy your pod',
  'could not find any pods with required specifications',
];

function formsOf(kind: NativeErrorKind, request: NativeRequest, tellsWhen: boolean): readonly Answer[] {
  if (request.path === '/graphql' && graphqlErrors[kind]) return graphqlErrors[kind];
  switch (kind) {
    case 'invalid':
      return request.method === 'POST' && request.path.endsWith('/pods') ? invalidPod : [unknownFieldRefusal];
    case 'not-found':
      return [problem(404, notFoundTexts[request.method] ?? 'pod not found')];
    // The firewall does not say when it will be over.
    case 'rate-limit':
      return tellsWhen ? tooMany : [...tooMany, firewallPage, firewallWords, gatewayPage(429, 'Too Many Requests')];
    default:
      return restErrors[kind];
  }
}

const notFoundTexts: Readonly<Record<string, string>> = {
  POST: 'template not found',
  DELETE: 'pod not found to terminate',
};

const unknownFieldRefusal = problem(422, 'request body is invalid: flavour: unknown field', ['flavour: unknown field']);

const invalidPod: readonly Answer[] = [
  unknownFieldRefusal,
  problem(400, 'allowedCudaVersions and minCudaVersion are mutually exclusive'),
  problem(422, 'image no-such-image was not found on its registry'),
  problem(404, 'network volume not found'),
  problem(403, 'this account has no access to GPU pool HOPPER_141'),
];

const tooMany: readonly Answer[] = [
  problem(429, 'rate limit exceeded for the minute window'),
  problem(429, 'rate limit exceeded for the hour window'),
];

const restErrors: Readonly<
  Record<Exclude<NativeErrorKind, 'invalid' | 'not-found' | 'rate-limit'>, readonly Answer[]>
> = {
  capacity: capacityTexts.flatMap((text) => [problem(400, text), problem(500, `create pod: ${text}`)]),
  auth: [problem(401, 'missing bearer token'), problem(401, 'invalid api key'), problem(403, 'access denied')],
  quota: [problem(402, 'insufficient balance'), problem(400, lowBalance), problem(500, lowBalance)],
  unavailable: [
    problem(500, 'internal server error'),
    problem(503, 'service temporarily unavailable'),
    gatewayPage(502, 'Bad Gateway'),
    gatewayPage(524, 'A timeout occurred'),
  ],
  // A real service invents refusals without telling anybody. This one says nothing that could be guessed at.
  unknown: [problem(418, 'the flux is not aligned')],
};
