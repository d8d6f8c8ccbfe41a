import type { NativeResponse } from './native-service.ts';

/** Any other may hold a session or a key. */
const keptHeaders = ['retry-after', 'x-request-id', 'x-amzn-requestid'] as const;

/** An answer in a transcript. */
export function describeAnswer(response: NativeResponse): string {
  return `${headOf(response)} ${response.body}${response.isCutOff ? ' (and the connection broke)' : ''}`;
}

/** Whether a transcript shows no difference. Asked for every read: neither is written out for it. */
export function isSameAnswer(a: NativeResponse, b: NativeResponse): boolean {
  return a.body === b.body && a.isCutOff === b.isCutOff && headOf(a) === headOf(b);
}

function headOf({ status, headers }: NativeResponse): string {
  let head = String(status);
  for (const name of keptHeaders) if (headers[name] !== undefined) head += ` ${name}: ${headers[name]}`;
  return head;
}
