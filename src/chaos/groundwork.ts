import type { ControlPlaneFeature } from '../controlplane/control-plane.ts';
import type { Random } from '../provider/context.ts';
import { between } from '../testbed/draw.ts';
import { createRandom, deriveSeed } from '../testbed/seeded-random.ts';
import type { Disturbance, DisturbanceKind } from './disturbance.ts';
import type { Launch, Operation } from './experiment.ts';

/** What lets disturbances find something to act upon. */
export interface Groundwork {
  readonly operations: readonly Operation[];
  readonly disturbances: readonly Disturbance[];
}

export interface GroundworkOptions {
  readonly seed: number;
  readonly features: readonly ControlPlaneFeature[];
  /** The kinds that may be drawn. */
  readonly kinds: readonly DisturbanceKind[];
}

/** That of each disturbance of which chance alone seldom brings what it needs, from a stream of its own. */
export function layGroundwork(
  disturbances: readonly Disturbance[],
  { seed, features, kinds }: GroundworkOptions,
): Groundwork {
  const works = disturbances.map(({ id, kind }) => {
    const random = createRandom(deriveSeed(seed, `groundwork:${id}`));
    const { operations = [], before } =
      grounds[kind]?.({ random, features, own: [`for-${id}`, `also-for-${id}`] }) ?? {};
    const isPossible = before !== undefined && kinds.some((each) => each.kind === before.kind);
    return { operations, disturbances: isPossible ? [{ id: `${id}-before`, ...before }] : [] };
  });
  return {
    operations: works.flatMap(({ operations }) => operations),
    disturbances: works.flatMap((work) => work.disturbances),
  };
}

interface Ground {
  readonly random: Random;
  readonly features: readonly ControlPlaneFeature[];
  /** Intents that nobody else has. */
  readonly own: readonly [string, string];
}

interface Needs {
  readonly operations?: readonly Operation[];
  readonly before?: Pick<Disturbance, 'kind' | 'parameters' | 'trigger'>;
}

const grounds: Readonly<Record<string, (ground: Ground) => Needs>> = {
  'spot-interruption': ({ random, own: [intent] }) => ({ operations: [early(intent, random, { spot: true })] }),
  'price-shift': ({ random, own: [intent] }) => ({ operations: [early(intent, random, { spot: true })] }),
  // A machine that has been sold, and somebody else who bids while it lives.
  'sold-twice': ({ random, own: [intent, other] }) => {
    const first = early(intent, random, { spot: true });
    const atMs = first.atMs + between(random, 5, 25) * 1_000;
    return { operations: [first, { ...first, intent: other, atMs }] };
  },
  // Only a plain machine is asked for with a token, and only a second one's can be mistaken for the first one's.
  'token-anomaly': ({ random, own: [intent, other] }) => {
    const first = early(intent, random);
    const atMs = first.atMs + between(random, 5, 40) * 1_000;
    return { operations: [first, { ...first, intent: other, atMs }] };
  },
  // One that goes, and one that comes long after.
  'id-reused': ({ random, own: [intent, other] }) => {
    const first = early(intent, random);
    const endsMs = first.atMs + between(random, 5, 15) * 1_000;
    const second = { ...first, intent: other, atMs: between(random, 55, 75) * 1_000 };
    return { operations: [first, { do: 'terminate', intent, atMs: endsMs }, second] };
  },
  'started-by-hand': ({ random, own: [intent] }) => ({
    operations: [early(intent, random)],
    before: {
      kind: 'stopped-by-hand',
      parameters: { intent },
      trigger: { on: 'time', atMs: between(random, 15, 50) * 1_000 },
    },
  }),
  'clock-shifted': limited,
  'host-asleep': limited,
};

/** A clock that is wrong matters where somebody's time is limited. */
function limited({ random, features, own: [intent] }: Ground): Needs {
  if (!features.includes('deadline')) return {};
  return { operations: [early(intent, random, { lifeMaxMs: between(random, 40, 80) * 1_000 })] };
}

function early(intent: string, random: Random, terms: Pick<Launch, 'spot' | 'lifeMaxMs'> = {}): Launch {
  return { do: 'launch', intent, atMs: between(random, 0, 20) * 1_000, ...terms };
}
