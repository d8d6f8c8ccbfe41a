import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { anyInvalidRequest } from './invalid-request.ts';
import { nameAt, spawnCountMax } from './life-steps.ts';
import { pausesMs } from './pause.ts';
import { anySpawnRequest } from './spawn-request.ts';
import { anyUnknownId } from './unknown-id.ts';

const actionsMax = 12;
const volumesMax = 2;

/**
 * Lives of machines and of their disks under every operation that the provider declares, aimed at what was made before,
 * at what is gone and at what never was; and requests that nobody can honour.
 */
export function anyLifecycleSteps(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const action = fc.record({
    kind: fc.constantFrom(...actionKinds(facts)),
    pick: fc.nat({ max: 7 }),
    disk: fc.nat({ max: volumesMax }),
    ms: fc.constantFrom(...pausesMs(facts)),
    request: anySpawnRequest(facts),
    invalid: anyInvalidRequest(facts),
    unknown: anyUnknownId(),
  });
  return fc
    .array(action, { minLength: 1, maxLength: actionsMax })
    .map((actions) => tellLives(actions, spawnCountMax(facts)));
}

type ActionKind =
  | 'spawn'
  | 'spawn-invalid'
  | 'terminate'
  | 'terminate-unknown'
  | 'await-running'
  | 'wait'
  | 'list'
  | 'hibernate'
  | 'resume'
  | 'hibernate-unknown'
  | 'create-volume'
  | 'spawn-with-volume'
  | 'delete-volume'
  | 'create-snapshot'
  | 'snapshot-unknown'
  | 'delete-snapshot';

function actionKinds({ declared }: WorldFacts): readonly ActionKind[] {
  return [
    ...([
      'spawn',
      'spawn',
      'spawn-invalid',
      'terminate',
      'terminate-unknown',
      'await-running',
      'wait',
      'list',
    ] as const),
    ...(declared?.hibernation ? (['hibernate', 'resume', 'hibernate-unknown'] as const) : []),
    ...(declared?.persistentVolumes
      ? (['create-volume', 'spawn-with-volume', 'spawn-with-volume', 'delete-volume'] as const)
      : []),
    ...(declared?.snapshots ? (['create-snapshot', 'snapshot-unknown', 'delete-snapshot'] as const) : []),
  ];
}

interface Action {
  readonly kind: ActionKind;
  readonly pick: number;
  readonly disk: number;
  readonly ms: number;
  readonly request: StepRequest;
  readonly invalid: StepRequest;
  readonly unknown: string;
}

type StepRequest = Extract<Step, { op: 'spawn' }>['request'];

interface Made {
  spawns: number;
  volumes: number;
  snapshots: number;
  refusals: number;
}

function tellLives(actions: readonly Action[], spawnsMax: number): readonly Step[] {
  const made: Made = { spawns: 0, volumes: 0, snapshots: 0, refusals: 0 };
  return [{ ...(actions[0] as Action), kind: 'spawn' as const }, ...actions].flatMap((action) =>
    toSteps(action, made, spawnsMax),
  );
}

function toSteps(action: Action, made: Made, spawnsMax: number): readonly Step[] {
  const { kind, pick, unknown } = action;
  const target = nameAt(pick % Math.max(1, made.spawns));
  const volume = volumeAt(action.disk % Math.max(1, made.volumes));
  const snapshot = `s${(action.disk % Math.max(1, made.snapshots)) + 1}`;
  switch (kind) {
    case 'spawn':
      return spawnStep(action.request, made, spawnsMax);
    case 'spawn-with-volume':
      return made.volumes === 0
        ? []
        : spawnStep({ ...withoutRegion(action.request), volumeIds: [volume] }, made, spawnsMax);
    case 'spawn-invalid':
      made.refusals += 1;
      return [{ op: 'spawn', as: `x${made.refusals}`, request: action.invalid }];
    case 'terminate-unknown':
      return [{ op: 'terminate', target: unknown }];
    case 'hibernate-unknown':
      return [{ op: 'hibernate', target: unknown }];
    case 'wait':
      return [{ op: 'wait', ms: action.ms }];
    case 'list':
      return [{ op: 'list' }];
    case 'create-volume':
      return createVolume(made);
    case 'delete-volume':
      return [{ op: 'delete-volume', target: made.volumes === 0 ? unknown : volume }];
    case 'create-snapshot':
      made.snapshots += 1;
      return [{ op: 'create-snapshot', as: `s${made.snapshots}`, target }];
    case 'snapshot-unknown':
      made.refusals += 1;
      return [{ op: 'create-snapshot', as: `sx${made.refusals}`, target: unknown }];
    case 'delete-snapshot':
      return [{ op: 'delete-snapshot', target: made.snapshots === 0 ? unknown : snapshot }];
    default:
      return [{ op: kind, target }];
  }
}

function spawnStep(request: StepRequest, made: Made, spawnsMax: number): readonly Step[] {
  if (made.spawns >= spawnsMax) return [];
  made.spawns += 1;
  return [{ op: 'spawn', as: nameAt(made.spawns - 1), request }];
}

/** A volume is where it was made, and a machine that holds it has to be there too. */
function withoutRegion({ region: _region, ...request }: StepRequest): StepRequest {
  return request;
}

function createVolume(made: Made): readonly Step[] {
  if (made.volumes >= volumesMax) return [];
  made.volumes += 1;
  const as = volumeAt(made.volumes - 1);
  return [
    { op: 'create-volume', as, request: { sizeGiB: 1 } },
    { op: 'await-volume', target: as },
  ];
}

function volumeAt(index: number): Name {
  return `v${index + 1}`;
}
