const sells = 'moto sells at any price, at once: no bid is too low, and no request stays open';
const tokens = 'moto takes client tokens and never compares them';
const bills = 'moto bills nothing: its Cost Explorer knows only what it was told to answer';

/** What moto cannot judge, and why, by the id of each contract. A test on a real moto refuses an entry that is not needed. */
export const cannot: Readonly<Record<string, string>> = {
  'costs.additive': bills,
  'costs.non-negative': bills,
  'idempotency.at-the-same-time': tokens,
  'spot.cancel-idempotent': sells,
  'spot.low-bid-waits': sells,
  'spot-fleet.falls-back-as-asked': sells,
  'spot-fleet.one-key-one-fleet': tokens,
  'volumes.no-double-attach': 'moto attaches a volume to as many instances as ask for it',
  'warm-pool.filled-at-once': tokens,
  'zone-probing.never-two': tokens,
};
