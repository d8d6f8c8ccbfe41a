import type { NativeResponse } from '../../testbed/wire/native-service.ts';

/** What the service answers, before the wire writes it down. A text body comes from whoever stands in front of it. */
export interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A success: `{data}`, and where a list goes on, the token of its next page. */
export function success(data: unknown, more: object = {}): Answer {
  return { status: 200, body: { data, ...more } };
}

/** A refusal in the service's words. */
export function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

export function written({ status, body, headers = {} }: Answer): NativeResponse {
  const isText = typeof body === 'string';
  return {
    status,
    headers: { 'content-type': isText ? 'text/html; charset=UTF-8' : 'application/json', ...headers },
    body: isText ? body : JSON.stringify(body),
  };
}
