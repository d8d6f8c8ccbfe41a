/** One of several parts of a run, each on a machine of its own. */
export interface Shard {
  /** 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** As it is typed and as the report has it: `2/3`. */
export function shardText({ index, count }: Shard): string {
  return `${index}/${count}`;
}

/** What `shardText` wrote, or undefined. */
export function parseShardText(text: string): Shard | undefined {
  const [, index, count] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  const shard: Shard = { index: Number(index), count: Number(count) };
  return shard.index >= 1 && shard.index <= shard.count ? shard : undefined;
}

/** Tells which shard a contract belongs to; undefined for one that no shard has to run. */
export type Deal = (id: string) => number | undefined;

/**
 * Deals contracts like cards: by their place alone, so that every machine comes to the same deal, and neighbours, which
 * take about as long, go to different shards. What is skipped anyway takes no place.
 */
export function dealContracts(ids: readonly string[], count: number): Deal {
  const owners = new Map(ids.map((id, place) => [id, (place % count) + 1]));
  return (id) => owners.get(id);
}
