/** A disk image taken from an instance. `progress` is 0 to 100 and only moves forward. */
export interface Snapshot {
  readonly id: string;
  readonly status: 'pending' | 'ready' | 'failed';
  readonly progress: number;
  readonly instanceId?: string;
}

/** A request for a price-bounded machine, and what became of it. */
export interface SpotTicket {
  readonly id: string;
  readonly status: 'open' | 'fulfilled' | 'cancelled' | 'failed';
  readonly instanceId?: string;
}

/** One price on the spot market, in US dollars per hour. */
export interface SpotPrice {
  readonly machineType: string;
  readonly region?: string;
  readonly priceUsdPerHour: number;
}

/** A disk that outlives the instance it is attached to. */
export interface Volume {
  readonly id: string;
  readonly status: 'creating' | 'available' | 'in-use' | 'deleting' | 'error';
  readonly sizeGiB: number;
  readonly region?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What a period cost. Never negative. */
export interface CostReport {
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}
