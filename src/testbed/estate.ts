/** Kinds in the order in which they go: requests make machines, machines hold disks. */
export const estateKinds = [
  'spot-request',
  'instance',
  'snapshot',
  'volume',
  'warm-volume',
  'launch-template',
] as const;

/** One thing that a service says it has. */
export interface EstateItem {
  readonly kind: (typeof estateKinds)[number];
  readonly id: string;
  /** The mark that it was made with; null where it has none. */
  readonly owner: string | null;
  readonly region: string | null;
  readonly createdAtMs: number;
}

/** What is in an account, as its service tells it: late, page by page, and not always. */
export interface Estate {
  /** How long a write may take to show in every list. */
  readonly windowMs: number;
  /** Everything alive that the list shows, anybody's. Throws where the whole of it cannot be had. */
  list(): Promise<readonly EstateItem[]>;
  /** Asks for the end of it. `gone`: it is, or was before. Throws with the service's reason. */
  remove(item: EstateItem): Promise<'gone' | 'going'>;
  /** What a look at it by its id says; null where the service offers no such look. */
  isGone(item: EstateItem): Promise<boolean | null>;
  /** What a person types to remove it. */
  command(item: EstateItem): string;
  /** What it costs an hour while it is there, where known. */
  usdPerHour?(item: EstateItem): number | undefined;
}
