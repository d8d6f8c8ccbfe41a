import type { Instance } from '../provider/instance.ts';
import type { SpawnRequest } from '../provider/requests.ts';
import { describeValue } from './describe.ts';
import { findInstance, mustSpawn } from './instance-checks.ts';
import { waitQuiet } from './quiet.ts';
import { mustGet, mustList } from './reads.ts';
import type { Name } from './step.ts';
import type { Trial } from './trial.ts';

/** One part of a request and what reads say of it. */
export interface HonouredPart<Asked, Reported> {
  /** What the request asks for; undefined where it leaves the part to the service. */
  readonly asked: (request: SpawnRequest) => Asked | undefined;
  readonly reported: (instance: Instance) => Reported | undefined;
  readonly isHonoured: (asked: Asked, reported: Reported | undefined, name: Name) => boolean;
  readonly expected: string;
}

/** What a contract about a part of requests has to reach: a case that asked for it. */
export const honouredGoal = 'a request that asks for it';

/** Plays the steps; then every read of every machine has to report the part as it was asked for. */
export async function mustReportOnceRead<Asked, Reported>(
  trial: Trial,
  part: HonouredPart<Asked, Reported>,
): Promise<void> {
  await trial.play({ spawn: mustSpawn });
  await waitQuiet(trial);
  const listed = mustList(trial, await trial.probe({ op: 'list' }));
  for (const { step } of trial.results('spawn')) {
    const asked = part.asked(step.request);
    if (asked === undefined) continue;
    trial.reach(honouredGoal);
    const got = mustGet(trial, await trial.probe({ op: 'get', target: step.as }));
    mustHonour(trial, part, step.as, asked, got ?? undefined, 'get');

    // A list may leave fields out, but what it reports has to be right.
    const entry = findInstance(listed, trial.idOf(step.as));
    if (entry && part.reported(entry) !== undefined) mustHonour(trial, part, step.as, asked, entry, 'list');
  }
}

function mustHonour<Asked, Reported>(
  trial: Trial,
  { reported, isHonoured, expected }: HonouredPart<Asked, Reported>,
  name: Name,
  asked: Asked,
  instance: Instance | undefined,
  read: 'get' | 'list',
): void {
  const seen = instance && reported(instance);
  trial.expect(
    isHonoured(asked, seen, name),
    expected,
    () => `${read} reports ${describeValue(seen)} for ${name}, asked for ${describeValue(asked)}`,
  );
}
