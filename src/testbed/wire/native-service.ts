import type { NativeErrorKind } from '../fault.ts';
import type { CallClass } from './wire-call.ts';

/** An HTTP request as a simulated service sees it. Header names are lower case; an absent body is the empty text. */
export interface NativeRequest {
  readonly method: string;
  readonly host: string;
  /** Without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An HTTP response as a simulated service gives it. */
export interface NativeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A simulated service: stateful, in process, speaking its native wire format. */
export interface NativeService {
  handle(request: NativeRequest): Promise<NativeResponse>;
  classify(request: NativeRequest): CallClass;
  /** A failure in the service's own words. */
  nativeError(kind: NativeErrorKind, request: NativeRequest, retryAfterMs?: number): NativeResponse;
  /** The kinds of failure that the service has words for. */
  readonly nativeErrors: readonly NativeErrorKind[];
}
