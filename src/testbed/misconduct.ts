/** How a refusal for want of room may look where the service does not say so in its usual words. */
export const oddShapes = ['capacity-as-400', 'catalogue-as-404', 'suffixed-code', 'prose'] as const;

/** What may be wrong with an idempotency token. */
export const tokenFlaws = ['mistaken', 'kept', 'forgotten'] as const;

/** What may be wrong with the pages of a list. */
export const pageFlaws = ['dropped-page', 'item-moves', 'repeated-token', 'limit-ignored'] as const;

/** States that a machine may be shown in although it is in none of them. */
export const flapStates = ['starting', 'stopped', 'failed', 'deleted', 'migrating'] as const;

/** Transitions in which a machine may be stuck. */
export const stuckStates = ['starting', 'deleting'] as const;

/** What a service does that it should not, as plain JSON. What was done stays done when it ends, where nothing else is said. */
export type Misdeed =
  /** Refuses to make a machine, in words that are not its own. */
  | { readonly kind: 'refuses-oddly'; readonly shape: (typeof oddShapes)[number] }
  /**
   * `mistaken`: a new token is taken for another machine's, though never twice in a row. `kept`: it goes on to stand for a
   * machine that is gone. `forgotten`: `afterMs` after its machine was made, it stands for nothing.
   */
  | { readonly kind: 'confuses-tokens'; readonly flaw: (typeof tokenFlaws)[number]; readonly afterMs: number }
  /** Lists have pages of one machine. A page is dropped, or an item missed, never in two lists in a row. */
  | { readonly kind: 'muddles-pages'; readonly flaw: (typeof pageFlaws)[number] }
  /** No read finds any machine. */
  | { readonly kind: 'hides-machines' }
  /** Reads show machines that are gone, as if they ran. */
  | { readonly kind: 'shows-the-gone' }
  /** Every other read of a machine that lives shows it in this state. */
  | { readonly kind: 'flaps'; readonly state: (typeof flapStates)[number] }
  /** A machine that is made, or deleted, meanwhile gets stuck on the way until this ends. */
  | { readonly kind: 'gets-stuck'; readonly state: (typeof stuckStates)[number] }
  /** A machine that was promised fails so long after it. */
  | { readonly kind: 'fails-later'; readonly afterMs: number }
  /** A delete is accepted, and nothing happens. */
  | { readonly kind: 'ignores-deletes' }
  /** A delete is refused for now, with a time to wait. */
  | { readonly kind: 'refuses-deletes'; readonly retryAfterMs: number }
  /** Two machines are made where one was asked for. */
  | { readonly kind: 'makes-two' }
  /** A machine that is made shows its tags only so long after it. */
  | { readonly kind: 'tags-late'; readonly lateMs: number }
  /** Names are written in small letters alone, so that different ones become equal. */
  | { readonly kind: 'normalises-names' }
  /** A machine that is made gets the id of one that has been gone for so long. */
  | { readonly kind: 'reuses-ids'; readonly afterMs: number }
  /** Who asks for a spot machine is given one that was sold before. */
  | { readonly kind: 'sells-twice' }
  /** Every spot price is so much higher. */
  | { readonly kind: 'raises-prices'; readonly byUsd: number }
  /** The caller may not do this any more, and is told so. */
  | { readonly kind: 'forbids'; readonly operation: 'spawn' | 'terminate' | 'list' | 'get' };

export type MisdeedKind = Misdeed['kind'];

export type MisdeedOf<K extends MisdeedKind> = Extract<Misdeed, { kind: K }>;

/** A misdeed in force. `touched` counts the answers and machines that it changed so far. */
export interface BegunMisdeed {
  readonly touched: number;
  heal(): void;
}

/** The ability `misconduct`: the service itself goes wrong, and comes right again. Nothing of it is told to anybody. */
export interface Misconduct {
  /** What this service can do wrong. */
  readonly kinds: readonly MisdeedKind[];
  /** Begins; heals by itself after `count` times. */
  begin(misdeed: Misdeed, count?: number): BegunMisdeed;
}
