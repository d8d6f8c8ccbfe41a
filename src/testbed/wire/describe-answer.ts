import type { NativeResponse } from './native-service.ts';

/** Any other may hold a session or a key. */
const keptHeaders = ['retry-after', 'x-request-id', 'x-amzn-requestid'] as const;

/** An answer in a transcript. */
export function describeAnswer({ status, headers, body, isCutOff }: NativeResponse): string {
  const kept = keptHeaders.flatMap((name) => (headers[name] === undefined ? [] : [` ${name}: ${headers[name]}`]));
  return `${status}${kept.join('')} ${body}${isCutOff ? ' (and the connection broke)' : ''}`;
}
