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
import { anyUnknownId } from './unknown-id.ts';

const actionsMax = 12;
const disksMax = 3;

/**
 * Lives of machines and of their disks under every operation that the provider declares, aimed at what was made before,
 * at what is gone and at what never was; and requests that nobody can honour.
 */
export function anyLifecycleSteps(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const action = fc.record({
    kind: fc.constantFrom(...actionKinds(facts)),
    pick: fc.nat({ max: 7 }),
    disk: fc.nat({ max: disksMax - 1 }),
    ms: fc.constantFrom(...pausesMs(facts)),
    request: anySpawnRequest(facts),
    invalid: anyInvalidRequest(facts),
    unknown: anyUnknownId(),
    bid: anyGoodBid(facts),
  });
  return fc
    .array(action, { minLength: 1, maxLength: actionsMax })
    .map((actions) => tellLives(actions, spawnCountMax(facts), looksOf(facts.declared)));
}

function actionKinds({ declared }: WorldFacts): readonly LifecycleActionKind[] {
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
    ...(declared?.snapshots
      ? (['create-snapshot', 'await-snapshot', 'spawn-from-snapshot', 'snapshot-unknown', 'delete-snapshot'] as const)
      : []),
    ...(declared?.spot ? (['request-spot', 'cancel-spot'] as const) : []),
    ...(declared?.warmVolumes ? (['claim-warm', 'release-warm'] as const) : []),
    ...(looksOf(declared).length > 0 ? (['look'] as const) : []),
  ];
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
