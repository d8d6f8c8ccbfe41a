import fc from 'fast-check';
import { type Instance, instanceStatuses } from '../../provider/instance.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anySpawnRequest } from '../generators/spawn-request.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitSettled } from '../quiet.ts';
import { mustGet, mustList } from '../reads.ts';
import { sameValue } from '../same-value.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const instancesOfOneCaseMax = 3;

export const getListAgree: Contract = defineContract({
  id: 'observe.get-list-agree',
  intent: 'observe',
  title: 'get and list agree',
  statement:
    'Once the consistency window has passed, list holds every running instance exactly once, and each field that both get and list report is equal; list may leave fields out.',
  breadth: 2,
  steps: (facts) => {
    const instances = Math.min(instancesOfOneCaseMax, facts.instancesMax);
    const requests = fc.array(anySpawnRequest(facts), { minLength: 1, maxLength: instances });
    return fc.tuple(requests, fc.nat(2 * instances)).map(([drawn, end]): readonly Step[] => [
      ...drawn.map((request, index): Step => ({ op: 'spawn', as: `i${index + 1}`, request })),
      // Often none ends, and never the only one.
      ...(end > 1 && end <= drawn.length ? [{ op: 'terminate', target: `i${end}` } as const] : []),
    ]);
  },
  run: async (trial) => {
    await trial.play({ spawn: mustSpawn });
    await waitSettled(trial);
    const listed = mustList(trial, await trial.probe({ op: 'list' }));
    for (const name of trial.alive()) await mustAgree(trial, name, listed);
  },
});

async function mustAgree(trial: Trial, name: Name, listed: readonly Instance[]): Promise<void> {
  const id = trial.idOf(name);
  const got = mustGet(trial, await trial.probe({ op: 'get', target: name }));
  trial.expect(got !== null, 'get finds every instance that is alive', () => `null for ${name}`);
  trial.expect(got.id === id, 'get reports the id it was asked for', () => `id ${describeValue(got.id)} for ${name}`);

  const entries = listed.filter((instance) => instance.id === id);
  const [entry] = entries;
  trial.expect(
    entry !== undefined && entries.length === 1,
    'list holds every instance that is alive exactly once',
    () => `${name} ${entries.length} times among ${listed.length}`,
  );
  mustHaveSameFields(trial, name, entry, got);
}

function mustHaveSameFields(trial: Trial, name: Name, entry: Instance, got: Instance): void {
  for (const field of comparedFields) {
    trial.expect(
      entry[field] === undefined || got[field] === undefined || sameValue(entry[field], got[field]),
      'get and list report equal fields',
      () => `${field} of ${name} is ${describeValue(entry[field])} in list and ${describeValue(got[field])} in get`,
    );
  }
  // The list came first: an instance may have moved on since, never back.
  trial.expect(
    instanceStatuses.indexOf(got.status) >= instanceStatuses.indexOf(entry.status),
    'get and list report statuses that follow one another',
    () => `${name} is ${describeValue(entry.status)} in list and then ${describeValue(got.status)} in get`,
  );
}

const comparedFields = [
  'name',
  'region',
  'image',
  'spec',
  'tags',
  'network',
  'volumeIds',
  'spot',
  'createdAt',
] as const satisfies readonly (keyof Instance)[];
