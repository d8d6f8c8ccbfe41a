import { Readable } from 'node:stream';
import type { Clock, SdkRequestHandler } from '../../provider/context.ts';
import type { FaultInjector } from '../fault.ts';
import type { TranscriptRecorder } from '../transcript-recorder.ts';
import { describeAnswer, isSameAnswer } from './describe-answer.ts';
import { httpFaults } from './http-faults.ts';
import type { NativeRequest, NativeResponse, NativeService } from './native-service.ts';
import { socketError } from './socket-error.ts';
import { unlessAborted } from './unless-aborted.ts';
import { createWire } from './wire.ts';

export interface SdkWire {
  readonly requestHandler: SdkRequestHandler;
  readonly faults: FaultInjector;
}

/** The parts of an SDK's HTTP request that a service needs to see. */
interface SdkRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * A request handler for an AWS SDK client over a simulated service: the SDK's own serialisers, signer and parsers stay
 * in the path, only the socket is replaced.
 *
 * @example
 * const { requestHandler } = createSdkWire(service, { clock, transcript });
 */
export function createSdkWire(
  service: NativeService,
  options: { readonly clock: Clock; readonly transcript: TranscriptRecorder },
): SdkWire {
  const wire = createWire<NativeRequest, NativeResponse>({
    ...options,
    transport: ({ request, signal }) => unlessAborted(service.handle(request), signal),
    classify: (request) => service.classify(request),
    nativeError: (kind, request, retryAfterMs) => service.nativeError(kind, request, retryAfterMs),
    nativeErrors: service.nativeErrors,
    ...httpFaults(service),
    loseConnection: (_request, because) => Promise.reject(socketError(because)),
    describeResponse: describeAnswer,
    isSame: isSameAnswer,
  });
  return {
    faults: wire.faults,
    requestHandler: {
      handle: async (request, handlerOptions) => {
        const signal = (handlerOptions as { readonly abortSignal?: AbortSignal } | undefined)?.abortSignal;
        signal?.throwIfAborted();
        const native = await wire.send(await toNativeRequest(request as SdkRequest), signal);
        return { response: toSdkResponse(native) };
      },
    },
  };
}

async function toNativeRequest(request: SdkRequest): Promise<NativeRequest> {
  return {
    method: request.method,
    host: request.hostname,
    path: request.path,
    query: queryText(request.query ?? {}),
    headers: withLowerCaseNames(request.headers),
    body: await bodyText(request.body),
  };
}

function withLowerCaseNames(headers: SdkRequest['headers']): Record<string, string> {
  const written: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) written[name.toLowerCase()] = value;
  return written;
}

function queryText(query: NonNullable<SdkRequest['query']>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) parameters.append(name, each);
  }
  return parameters.toString();
}

async function bodyText(body: unknown): Promise<string> {
  if (body === undefined || body === null) return '';
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  if (body instanceof Readable) return Buffer.concat(await body.toArray()).toString('utf8');
  throw new TypeError(`the SDK wire cannot read a body of type ${typeof body}`);
}

/** What the SDK's deserialisers read: a status code, headers, and bytes or a stream of them. */
function toSdkResponse({ status, headers, body, isCutOff }: NativeResponse): unknown {
  // A stream costs a fifth of a call: only where there is something that bytes cannot show.
  const bytes = isCutOff === true ? Readable.from(brokenOff(body)) : Buffer.from(body);
  return { statusCode: status, headers: { ...headers }, body: bytes };
}

function* brokenOff(body: string): Generator<Buffer> {
  if (body !== '') yield Buffer.from(body);
  throw socketError();
}
