import fc from 'fast-check';

/** What may happen in one case. */
export interface Swarm<T> {
  /** One of the kinds, by a number that {@link anyKindDraw} drew. */
  readonly pick: (draw: number) => T;
}

/**
 * Which kinds of action a case draws from: all of them in half of the cases, a part of them, never none, in the other
 * half. Some defects show only where something never happens (a queue that fills up because nobody empties it), and
 * those that need many of one kind are found sooner. A kind named twice is left out by halves.
 *
 * @example
 * fc.tuple(anySwarm(['spawn', 'wait']), fc.array(anyKindDraw())).map(([swarm, draws]) => draws.map(swarm.pick));
 */
export function anySwarm<T>(kinds: readonly T[]): fc.Arbitrary<Swarm<T>> {
  return anyPart(kinds).map(swarmOf);
}

/**
 * The same where kinds belong together: a case has all groups, or a part of them, and always those of `always`.
 *
 * @example
 * anySwarmOfGroups(['spawn', 'terminate'], [['hibernate', 'resume'], ['create-volume', 'delete-volume']]);
 */
export function anySwarmOfGroups<T>(always: readonly T[], groups: readonly (readonly T[])[]): fc.Arbitrary<Swarm<T>> {
  if (groups.length === 0) return fc.constant(swarmOf(always));
  return anyPart(groups).map((left) => swarmOf([...always, ...left.flat()]));
}

/** All in half of the cases, else some of them. */
function anyPart<T>(items: readonly T[]): fc.Arbitrary<readonly T[]> {
  const masksMax = 2 ** items.length - 1;
  const mask = fc.oneof(fc.constant(masksMax), fc.noBias(fc.integer({ min: 1, max: masksMax })));
  return mask.map((bits) => items.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1));
}

function swarmOf<T>(kinds: readonly T[]): Swarm<T> {
  return { pick: (draw) => kinds[draw % kinds.length] as T };
}

const drawsMax = 5_039;

/** A number that most counts of kinds divide evenly, so that no kind comes more often than another. */
export function anyKindDraw(): fc.Arbitrary<number> {
  return fc.noBias(fc.nat({ max: drawsMax }));
}
