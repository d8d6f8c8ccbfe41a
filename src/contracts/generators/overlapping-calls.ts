import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { nameAt, spawnCountMax } from './life-steps.ts';
import { plainRequest } from './spawn-request.ts';
import { anyKindDraw, anySwarm } from './swarm.ts';

const clientsMax = 3;
const callsMax = 4;

type CallKind = 'terminate' | 'get' | 'list' | 'hibernate' | 'resume' | 'wait' | 'life';

/**
 * A prefix of one client, then two or three clients at the same time, mostly at the same machines. Short waits between
 * their calls make every interleaving possible; which one it is follows from the seed.
 */
export function anyOverlappingCalls(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const machinesMax = spawnCountMax(facts, 2);
  // A machine of a client's own comes on top.
  const ownMax = Math.max(0, Math.min(clientsMax, facts.instancesMax - machinesMax));
  const prefix = fc.array(fc.boolean(), { minLength: 1, maxLength: machinesMax });
  const call = fc.record({
    kind: anyKindDraw(),
    pick: fc.nat({ max: machinesMax - 1 }),
    ms: fc.constantFrom(0, 1, 5, 20, 60),
  });
  const clients = fc.array(fc.array(call, { minLength: 1, maxLength: callsMax }), {
    minLength: 2,
    maxLength: Math.max(2, Math.min(clientsMax, ownMax === 0 ? clientsMax : ownMax)),
  });
  const width = fc.integer({ min: 2, max: Math.max(2, Math.min(clientsMax, ownMax === 0 ? clientsMax : ownMax)) });
  const inStep = fc
    .tuple(width, fc.array(call, { minLength: 1, maxLength: callsMax }))
    .map(([count, calls]) => Array.from({ length: count }, (_, client) => calls.map((wish) => turned(wish, client))));
  const swarm = anySwarm(callKinds(facts, ownMax > 0));
  return fc.tuple(prefix, swarm, fc.oneof(clients, inStep)).map(([runs, { pick }, drawn]): readonly Step[] => [
    ...runs.flatMap((isRunning, index) => toPrefix(facts, nameAt(index), isRunning)),
    {
      op: 'overlap',
      clients: drawn.map((calls, client) =>
        calls.flatMap((wish, index) =>
          toSteps(
            facts,
            { kind: pick(wish.kind), ms: wish.ms },
            nameAt(wish.pick % runs.length),
            `c${client + 1}n${index + 1}`,
          ),
        ),
      ),
    },
  ]);
}

function callKinds({ declared }: WorldFacts, mayHaveOwn: boolean): readonly CallKind[] {
  return [
    ...(['terminate', 'get', 'list', 'wait'] as const),
    ...(declared?.hibernation ? (['hibernate', 'resume'] as const) : []),
    ...(mayHaveOwn ? (['life'] as const) : []),
  ];
}

function toPrefix(facts: WorldFacts, name: Name, isRunning: boolean): readonly Step[] {
  const spawn: Step = { op: 'spawn', as: name, request: plainRequest(facts) };
  return isRunning ? [spawn, { op: 'await-running', target: name }] : [spawn];
}

interface Wish {
  /** Which of the kinds of this case. */
  readonly kind: number;
  readonly pick: number;
  readonly ms: number;
}

/** Clients in step make the same call at the same moment, each at a machine of its turn. */
function turned(wish: Wish, client: number): Wish {
  return { ...wish, pick: wish.pick + client };
}

/** A client waits a little before each of its calls. */
function toSteps(
  facts: WorldFacts,
  { kind, ms }: { readonly kind: CallKind; readonly ms: number },
  target: Name,
  own: Name,
): readonly Step[] {
  const pause: readonly Step[] = ms === 0 ? [] : [{ op: 'wait', ms }];
  switch (kind) {
    case 'wait':
      return pause;
    case 'list':
      return [...pause, { op: 'list' }];
    case 'life':
      return [...pause, { op: 'spawn', as: own, request: plainRequest(facts) }, { op: 'terminate', target: own }];
    default:
      return [...pause, { op: kind, target }];
  }
}
