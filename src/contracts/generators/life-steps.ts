import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { pausesMs } from './pause.ts';
import { plainRequest } from './spawn-request.ts';
import { anyKindDraw, anySwarm } from './swarm.ts';

/** What may happen to machines. A kind named twice comes twice as often. */
export type LifeKind = 'spawn' | 'terminate' | 'get' | 'list' | 'await-running' | 'wait';

export interface LifeOptions {
  readonly kinds: readonly LifeKind[];
  /** What is spawned; the smallest machine when left out. */
  readonly request?: fc.Arbitrary<SpawnRequest>;
  /** Machines per case, never more than the world allows at once. Default 4. */
  readonly spawnsMax?: number;
  /** Steps after the first spawn. Default 8. */
  readonly actionsMax?: number;
}

/**
 * Lives of a few machines: a spawn, then any mix of the kinds, each aimed at a machine spawned before it.
 *
 * @example
 * steps: (facts) => anyLifeSteps(facts, { kinds: ['spawn', 'terminate', 'wait'] }),
 */
export function anyLifeSteps(facts: WorldFacts, options: LifeOptions): fc.Arbitrary<readonly Step[]> {
  const request = options.request ?? fc.constant(plainRequest(facts));
  const requests = fc.array(request, { minLength: 1, maxLength: spawnCountMax(facts, options.spawnsMax) });
  const action = fc.record({
    kind: anyKindDraw(),
    pick: fc.nat({ max: 11 }),
    ms: fc.constantFrom(...pausesMs(facts)),
  });
  return fc
    .tuple(requests, anySwarm(options.kinds), fc.array(action, { maxLength: options.actionsMax ?? 8 }))
    .map(([wanted, swarm, actions]) =>
      tellLives(
        wanted,
        actions.map((drawn) => ({ ...drawn, kind: swarm.pick(drawn.kind) })),
      ),
    );
}

/** How many machines a case may spawn in this world, at least one. */
export function spawnCountMax(facts: WorldFacts, wanted = 4): number {
  return Math.max(1, Math.min(wanted, facts.instancesMax));
}

/** The name of the nth spawn of a case, counted from 0. */
export function nameAt(index: number): Name {
  return `i${index + 1}`;
}

interface Action {
  readonly kind: LifeKind;
  readonly pick: number;
  readonly ms: number;
}

function tellLives(requests: readonly SpawnRequest[], actions: readonly Action[]): readonly Step[] {
  const steps: Step[] = [];
  const ended = new Set<Name>();
  let spawned = 0;
  for (const { kind, pick, ms } of [{ kind: 'spawn', pick: 0, ms: 0 } as const, ...actions]) {
    const target = nameAt(pick % Math.max(1, spawned));
    if (kind === 'wait') steps.push({ op: 'wait', ms });
    else if (kind === 'list') steps.push({ op: 'list' });
    // Nothing is learnt from waiting for what was ended, and it takes the whole boot timeout.
    else if (kind === 'await-running' && ended.has(target)) continue;
    else if (kind !== 'spawn') steps.push({ op: kind, target });
    else {
      const request = requests[spawned];
      if (request === undefined) continue;
      steps.push({ op: 'spawn', as: nameAt(spawned), request });
      spawned += 1;
    }
    if (kind === 'terminate') ended.add(target);
  }
  return steps;
}
