import { instanceStatuses } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyLifeSteps, spawnCountMax } from '../generators/life-steps.ts';
import { spawnMany } from '../generators/spawn-many.ts';
import { anySpawnRequest } from '../generators/spawn-request.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const requiredFields: Contract = defineContract({
  id: 'launch.required-fields',
  intent: 'launch',
  title: 'spawn gives an id and a status',
  statement:
    'spawn resolves to an object with a non-empty string `id` and a `status` that is one of the eight. Whatever else it carries has the type that Instance gives it.',
  breadth: 4,
  steps: (facts) => anyLifeSteps(facts, { kinds: ['spawn', 'spawn', 'wait'], request: anySpawnRequest(facts) }),
  // Where it can be had is not the same everywhere, nor the same twice.
  boundaries: (facts) =>
    (facts.regions.length === 0 ? [{}] : facts.regions.map((region) => ({ region }))).map((place) =>
      spawnMany(facts, spawnCountMax(facts), place),
    ),
  run: (trial) => trial.play({ spawn: mustBeInstance }),
});

function mustBeInstance(result: StepResult<'spawn'>, trial: Trial): void {
  const value: unknown = mustResolve(trial, result);
  trial.expect(isObject(value), 'spawn resolves to an object', () => `it resolved to ${describeValue(value)}`);

  const { id, status } = value;
  trial.expect(
    typeof id === 'string' && id.trim() !== '',
    'the id is a non-empty string',
    () => `id ${describeValue(id)}`,
  );
  const isKnown = (instanceStatuses as readonly unknown[]).includes(status);
  trial.expect(isKnown, 'the status is one of the eight', () => `status ${describeValue(status)}`);

  for (const [field, isRight] of Object.entries(optionalFields)) {
    const seen = value[field];
    const holds = seen === undefined || isRight(seen);
    trial.expect(holds, `${field} has its type where it is there`, () => `${field} ${describeValue(seen)}`);
  }
}

const optionalFields: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: isText,
  region: isText,
  image: isText,
  spec: (value) => isObject(value) && isCount(value.cpus) && isCount(value.memoryMiB),
  tags: (value) => isObject(value) && Object.values(value).every(isText),
  network: isText,
  volumeIds: (value) => Array.isArray(value) && value.every(isText),
  spot: (value) => typeof value === 'boolean',
  createdAt: isUtcTime,
};

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0;
}

function isUtcTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|\+00:00)$/.test(value) && !Number.isNaN(Date.parse(value));
}
