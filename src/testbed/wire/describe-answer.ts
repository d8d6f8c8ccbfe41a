import type { NativeResponse } from './native-service.ts';

/** An answer in a transcript. */
export function describeAnswer({ status, body, isCutOff }: NativeResponse): string {
  return `${status} ${body}${isCutOff ? ' (and the connection broke)' : ''}`;
}
