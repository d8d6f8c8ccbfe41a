import type { NativeErrorKind, NoConnection, WireOperation } from '../fault.ts';

/** What a native call is: what it is for, how a reader would write it, and whether it changes nothing. */
export interface CallClass {
  readonly operation: WireOperation;
  /** For example `GET /v1/machines`; equal labels are the same question. */
  readonly label: string;
  readonly read: boolean;
}

/** One native call on its way. */
export interface WireCall<Req> extends CallClass {
  readonly request: Req;
  readonly signal?: AbortSignal | undefined;
}

/** What may be wrong with an answer that arrives. */
export type Damage =
  | 'cut-off'
  | 'truncated'
  | 'garbled'
  | 'field-missing'
  | 'unknown-state'
  | 'repeated-cursor'
  | 'partial';

/** What a fault may use to do its harm. */
export interface FaultTools<Res> {
  /** An answer in the service's own words. */
  nativeError(kind: NativeErrorKind, retryAfterMs?: number): Res;
  /** Ends the call the way a broken connection does on this wire. */
  loseConnection(because?: NoConnection): Promise<Res>;
  /** The answer with this damage, or undefined where there is nothing in it to damage so. */
  damage(response: Res, damage: Damage): Res | undefined;
  /** Asks for the page after this answer, or gives undefined where it is the last. */
  follow(response: Res): Promise<Res> | undefined;
  /** Makes the service forget the idempotency token of the request; false where it has none. */
  forget(): boolean;
  /** Says that this call is not changed after all: it does not count as touched. */
  untouch(): void;
  /** Resolves after `ms` of the world's clock, or as soon as the fault is healed. Rejects when the call is aborted. */
  sleep(ms: number): Promise<void>;
  /** Resolves when the fault is healed. Rejects when the call is aborted. */
  healed(): Promise<void>;
  /** The answer to the same question as it was `lagMs` ago, where it was asked then, and no longer than `ageMaxMs` ago. */
  recall(lagMs: number, ageMaxMs?: number): Res | undefined;
}
