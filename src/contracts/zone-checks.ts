import type { Instance } from '../provider/instance.ts';
import { isObject } from '../provider/is-object.ts';
import type { TriedZone, ZoneOutcome } from '../provider/workflows/zone-probing.ts';
import { describeResult, mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** A probing that came to its machine, as far as a contract may believe it. */
export interface Probed {
  readonly id: string;
  readonly tried: readonly TriedZone[];
  /** Where the machine really is. */
  readonly zone: string;
}

/** The probing had to work: one machine, which exists, and a list of what was tried. */
export async function mustProbe(trial: Trial, result: StepResult<'workflow'>): Promise<Probed> {
  const output: unknown = mustResolve(trial, result, 'zone probing gives a machine while a zone has room');
  const actual = () => describeResult(result);
  const { instances, tried } = isObject(output) ? output : {};
  const [instance, ...others]: readonly unknown[] = Array.isArray(instances) ? instances : [];
  const isOne = isInstance(instance) && others.length === 0;
  trial.expect(isOne, 'zone probing gives one instance, with an id', actual);
  trial.expect(isTried(tried), 'tried is a list of zones, each with its outcome', actual);
  const zone = await zoneOf(trial, instance.id);
  trial.expect(
    zone !== undefined,
    'the machine that zone probing gives exists',
    () => `the ledger has no ${instance.id}`,
  );
  return { id: instance.id, tried, zone };
}

/** Where a thing really is; undefined where it is gone. */
export async function zoneOf(trial: Trial, id: string | undefined): Promise<string | undefined> {
  const entries = await trial.ledger.entries();
  return entries.find((entry) => entry.id === id && !entry.gone)?.zone;
}

/** The zones of one outcome. */
export function zonesWith(tried: readonly TriedZone[], outcome: ZoneOutcome): readonly string[] {
  return tried.filter((each) => each.outcome === outcome).map(({ zone }) => zone);
}

export function describeTried(tried: readonly TriedZone[]): string {
  return tried.length === 0 ? 'nothing was tried' : tried.map(({ zone, outcome }) => `${zone} ${outcome}`).join(', ');
}

/** Of the machines of this trial there are these, and no other, told of or not. */
export async function mustLeaveOnly(trial: Trial, kept: readonly string[], expected: string): Promise<void> {
  let left: readonly string[] = [];
  const look = async (): Promise<boolean> => {
    left = (await trial.truth()).filter(({ id, gone }) => !gone && !kept.includes(id)).map(({ id }) => id);
    return left.length === 0;
  };
  await trial.eventually(
    expected,
    look,
    () => `there is ${describeValue(left)}`,
    trial.facts.tolerances.terminateTimeoutMs,
  );
}

function isInstance(value: unknown): value is Instance {
  return isObject(value) && typeof value.id === 'string' && value.id !== '';
}

const outcomes: readonly unknown[] = ['launched', 'found', 'no-capacity', 'remembered'] satisfies ZoneOutcome[];

function isTried(value: unknown): value is readonly TriedZone[] {
  return (
    Array.isArray(value) &&
    value.every((each) => isObject(each) && typeof each.zone === 'string' && outcomes.includes(each.outcome))
  );
}
