import { z } from 'zod';

/** What the cloud does wrong from now on; every switch can be turned while it runs. */
export interface Lies {
  /** The connection is dropped after every so many creates; 0 is never. */
  readonly dropEvery: number;
  /** Every so many creates take effect and are answered with a 500; 0 is never. */
  readonly failEvery: number;
  /** Deletes of these are refused. */
  readonly undeletable: readonly string[];
  /** Deletes of everything are answered with a 403, as to a credential that expired. */
  readonly forbidsDeletes: boolean;
  /** How long the list of what there is lags behind. */
  readonly listLagMs: number;
  /** How far ahead its clock is of ours: in what it stamps and in its Date header. */
  readonly clockSkewMs: number;
}

export const honest: Lies = {
  dropEvery: 0,
  failEvery: 0,
  undeletable: [],
  forbidsDeletes: false,
  listLagMs: 0,
  clockSkewMs: 0,
};

/** Some of the switches, as they come by wire. */
export const liesSchema = z
  .strictObject({
    dropEvery: z.int().min(0),
    failEvery: z.int().min(0),
    undeletable: z.array(z.string()),
    forbidsDeletes: z.boolean(),
    listLagMs: z.int().min(0),
    clockSkewMs: z.int(),
  })
  .partial();
