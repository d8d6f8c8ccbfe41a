/** One thing that really exists, whatever the API says. Kept after its end, with `gone: true`. */
export interface LedgerEntry {
  readonly kind: 'instance' | 'snapshot' | 'volume' | 'network' | 'launch-template';
  /** The id that the provider reports for it. */
  readonly id: string;
  readonly gone: boolean;
  /** Whether it runs, and so is billed. */
  readonly running: boolean;
  /** Whether its end was asked for or has begun; absent where nobody can tell. */
  readonly ending?: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Kept ready by the provider itself for whoever comes, such as a volume of a warm pool; nobody has to end it. */
  readonly isStock?: true;
  /** Made by somebody else, in the midst of things: no call has asked for it. */
  readonly isForeign?: true;
  /** Made by the service of itself: nobody asked for this one. */
  readonly isUnasked?: true;
  /** Bought on a spot market, so that the service may take it back. */
  readonly isSpot?: true;
  /** Where a machine is reached, in a service that tells. */
  readonly address?: string;
  /** Where it is, in a service that has zones. */
  readonly zone?: string;
}

/** A world's ground truth. Looks behind the provider's back; never through it, never through its faults. */
export interface Ledger {
  entries(): Promise<readonly LedgerEntry[]>;
}
