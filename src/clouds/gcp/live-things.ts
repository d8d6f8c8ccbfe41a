import { z } from 'zod';
import type { EstateItem } from '../../testbed/estate.ts';
import { liveMachine } from './live-facts.ts';

/** One thing as a list of any kind shows it. */
const itemShape = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  creationTimestamp: z.string(),
  machineType: z.string().optional(),
  sizeGb: z.string().optional(),
});
export type LiveItem = z.infer<typeof itemShape>;

/** How Compute Engine keeps one kind of thing. */
export interface LiveThing {
  readonly kind: EstateItem['kind'];
  /** The collection, which also ends the path of its list. */
  readonly collection: 'instances' | 'disks' | 'machineImages' | 'images';
  readonly isZonal: boolean;
  /** What `gcloud compute` calls it. */
  readonly command: string;
}

export const liveThings: readonly LiveThing[] = [
  { kind: 'instance', collection: 'instances', isZonal: true, command: 'instances' },
  { kind: 'snapshot', collection: 'machineImages', isZonal: false, command: 'machine-images' },
  { kind: 'snapshot', collection: 'images', isZonal: false, command: 'images' },
  { kind: 'volume', collection: 'disks', isZonal: true, command: 'disks' },
];

const warningShape = z.object({ code: z.string() }).optional();
const zonalShape = z.object({
  items: z.record(z.string(), z.looseObject({ warning: warningShape })).optional(),
  warning: warningShape,
  unreachables: z.array(z.string()).optional(),
  nextPageToken: z.string().optional(),
});
const globalShape = z.object({ items: z.array(itemShape).optional(), nextPageToken: z.string().optional() });

/** What a page of a list shows. Throws where it says that it is not the whole: a part is never taken for all. */
export function readPage({ isZonal, collection }: LiveThing, body: unknown) {
  if (!isZonal) {
    const { items = [], nextPageToken } = globalShape.parse(body);
    return { items, next: nextPageToken || null };
  }
  const { items = {}, warning, unreachables = [], nextPageToken } = zonalShape.parse(body);
  const scopes = Object.values(items);
  const isPart = [warning, ...scopes.map((scope) => scope.warning)].some(
    (each) => each !== undefined && each.code !== 'NO_RESULTS_ON_PAGE',
  );
  if (isPart || unreachables.length > 0) throw new Error(`the list of ${collection} leaves zones out`);
  return {
    items: scopes.flatMap((scope) => z.array(itemShape).parse(scope[collection] ?? [])),
    next: nextPageToken || null,
  };
}

/** By the id that the adapter gives it. What runs elsewhere than in us-central1 costs somewhat more. */
export function toItem(
  { kind, isZonal }: LiveThing,
  { id, name, zone, labels = {}, creationTimestamp }: LiveItem,
): EstateItem {
  const where = zone?.split('/').at(-1) ?? null;
  return {
    kind,
    id: isZonal ? `${where}.${id}` : name,
    owner: ownerIn(labels),
    region: where?.replace(/-[a-z]$/, '') ?? null,
    createdAtMs: Date.parse(creationTimestamp),
  };
}

/** The mark of a run is longer than a label may be, and has dots, which none has. */
export function ownerIn(labels: Readonly<Record<string, string>>): string | null {
  const { 'assay-run': first, 'assay-run-rest': rest = '' } = labels;
  return first === undefined ? null : `${first}${rest}`.replaceAll('_', '.');
}

/** What it costs an hour, where that is known. */
export function priceOf({ machineType = '', sizeGb }: LiveItem): number | undefined {
  if (sizeGb !== undefined && machineType === '') return (Number(sizeGb) * liveMachine.usdPerGiBMonth) / hoursPerMonth;
  return machineType.endsWith(`/${liveMachine.name}`) ? liveMachine.usdPerHour : undefined;
}

const hoursPerMonth = 730;
