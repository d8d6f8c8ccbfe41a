import { isObject } from '../provider/is-object.ts';
import type { Volume } from '../provider/resources.ts';
import { describeResult, mustResolve } from './checks.ts';
import { isRefusal, mustRefuse } from './refusals.ts';
import type { Name } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { TimedResult } from './timed-result.ts';
import type { Trial } from './trial.ts';

interface Claim {
  readonly name: Name;
  readonly id: string;
  readonly beganAt: number;
  readonly endedAt: number;
}

interface Release {
  readonly id: string;
  readonly beganAt: number;
  readonly endedAt: number;
}

/** Every claim that gave a volume and every release so far, and when they were under way. */
export interface WarmClaims {
  readonly claims: Claim[];
  readonly releases: Release[];
  now: number;
}

export function createWarmClaims(): WarmClaims {
  return { claims: [], releases: [], now: 0 };
}

/** The value of a claim that had to work: a volume that is available at once. */
export function mustClaim(
  trial: Trial,
  result: StepResult<'claim-warm'>,
  expected = 'claimWarmVolume resolves',
): Volume {
  const volume = mustResolve(trial, result, expected);
  const isNamed = isObject(volume) && typeof volume.id === 'string' && volume.id !== '';
  trial.expect(isNamed, 'claimWarmVolume resolves to a volume with an id', () => describeResult(result));
  return volume;
}

/** Whoever asks a pool that may be empty gets a volume, or is told that there is none. */
export function mustClaimOrBeToldEmpty(trial: Trial, result: StepResult<'claim-warm'>): void {
  if (result.outcome === 'resolved') mustClaim(trial, result);
  else mustRefuse(trial, result, 'a claim that gets nothing throws CAPACITY_ERROR', ['CAPACITY_ERROR']);
}

/** Writes down a call of one client. */
export function noteAlone(claims: WarmClaims, trial: Trial, result: StepResult<'claim-warm' | 'release-warm'>): void {
  claims.now += 2;
  note(claims, trial, result, claims.now - 1, claims.now);
}

/** Writes down the calls of several clients. */
export function noteTogether(claims: WarmClaims, trial: Trial, calls: readonly TimedResult[]): void {
  const before = claims.now;
  const inOrder = calls.toSorted((left, right) => left.endedAt - right.endedAt);
  for (const { result, beganAt, endedAt } of inOrder) {
    if (result.step.op === 'claim-warm' || result.step.op === 'release-warm') {
      note(claims, trial, result as StepResult<'claim-warm' | 'release-warm'>, before + beganAt, before + endedAt);
    }
    claims.now = Math.max(claims.now, before + endedAt);
  }
}

function note(
  { claims, releases }: WarmClaims,
  trial: Trial,
  result: StepResult<'claim-warm' | 'release-warm'>,
  beganAt: number,
  endedAt: number,
): void {
  const { step } = result;
  if (step.op === 'release-warm') {
    releases.push({ id: trial.idOf(step.target) ?? step.target, beganAt, endedAt });
    return;
  }
  const id = trial.idOf(step.as);
  if (id !== undefined) claims.push({ name: step.as, id, beganAt, endedAt });
}

/** No volume was ever given to one client while another certainly had it. */
export function mustBeExclusive(trial: Trial, all: WarmClaims): void {
  const holds = holdsOf(all);
  for (const [index, one] of holds.entries()) {
    const other = holds.slice(index + 1).find(({ id, from, to }) => id === one.id && from < one.to && one.from < to);
    trial.expect(
      other === undefined,
      'a warm volume is never given to somebody while another has it',
      () => `${one.name} and ${other?.name} are the same volume`,
    );
  }
}

/** Claims whose volume is still held. */
export function heldNames(all: WarmClaims): readonly Name[] {
  return holdsOf(all)
    .filter(({ to }) => to === Number.POSITIVE_INFINITY)
    .map(({ name }) => name);
}

/** How long a volume was certainly somebody's. */
interface Hold {
  readonly name: Name;
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/**
 * From the end of each claim to the begin of the first release that may have come after it: also a release that failed,
 * and one by somebody who had the volume before.
 */
function holdsOf({ claims, releases }: WarmClaims): readonly Hold[] {
  return claims
    .map(({ name, id, beganAt, endedAt }) => {
      const after = releases.filter((release) => release.id === id && release.endedAt > beganAt);
      const to = Math.min(Number.POSITIVE_INFINITY, ...after.map((release) => release.beganAt));
      return { name, id, from: endedAt, to };
    })
    .filter(({ from, to }) => from < to);
}

/** Claims until one works: a volume that was released may have to be wiped first. */
export async function eventuallyClaim(trial: Trial, claims: WarmClaims, as: Name, expected: string): Promise<void> {
  let last: StepResult<'claim-warm'> | undefined;
  const look = async (): Promise<boolean> => {
    last = await trial.probe({ op: 'claim-warm', as });
    if (last.outcome === 'resolved' || !isRefusal(last, ['CAPACITY_ERROR'])) return true;
    return false;
  };
  await trial.eventually(
    expected,
    look,
    () => (last ? describeResult(last) : 'nothing'),
    trial.facts.tolerances.bootTimeoutMs,
  );
  if (last === undefined) return;
  mustClaim(trial, last, expected);
  noteAlone(claims, trial, last);
}
