import type { XmlValue } from './xml.ts';

/** What the service answers to a call, before it is written down. */
export type Answer = Success | Refusal;

export interface Success {
  readonly ok: true;
  readonly body: { readonly [name: string]: XmlValue };
}

export interface Refusal {
  readonly ok: false;
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export function success(body: Success['body']): Success {
  return { ok: true, body };
}

/** A refusal in the words of EC2. Client errors are 400 but for a few; server errors say so. */
export function refusal(code: string, message: string, status = 400): Refusal {
  return { ok: false, status, code, message };
}
