import { isObject } from '../provider/is-object.ts';
import type { Volume } from '../provider/resources.ts';
import type { LedgerEntry } from '../testbed/ledger.ts';
import { describeResult, mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import type { PoolOrder } from './generators/pool-steps.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** A pool as its output tells of it. */
export interface FilledPool {
  readonly ids: readonly string[];
}

/** The workflow has to fill the pool: so many volumes as were asked for in each zone, each there once and ready to be claimed. */
export async function mustFill(trial: Trial, result: StepResult<'workflow'>): Promise<FilledPool> {
  const output: unknown = mustResolve(trial, result, 'warm-pool resolves');
  const { volumes, zones } = isObject(output) ? output : {};
  const isRead = isVolumes(volumes) && isZones(zones);
  trial.expect(isRead, 'warm-pool resolves to the volumes of the pool and where they are', () =>
    describeResult(result),
  );
  const { sizeGiB, perZone, zones: wanted } = result.step.input as PoolOrder;
  const names = zones.map(({ zone }) => zone).toSorted();
  const isWhere = wanted === undefined ? names.length > 0 : describeValue(names) === describeValue(wanted.toSorted());
  trial.expect(isWhere, 'warm-pool fills the zones that it was asked for', () => describeResult(result));
  const isFull = zones.every(({ volumeIds }) => volumeIds.length === perZone);
  trial.expect(isFull, `warm-pool fills every zone with ${perZone}`, () => describeResult(result));
  const isReady = volumes.every((volume) => volume.status === 'available' && volume.sizeGiB === sizeGiB);
  trial.expect(isReady, 'the volumes of a pool are available, and of the size asked for', () => describeResult(result));
  const ids = volumes.map(({ id }) => id);
  const placed = zones.flatMap(({ volumeIds }) => volumeIds);
  const isOnce = new Set(ids).size === ids.length && describeValue(ids.toSorted()) === describeValue(placed.toSorted());
  trial.expect(isOnce, 'warm-pool tells of every volume once, and where it is', () => describeResult(result));
  await mustBeIn(trial, zones);
  return { ids };
}

/** The ledger agrees, where it knows of zones. */
async function mustBeIn(trial: Trial, zones: readonly FilledZone[]): Promise<void> {
  const entries = new Map((await trial.ledger.entries()).map((entry) => [entry.id, entry]));
  for (const { zone, volumeIds } of zones) {
    for (const id of volumeIds) {
      const entry = entries.get(id);
      const isThere = entry?.kind === 'volume' && !entry.gone && (entry.zone ?? zone) === zone;
      trial.expect(isThere, `the volumes of a pool exist, in their zones`, () => `${id}: ${describeValue(entry)}`);
    }
  }
}

/** What there was before a case began. */
export async function idsBefore(trial: Trial): Promise<ReadonlySet<string>> {
  return new Set((await trial.ledger.entries()).map(({ id }) => id));
}

/** Of the volumes that the case made, these are all that is left; each that goes gets the time that takes. */
export async function mustLeaveVolumes(
  trial: Trial,
  before: ReadonlySet<string>,
  allowed: Iterable<string>,
  expected: string,
): Promise<void> {
  const known = new Set(allowed);
  let left: readonly LedgerEntry[] = [];
  const look = async (): Promise<boolean> => {
    const entries = await trial.ledger.entries();
    left = entries.filter(
      ({ kind, id, gone }) => isOfPool(kind, known.size > 0) && !gone && !before.has(id) && !known.has(id),
    );
    return left.length === 0;
  };
  const describe = () => `${left.length} too many: ${describeValue(left.map(({ id }) => id))}`;
  await trial.eventually(expected, look, describe, trial.facts.tolerances.terminateTimeoutMs);
}

/** Where no volume is left, none of what a service may keep a claim in is either. */
function isOfPool(kind: LedgerEntry['kind'], hasVolumes: boolean): boolean {
  return kind === 'volume' || (kind === 'launch-template' && !hasVolumes);
}

/** The volumes of these ids exist. */
export async function mustKeepVolumes(trial: Trial, ids: Iterable<string>, expected: string): Promise<void> {
  const gone = new Set((await trial.ledger.entries()).filter((entry) => entry.gone).map(({ id }) => id));
  for (const id of ids) trial.expect(!gone.has(id), expected, () => `${id} is gone`);
}

/** The id that a claim gave, wherever it was made. */
export function claimedId(result: StepResult): string | undefined {
  if (result.step.op !== 'claim-warm' || result.outcome !== 'resolved') return undefined;
  const { value } = result as { readonly value: unknown };
  return isObject(value) && typeof value.id === 'string' ? value.id : undefined;
}

interface FilledZone {
  readonly zone: string;
  readonly volumeIds: readonly string[];
}

function isVolumes(value: unknown): value is readonly Volume[] {
  return Array.isArray(value) && value.every((each) => isObject(each) && typeof each.id === 'string');
}

function isZones(value: unknown): value is readonly FilledZone[] {
  const isZone = (each: unknown) => isObject(each) && typeof each.zone === 'string' && Array.isArray(each.volumeIds);
  return Array.isArray(value) && value.every(isZone);
}
