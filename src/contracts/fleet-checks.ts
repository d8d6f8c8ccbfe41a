import type { Instance } from '../provider/instance.ts';
import { isObject } from '../provider/is-object.ts';
import { providerErrorCodes } from '../provider/provider-error.ts';
import type { SpotFleetOutput } from '../provider/workflows/spot-fleet.ts';
import type { LedgerEntry } from '../testbed/ledger.ts';
import { describeResult, mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import { fleetOf } from './generators/fleet-steps.ts';
import type { Name } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** The fleet of a run that had to resolve to one, and to one that adds up. */
export function mustFleet(trial: Trial, result: StepResult<'workflow'>): SpotFleetOutput {
  const value: unknown = mustResolve(trial, result);
  const seen = () => describeResult(result);
  const expected = 'a fleet is a list of instances, each with an id and marked as spot or not, and of what is lacking';
  if (!isFleet(value)) trial.expect(false, expected, seen);
  const fleet = value as SpotFleetOutput;
  const { instances, missing, lacking } = fleet;
  const isEachOnce = new Set(instances.map(({ id }) => id)).size === instances.length;
  trial.expect(isEachOnce, 'no machine is twice in a fleet', seen);
  const count = fleetOf(result.step)?.count ?? 0;
  const addsUp = missing >= 0 && instances.length + missing === count;
  trial.expect(addsUp, 'what came and what is missing make up what was asked for', () => {
    return `${instances.length} of ${count} came, and ${missing} are missing`;
  });
  const isExplained = (missing === 0) === (lacking.length === 0);
  trial.expect(isExplained, 'what is missing is explained, and nothing else is', () => {
    return `${missing} are missing, for ${lacking.length} reasons`;
  });
  return fleet;
}

/** Untrusted: a provider may return anything. */
function isFleet(value: unknown): boolean {
  if (!isObject(value) || !Array.isArray(value.instances) || !Array.isArray(value.lacking)) return false;
  return Number.isInteger(value.missing) && value.instances.every(isMarked) && value.lacking.every(isLack);
}

function isMarked(value: unknown): boolean {
  return isObject(value) && typeof value.id === 'string' && value.id !== '' && typeof value.spot === 'boolean';
}

function isLack(value: unknown): boolean {
  if (!isObject(value) || typeof value.message !== 'string' || value.message === '') return false;
  const isCode = typeof value.code === 'string' && Object.hasOwn(providerErrorCodes, value.code);
  return isCode && (value.market === 'spot' || value.market === 'on-demand');
}

/** The names that a run of a workflow bound, in order. */
export function namesOfRun(trial: Trial, as: Name): readonly Name[] {
  return trial.bound().filter((name) => name.startsWith(`${as}-`));
}

/** The ids of a fleet, in an order of their own. */
export function idsOf(instances: readonly Pick<Instance, 'id'>[]): readonly string[] {
  return instances.map(({ id }) => id).sort();
}

/**
 * Notes what the ledger holds before a case begins. The function that it gives demands that nothing but machines has been added
 * since: what a fleet was made from has gone when the fleet is there.
 */
export async function watchLeftovers(trial: Trial): Promise<() => Promise<void>> {
  const before = new Set((await trial.ledger.entries()).map(({ id }) => id));
  return async () => {
    const added = (await trial.ledger.entries()).filter((entry) => isLeftOver(entry) && !before.has(entry.id));
    trial.expect(added.length === 0, 'a fleet leaves nothing behind but its machines', () => {
      return `the ledger has ${describeValue(added.map(({ kind, id }) => `${kind} ${id}`))}`;
    });
  };
}

function isLeftOver({ kind, gone }: LedgerEntry): boolean {
  return kind !== 'instance' && !gone;
}

/** Every machine that this case caused is gone, within the time that a termination takes. */
export async function mustLeaveNoMachine(trial: Trial, expected: string): Promise<void> {
  let left: readonly string[] = [];
  const look = async (): Promise<boolean> => {
    left = (await trial.truth()).filter(({ gone }) => !gone).map(({ id }) => id);
    return left.length === 0;
  };
  await trial.eventually(expected, look, () => describeValue(left), trial.facts.tolerances.terminateTimeoutMs);
}
