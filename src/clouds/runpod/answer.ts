import type { NativeResponse } from '../../testbed/wire/native-service.ts';

/** What the service answers, before the wire writes it down. A text goes out as it is, as a page of a proxy. */
export interface Answer {
  readonly status: number;
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  418: "I'm a teapot",
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** A refusal of REST v2: an RFC 9457 problem, with the paths of what is wrong where a schema refused the body. */
export function problem(status: number, detail: string, errors?: readonly string[]): Answer {
  return { status, body: { title: titles[status] ?? 'Error', status, detail, ...(errors && { errors }) } };
}

/** A refusal of GraphQL: HTTP 200 unless the query itself is wrong. */
export function graphqlError(message: string, code?: string, status = 200): Answer {
  const extensions = code === undefined ? {} : { extensions: { code } };
  return { status, body: { errors: [{ message, ...extensions }], data: null } };
}

/** An answer as it goes over the wire. */
export function written({ status, body, headers }: Answer): NativeResponse {
  if (typeof body === 'string') return { status, headers: headers ?? {}, body };
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return { status, headers: { 'content-type': type, ...headers }, body: body ? JSON.stringify(body) : '' };
}
