/** What the service answers, before the wire writes it down. */
export interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that refuses: `{error: {code, message}}`, plus what the code promises. */
export function refusal(status: number, code: string, message: string, more: object = {}): Answer {
  return { status, body: { error: { code, message, ...more } } };
}
