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
  /** The connection breaks before the whole body has arrived. */
  readonly isCutOff?: true;
}

/** A simulated service: stateful, in process, speaking its native wire format. */
export interface NativeService {
  handle(request: NativeRequest): Promise<NativeResponse>;
  classify(request: NativeRequest): CallClass;
  /** A failure in the service's own words. */
  nativeError(kind: NativeErrorKind, request: NativeRequest, retryAfterMs?: number): NativeResponse;
  /** What the service means by an answer, for judges of the provider; undefined where it is no failure of these kinds. */
  meaningOf?(response: NativeResponse): NativeErrorKind | 'success' | undefined;
  /** The kinds of failure that the service has words for. */
  readonly nativeErrors: readonly NativeErrorKind[];
  /** The ways in which only the service itself can go wrong; those that are left out are not offered as faults. */
  readonly defects?: Partial<ServiceDefects>;
}

/** Each gives undefined, or false, where the call in question has nothing of the kind. */
export interface ServiceDefects {
  /** The answer with everything in a state that nobody has heard of. */
  unknownState(response: NativeResponse): NativeResponse | undefined;
  /** The answer saying that the page that was asked for comes next. */
  repeatedCursor(response: NativeResponse, request: NativeRequest): NativeResponse | undefined;
  /** The answer with a part of its items, and a note that the rest could not be had. */
  partial(response: NativeResponse): NativeResponse | undefined;
  /** The request for the page after this answer. */
  nextPage(response: NativeResponse, request: NativeRequest): NativeRequest | undefined;
  /** Forgets what the idempotency token of the request stands for. */
  forgetToken(request: NativeRequest): boolean;
}
