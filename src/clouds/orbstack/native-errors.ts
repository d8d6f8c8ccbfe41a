import type { NativeErrorKind } from '../../testbed/fault.ts';
import type { NativeResponse } from '../../testbed/wire/native-service.ts';
import { type Answer, refusal } from './answer.ts';

const refusals: Readonly<Record<NativeErrorKind, Answer>> = {
  capacity: refusal(503, 'host_full', 'this host has no room for another machine'),
  auth: refusal(401, 'unauthorized', 'the bearer token is not valid'),
  'rate-limit': refusal(429, 'slow_down', 'too many requests'),
  quota: refusal(403, 'quota_exceeded', 'the limit of machines is reached'),
  invalid: refusal(422, 'invalid_machine', 'the machine cannot be made as asked'),
  'not-found': refusal(404, 'machine_not_found', 'there is no such machine'),
  unavailable: refusal(503, 'unavailable', 'the host is being restarted'),
  // A real service invents codes without telling anybody. This one says nothing that could be guessed at.
  unknown: refusal(400, 'flux_misaligned', 'the flux is not aligned'),
};

/** A failure in the service's own words. */
export function nativeErrorAnswer(kind: NativeErrorKind, retryAfterMs?: number): Answer {
  const answer = refusals[kind];
  if (retryAfterMs === undefined) return answer;
  return { ...answer, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } };
}

const meanings: Readonly<Record<string, NativeErrorKind>> = {
  host_full: 'capacity',
  offer_not_found: 'capacity',
  pool_empty: 'capacity',
  unauthorized: 'auth',
  forbidden: 'auth',
  slow_down: 'rate-limit',
  quota_exceeded: 'quota',
  invalid_machine: 'invalid',
  unknown_image: 'invalid',
  unknown_network: 'invalid',
  unknown_region: 'invalid',
  machine_not_found: 'not-found',
  unavailable: 'unavailable',
};

/** What this service means by an answer. A name that is taken is no failure yet. */
export function meaningOf({ status, body }: NativeResponse): NativeErrorKind | 'success' | undefined {
  if (status < 300) return 'success';
  const [, code] = /"code":"([a-z_]+)"/.exec(body) ?? [];
  return code === undefined ? undefined : meanings[code.replace(/_with_details$/, '')];
}
