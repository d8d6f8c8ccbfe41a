import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import { type Refusal, refusal } from './answer.ts';

/** How far a signature may be from the time of the service. */
const offMaxMs = 5 * 60_000;

/** Why a signature is refused for its time, or null. One without a time is taken on trust, like the rest of it. */
export function timeProblem({ headers }: NativeRequest, nowMs: number): Refusal | null {
  const signedMs = readTime(headers['x-amz-date']);
  if (Number.isNaN(signedMs) || Math.abs(nowMs - signedMs) <= offMaxMs) return null;
  if (signedMs < nowMs) return refusal('RequestExpired', 'Request has expired.');
  const message = 'The difference between the request time and the current time is too large.';
  return refusal('RequestTimeTooSkewed', message, 403);
}

/** `20300101T000000Z` */
function readTime(text = ''): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const [year = Number.NaN, month = 0, day, hours, minutes, seconds] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hours, minutes, seconds);
}
