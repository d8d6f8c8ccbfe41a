import type { Clock, Fetch } from '../../provider/context.ts';
import type { FaultInjector, NoConnection } from '../fault.ts';
import type { TranscriptRecorder } from '../transcript-recorder.ts';
import { addressOf } from './address-of.ts';
import { connectionReset } from './connection-reset.ts';
import { describeAnswer, isSameAnswer } from './describe-answer.ts';
import { httpFaults } from './http-faults.ts';
import type { NativeRequest, NativeResponse, NativeService } from './native-service.ts';
import { socketError } from './socket-error.ts';
import { TextResponse } from './text-response.ts';
import { unlessAborted } from './unless-aborted.ts';
import { createWire } from './wire.ts';

export interface FetchWire {
  readonly fetch: Fetch;
  readonly faults: FaultInjector;
}

/**
 * A `fetch` that calls a simulated service in process. It fails as the real one does: a lost connection is a
 * TypeError with the socket's error as its cause, an abort rejects with the signal's reason.
 *
 * @example
 * const { fetch, faults } = createFetchWire(service, { clock, transcript });
 */
export function createFetchWire(
  service: NativeService,
  options: { readonly clock: Clock; readonly transcript: TranscriptRecorder },
): FetchWire {
  const wire = createWire<NativeRequest, NativeResponse>({
    ...options,
    transport: ({ request, signal }) => unlessAborted(service.handle(request), signal),
    classify: (request) => service.classify(request),
    nativeError: (kind, request, retryAfterMs) => service.nativeError(kind, request, retryAfterMs),
    nativeErrors: service.nativeErrors,
    meaningOf: (response) => service.meaningOf?.(response),
    ...httpFaults(service),
    loseConnection: (_request, because) => Promise.reject(fetchFailed(because)),
    describeResponse: describeAnswer,
    isSame: isSameAnswer,
  });
  return {
    faults: wire.faults,
    fetch: async (input, init) => {
      const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
      signal?.throwIfAborted();
      const native = await wire.send(await toNativeRequest(input, init), signal ?? undefined);
      signal?.throwIfAborted();
      return toResponse(native);
    },
  };
}

/** As undici says it. */
function fetchFailed(because?: NoConnection): TypeError {
  return new TypeError('fetch failed', { cause: socketError(because) });
}

async function toNativeRequest(input: string | URL | Request, init: RequestInit | undefined): Promise<NativeRequest> {
  // A Request costs several times what the call does, so one is made only where the caller needs it.
  if (typeof input !== 'string' || (init?.body !== undefined && init.body !== null && typeof init.body !== 'string')) {
    return fromRequest(new Request(input, init));
  }
  return {
    method: init?.method ?? 'GET',
    ...addressOf(input),
    headers: lowerCased(init?.headers),
    body: init?.body ?? '',
  };
}

async function fromRequest(request: Request): Promise<NativeRequest> {
  return {
    method: request.method,
    ...addressOf(request.url),
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  };
}

/** By lower-case names, in whatever form they were given. */
export function lowerCased(headers: RequestInit['headers']): Readonly<Record<string, string>> {
  if (headers === undefined) return {};
  if (headers instanceof Headers || Array.isArray(headers)) return Object.fromEntries(new Headers(headers));
  const lowered: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) lowered[name.toLowerCase()] = String(value);
  return lowered;
}

function toResponse({ status, headers, body, isCutOff }: NativeResponse): Response {
  if (isCutOff) return new Response(cutOff(body), { status, headers });
  return mayHaveBody(status) ? new TextResponse(body, { status, headers }) : new Response(null, { status, headers });
}

/** The beginning of a body, and then, as undici says it, the end of the connection. */
function cutOff(body: string): ReadableStream {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(body)),
    pull: (controller) => controller.error(new TypeError('terminated', { cause: connectionReset() })),
  });
}

/** A response of these statuses must not have a body. */
function mayHaveBody(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304;
}
