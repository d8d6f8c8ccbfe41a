import type { SpawnRequest, SpotRequest } from '../../provider/requests.ts';
import type { Name, Step } from '../step.ts';
import { nameAt } from './life-steps.ts';
import { claim, claimAt, release } from './warm-steps.ts';

export type LifecycleActionKind =
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
  | 'await-snapshot'
  | 'spawn-from-snapshot'
  | 'delete-snapshot'
  | 'request-spot'
  | 'cancel-spot'
  | 'claim-warm'
  | 'release-warm'
  | 'look';

/** What happens next, and what to. */
export interface LifecycleAction {
  readonly kind: LifecycleActionKind;
  readonly pick: number;
  readonly disk: number;
  readonly ms: number;
  readonly request: SpawnRequest;
  readonly invalid: SpawnRequest;
  readonly unknown: string;
  readonly bid: SpotRequest;
}

const volumesMax = 2;

interface Made {
  readonly volumeGiB: number;
  spawns: number;
  volumes: number;
  snapshots: number;
  tickets: number;
  claims: number;
  refusals: number;
}

/** The lives that a list of actions tells of: each aimed at what was made before it. */
export function tellLives(
  actions: readonly LifecycleAction[],
  spawnsMax: number,
  looks: readonly Step[],
  volumeGiB: number,
): readonly Step[] {
  const made: Made = { volumeGiB, spawns: 0, volumes: 0, snapshots: 0, tickets: 0, claims: 0, refusals: 0 };
  return [{ ...(actions[0] as LifecycleAction), kind: 'spawn' as const }, ...actions].flatMap((action) =>
    toSteps(action, made, spawnsMax, looks),
  );
}

function toSteps(action: LifecycleAction, made: Made, spawnsMax: number, looks: readonly Step[]): readonly Step[] {
  const { kind, pick, unknown } = action;
  const target = nameAt(pick % Math.max(1, made.spawns));
  const volume = volumeAt(action.disk % Math.max(1, made.volumes));
  const snapshot = `s${(action.disk % Math.max(1, made.snapshots)) + 1}`;
  switch (kind) {
    case 'spawn':
      return spawnStep(action.request, made, spawnsMax);
    case 'spawn-with-volume':
      return [
        ...(made.volumes === 0 ? createVolume(made) : []),
        ...spawnStep({ ...withoutRegion(action.request), volumeIds: [volume] }, made, spawnsMax),
      ];
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
    case 'await-snapshot':
      return made.snapshots === 0 ? [] : [{ op: 'await-snapshot', target: snapshot }];
    case 'spawn-from-snapshot':
      return made.snapshots === 0
        ? []
        : spawnStep({ ...withoutRegion(action.request), snapshotId: snapshot }, made, spawnsMax);
    case 'request-spot':
      return requestSpot(action.bid, made, spawnsMax);
    case 'cancel-spot':
      return made.tickets === 0 ? [] : [{ op: 'cancel-spot', target: `t${(action.disk % made.tickets) + 1}` }];
    case 'claim-warm':
      made.claims += 1;
      return [claim(claimAt(made.claims - 1))];
    case 'release-warm':
      return made.claims === 0 ? [] : [release(claimAt(pick % made.claims))];
    case 'look':
      return looks.slice(pick % looks.length).slice(0, 1);
    case 'delete-snapshot':
      return [{ op: 'delete-snapshot', target: made.snapshots === 0 ? unknown : snapshot }];
    default:
      return [{ op: kind, target }];
  }
}

function spawnStep(request: SpawnRequest, made: Made, spawnsMax: number): readonly Step[] {
  if (made.spawns >= spawnsMax) return [];
  made.spawns += 1;
  return [{ op: 'spawn', as: nameAt(made.spawns - 1), request }];
}

function requestSpot(request: SpotRequest, made: Made, spawnsMax: number): readonly Step[] {
  if (made.spawns >= spawnsMax) return [];
  made.spawns += 1;
  made.tickets += 1;
  return [{ op: 'request-spot', as: `t${made.tickets}`, instanceAs: nameAt(made.spawns - 1), request }];
}

/** A disk is where it was made, and a machine that has it has to be there too. */
function withoutRegion({ region: _region, ...request }: SpawnRequest): SpawnRequest {
  return request;
}

function createVolume(made: Made): readonly Step[] {
  if (made.volumes >= volumesMax) return [];
  made.volumes += 1;
  const as = volumeAt(made.volumes - 1);
  return [
    { op: 'create-volume', as, request: { sizeGiB: made.volumeGiB } },
    { op: 'await-volume', target: as },
  ];
}

function volumeAt(index: number): Name {
  return `v${index + 1}`;
}
