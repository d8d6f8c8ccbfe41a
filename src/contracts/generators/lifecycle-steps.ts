import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step } from '../step.ts';
import { askCosts } from './billed-period.ts';
import { anyInvalidRequest } from './invalid-request.ts';
import { spawnCountMax } from './life-steps.ts';
import { type LifecycleActionKind, tellLives } from './lifecycle-actions.ts';
import { pausesMs } from './pause.ts';
import { anySpawnRequest } from './spawn-request.ts';
import { anyGoodBid } from './spot-request.ts';
import { anyKindDraw, anySwarmOfGroups } from './swarm.ts';
import { anyUnknownId } from './unknown-id.ts';
import { smallestGiB } from './volume-steps.ts';

const actionsMax = 16;
const spawnsMax = 6;
const disksMax = 3;

/**
 * Lives of machines and of their disks under every operation that the provider declares, aimed at what was made before,
 * at what is gone and at what never was; and requests that nobody can honour.
 */
export function anyLifecycleSteps(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const action = fc.record({
    kind: anyKindDraw(),
    pick: fc.nat({ max: 7 }),
    disk: fc.nat({ max: disksMax - 1 }),
    ms: fc.constantFrom(...pausesMs(facts)),
    request: anySpawnRequest(facts),
    invalid: anyInvalidRequest(facts),
    unknown: anyUnknownId(),
    bid: anyGoodBid(facts),
  });
  return fc
    .tuple(anySwarmOfGroups(always, groupsOf(facts)), fc.array(action, { minLength: 1, maxLength: actionsMax }))
    .map(([swarm, drawn]) => {
      const actions = drawn.map((each) => ({ ...each, kind: swarm.pick(each.kind) }));
      return tellLives(actions, spawnCountMax(facts, spawnsMax), looksOf(facts.declared), smallestGiB(facts));
    });
}

const always: readonly LifecycleActionKind[] = ['spawn', 'spawn', 'terminate', 'await-running', 'wait'];

/** Kinds that show something only together. */
function groupsOf({ declared }: WorldFacts): readonly (readonly LifecycleActionKind[])[] {
  const groups: readonly (readonly [isDeclared: boolean | undefined, kinds: readonly LifecycleActionKind[]])[] = [
    [true, ['list', 'spawn-invalid', 'terminate-unknown']],
    [declared?.hibernation, ['hibernate', 'resume', 'hibernate-unknown']],
    [declared?.persistentVolumes, ['create-volume', 'spawn-with-volume', 'spawn-with-volume', 'delete-volume']],
    [declared?.snapshots, ['create-snapshot', 'await-snapshot', 'spawn-from-snapshot', 'delete-snapshot']],
    [declared?.snapshots, ['snapshot-unknown']],
    [declared?.spot, ['request-spot', 'cancel-spot']],
    [declared?.warmVolumes, ['claim-warm', 'release-warm']],
    [looksOf(declared).length > 0, ['look']],
  ];
  return groups.filter(([isDeclared]) => isDeclared).map(([, kinds]) => kinds);
}

/** Questions, which must not change anything. */
function looksOf(declared: WorldFacts['declared']): readonly Step[] {
  return [
    ...(declared?.multiRegion ? [{ op: 'list-regions' } as const] : []),
    ...(declared?.spot ? [{ op: 'spot-prices' } as const] : []),
    ...(declared?.costExplorer ? [askCosts(firstDay, firstDay + 1)] : []),
  ];
}

/** Any day will do. */
const firstDay = 20_454;
