import type { NativeResponse } from '../../testbed/wire/native-service.ts';

/** What the API server answers, before the wire writes it down. A text comes from whoever stands in front of it. */
export interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function success(body: object, status = 200): Answer {
  return { status, body };
}

/** A field that is wrong, in the `causes` of a refusal. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly Cause[];
  readonly retryAfterSeconds?: number;
}

/** A refusal as every API server writes it: a `Status`. */
export function refusal(code: number, reason: string, message: string, details?: StatusDetails): Answer {
  const head = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason };
  return { status: code, body: { ...head, ...(details && { details }), code } };
}

export function written({ status, body, headers = {} }: Answer): NativeResponse {
  const isText = typeof body === 'string';
  return {
    status,
    headers: { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json', ...headers },
    body: isText ? body : JSON.stringify(body),
  };
}
