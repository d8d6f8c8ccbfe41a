import type { ProviderContext } from './context.ts';

/** What a request needs of a context. */
type Line = Pick<ProviderContext, 'fetch' | 'clock' | 'signal'>;

/** An HTTP answer as it came. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** One request and its whole answer. Gives up at the deadline even where the fetch does not heed its signal. */
export function fetchAnswer(context: Line, url: string, init: RequestInit, deadlineMs: number): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const cancel = context.clock.after(deadlineMs, () => {
      const expired = new Error(`no answer within ${deadlineMs} ms`);
      controller.abort(expired);
      reject(expired);
    });
    fetchWhole(context, url, { ...init, signal: controller.signal })
      .then(resolve, reject)
      .finally(cancel);
  });
}

async function fetchWhole(context: Line, url: string, init: RequestInit): Promise<HttpAnswer> {
  context.signal.throwIfAborted();
  const response = await context.fetch(url, init);
  return new WholeAnswer(response, await response.text());
}

/**
 * Its headers are made when they are asked for: mostly nobody reads them, and making them costs. A class, because a getter in a
 * literal makes a shape of its own each time, and that keeps what the getter knows until all memory is cleared up.
 */
class WholeAnswer implements HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly #response: Response;

  constructor(response: Response, text: string) {
    this.status = response.status;
    this.text = text;
    this.#response = response;
  }

  get headers(): Headers {
    return this.#response.headers;
  }
}

export function isSuccess({ status }: Pick<HttpAnswer, 'status'>): boolean {
  return status >= 200 && status <= 299;
}

/** How long the answer asks to wait, where it says so in whole seconds. */
export function retryAfterMs({ headers }: Pick<HttpAnswer, 'headers'>): number | undefined {
  const text = headers.get('retry-after') ?? '';
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : undefined;
}
