import type { NativeResponse } from '../../testbed/wire/native-service.ts';

/** What the service answers, before the wire writes it down. A text body comes from whoever stands in front of it. */
export interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function success(body: object): Answer {
  return { status: 200, body };
}

/** A refusal as REST writes it: the reason in `errors`, and in newer answers the status beside it. */
export function refusal(code: number, reason: string, message: string, status?: string): Answer {
  const errors = [{ message, domain: 'global', reason }];
  return { status: code, body: { error: { code, message, errors, ...(status !== undefined && { status }) } } };
}

/** A refusal that names its reason in the details alone, as the newer front of the service writes it. */
export function detailedRefusal(code: number, status: string, reason: string, message: string): Answer {
  const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'compute.googleapis.com' };
  return { status: code, body: { error: { code, message, status, details: [info] } } };
}

export function written({ status, body, headers = {} }: Answer): NativeResponse {
  const isText = typeof body === 'string';
  return {
    status,
    headers: { 'content-type': isText ? 'text/html; charset=UTF-8' : 'application/json; charset=UTF-8', ...headers },
    body: isText ? body : JSON.stringify(body),
  };
}
