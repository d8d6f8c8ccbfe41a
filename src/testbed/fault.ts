/** The wire faults. A wire or service that cannot do one does not offer it. Each is one decorator of its own file in testbed/faults. */
export const faultKinds = [
  'native-error',
  'latency',
  'hang',
  'response-lost',
  'error-after-success',
  'throttle',
  'stale-read',
  'request-lost',
  'connection-reset',
  'truncated',
  'malformed',
  'unknown-enum',
  'duplicate-delivery',
  'dropped-page',
  'repeated-page-token',
  'token-forgotten',
  'partial-batch',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** Native failures that a simulated service can phrase in its own words. */
export const nativeErrorKinds = [
  'capacity',
  'auth',
  'rate-limit',
  'quota',
  'invalid',
  'not-found',
  'unavailable',
  'unknown',
] as const;

export type NativeErrorKind = (typeof nativeErrorKinds)[number];

/** Why there may be no connection at all. */
export const noConnections = ['unknown-host', 'expired-certificate'] as const;

export type NoConnection = (typeof noConnections)[number];

/** What a native call is for, whatever the service calls it. */
export type WireOperation = 'spawn' | 'terminate' | 'list' | 'get' | 'snapshot' | 'volume' | 'network' | 'other';

/** Which calls a fault touches. Absent parts do not narrow. */
export interface FaultScope {
  readonly operation?: WireOperation;
  /** Only the nth matching call after the injection, counted from 1. */
  readonly nth?: number;
  /** Heals by itself after this many touched calls. */
  readonly count?: number;
  /** Heals by itself this long after the injection, in milliseconds of the world's clock. */
  readonly windowMs?: number;
}

/** A fault as plain JSON: what happens, and to which calls. */
export type Fault = { readonly scope: FaultScope } & (
  | { readonly kind: 'native-error'; readonly error: NativeErrorKind; readonly retryAfterMs?: number }
  /** Before the service sees the call; or once it has done it, while the body of its answer drips in. */
  | { readonly kind: 'latency'; readonly ms: number; readonly of?: 'body' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'response-lost' }
  | { readonly kind: 'error-after-success' }
  | { readonly kind: 'throttle'; readonly retryAfterMs?: number }
  | { readonly kind: 'stale-read'; readonly lagMs: number; readonly ageMaxMs?: number }
  /** The connection breaks, or never comes about: nobody knows the name of the host, or its certificate is no good. */
  | { readonly kind: 'request-lost'; readonly because?: NoConnection }
  | { readonly kind: 'connection-reset' }
  | { readonly kind: 'truncated' }
  /** A page of somebody in between; or the service's own body, in which the first field of everything is missing. */
  | { readonly kind: 'malformed'; readonly lacks?: 'field' }
  | { readonly kind: 'unknown-enum' }
  | { readonly kind: 'duplicate-delivery' }
  | { readonly kind: 'dropped-page' }
  | { readonly kind: 'repeated-page-token' }
  | { readonly kind: 'token-forgotten' }
  | { readonly kind: 'partial-batch' }
);

/** A fault in force. `touched` counts the calls that it changed so far. */
export interface InjectedFault {
  readonly fault: Fault;
  readonly touched: number;
  heal(): void;
}

/** The ability `faults`: native failures below the provider. */
export interface FaultInjector {
  inject(fault: Fault): InjectedFault;
  /** Native error kinds that this service has words for. */
  readonly nativeErrors: readonly NativeErrorKind[];
  /** Fault kinds that this wire can produce. */
  readonly kinds: readonly FaultKind[];
}
