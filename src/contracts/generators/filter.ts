import fc from 'fast-check';
import { type InstanceStatus, instanceStatuses } from '../../provider/instance.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step, SymbolicFilter } from '../step.ts';
import { regionPart } from './region.ts';
import { plainRequest } from './spawn-request.ts';
import { anyTagKey, anyTagValue } from './tags.ts';
import { anyUnknownId } from './unknown-id.ts';

const machinesMax = 4;
const listsMax = 5;
const absent = 2;

/** Machines mostly alike: a filter that matches nobody, or one, shows little. */
const machineValues = [0, 0, 1, absent];
const filterValues = [0, 0, 1, absent];

/** Few keys and few values, so that filters hit; drawn anew for every case, so that nobody can know them. */
interface Pool {
  readonly keys: readonly [string, string];
  readonly values: readonly [string, string];
  readonly unknownId: string;
}

/** For each key of the pool the index of its value; `absent` where it has none. */
type TagDraw = readonly [number, number];

interface MachineDraw {
  readonly tags: TagDraw;
  readonly region?: string;
}

interface FilterDraw {
  /** Indices of machines; one past the last means an id that nobody has. */
  readonly ids?: readonly number[];
  readonly statuses?: readonly InstanceStatus[];
  readonly tags?: TagDraw;
  readonly region?: string;
}

/** Machines with tags and regions from a small pool, then lists narrowed by any combination of filter parts. */
export function anyFilteredLists(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const machines = Math.min(machinesMax, facts.instancesMax);
  const region = regionPart(facts);
  const machine = fc.record(
    { tags: anyTagDraw(machineValues), ...region },
    { requiredKeys: ['tags'], noNullPrototype: true },
  );
  const filter = fc.record(
    {
      ids: fc.array(fc.nat(machines), { maxLength: 5 }),
      statuses: anyStatuses(),
      tags: anyTagDraw(filterValues),
      ...region,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  return fc
    .tuple(
      anyPool(),
      fc.array(machine, { minLength: Math.min(2, machines), maxLength: machines }),
      fc.array(filter, { minLength: 3, maxLength: listsMax }),
    )
    .map(([pool, drawn, filters]) => {
      const spawns = drawn.map((draw, index) => toSpawn(facts, pool, draw, index));
      const lists = filters.map((draw): Step => ({ op: 'list', filter: toFilter(pool, draw, drawn.length) }));
      // One filter is asked before the last spawn too: an answer that is kept must not be given again after it.
      return [...spawns.slice(0, -1), ...lists.slice(0, 1), ...spawns.slice(-1), ...lists];
    });
}

/**
 * Machines alike in one tag and apart in another, and every part of a filter by itself and with others, asked before the last
 * machine and after it.
 */
export function everyFilter(facts: WorldFacts): readonly Step[] {
  const machines = Math.min(machinesMax, facts.instancesMax);
  const [here, there] = [facts.regions.at(0), facts.regions.at(-1)];
  const [all, some] = [{ kall: 'one' }, { kall: 'one', ksome: 'two' }];
  const spawns = Array.from({ length: machines }, (_, index): Step => {
    const region = index % 3 === 2 ? there : here;
    const tags = index % 2 === 0 ? all : some;
    return { op: 'spawn', as: nameOf(index), request: { ...plainRequest(facts), tags, ...(region && { region }) } };
  });
  const filters: readonly SymbolicFilter[] = [
    {},
    { ids: spawns.slice(0, -1).map((_, index) => nameOf(index)) },
    { statuses: ['running'] },
    { tags: all },
    { tags: some },
    ...(there ? [{ region: there }, { region: there, tags: all, statuses: ['running'] } as const] : []),
  ];
  const lists = filters.map((filter): Step => ({ op: 'list', filter }));
  return [...spawns.slice(0, -1), ...lists, ...spawns.slice(-1), ...lists];
}

function anyPool(): fc.Arbitrary<Pool> {
  return fc
    .tuple(anyTagKey(), anyTagKey(), anyTagValue(), anyTagValue(), anyUnknownId())
    .map(([key, otherKey, value, otherValue, unknownId]) => ({
      keys: [key, otherKey],
      values: [value, otherValue],
      unknownId,
    }));
}

function anyTagDraw(values: readonly number[]): fc.Arbitrary<TagDraw> {
  return fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values));
}

/** Mostly with `running`, which is what most machines are. */
function anyStatuses(): fc.Arbitrary<readonly InstanceStatus[]> {
  return fc
    .tuple(fc.nat(3), fc.array(fc.constantFrom(...instanceStatuses), { maxLength: 3 }))
    .map(([running, others]) => [...new Set<InstanceStatus>(running > 0 ? ['running', ...others] : others)]);
}

function toSpawn(facts: WorldFacts, pool: Pool, draw: MachineDraw, index: number): Step {
  const { region } = draw;
  const request = { ...plainRequest(facts), tags: toTags(pool, draw.tags), ...(region !== undefined && { region }) };
  return { op: 'spawn', as: nameOf(index), request };
}

function toFilter(pool: Pool, draw: FilterDraw, machines: number): SymbolicFilter {
  const { ids, tags, ...rest } = draw;
  return {
    ...rest,
    ...(ids && { ids: ids.map((index) => (index < machines ? nameOf(index) : pool.unknownId)) }),
    ...(tags && { tags: toTags(pool, tags) }),
  };
}

function toTags(pool: Pool, draw: TagDraw): Record<string, string> {
  const entries = pool.keys.map((key, index) => [key, pool.values[draw[index] ?? absent]] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function nameOf(index: number): string {
  return `i${index + 1}`;
}
