import type { ControlPlaneFeature } from '../controlplane/control-plane.ts';
import type { Random } from '../provider/context.ts';
import { between, oneIn } from '../testbed/draw.ts';
import { createRandom, deriveSeed } from '../testbed/seeded-random.ts';
import type { Disturbance, DisturbanceKind } from './disturbance.ts';
import { drawExtras } from './draw-extras.ts';
import { drawnApart } from './drawn-apart.ts';
import { type Experiment, intentsOf, type Operation } from './experiment.ts';
import { layGroundwork } from './groundwork.ts';

const intentsMax = 4;
const disturbancesMax = 5;
const disturbMs = 90_000;

/** What may be drawn. */
export interface Drawable {
  readonly kinds: readonly DisturbanceKind[];
  /** How late a read may be on this host. */
  readonly windowMs: number;
  /** One that is drawn in any case. */
  readonly featured?: DisturbanceKind;
  /** What the control plane can do beside the rest. */
  readonly features?: readonly ControlPlaneFeature[];
}

/**
 * An experiment by chance. The workload, the choice of kinds and each disturbance have streams of their own, so that one
 * more of something does not shift the others.
 *
 * @example
 * const experiment = generateExperiment(7, { kinds: disturbanceKinds, windowMs: 5_000 });
 */
export function generateExperiment(seed: number, { kinds, windowMs, featured, features = [] }: Drawable): Experiment {
  const operations = drawExtras(seed, features, drawWorkload(createRandom(deriveSeed(seed, 'workload'))));
  const swarm = createRandom(deriveSeed(seed, 'swarm'));
  const chosen = drawKinds(kinds, swarm).filter(({ needs }) => needs === undefined || features.includes(needs));
  const count = between(swarm, 1, disturbancesMax);
  const drawn = Array.from({ length: count }, (_, index): Disturbance => {
    const other = chosen[between(swarm, 0, chosen.length - 1)] as DisturbanceKind;
    const kind = index === 0 && featured ? featured : other;
    const random = createRandom(deriveSeed(seed, `draw:${index}`));
    const intents = intentsOf({ operations });
    const trigger = { on: 'time', atMs: 0 } as const;
    return {
      id: `d${index + 1}`,
      kind: kind.kind,
      parameters: {},
      trigger,
      ...kind.draw({ random, intents, disturbMs, windowMs }),
    };
  });
  const disturbances = drawnApart(drawn);
  const ground = layGroundwork(disturbances, { seed, features, kinds });
  return {
    version: 1,
    operations: [...operations, ...ground.operations],
    disturbances: [...disturbances, ...ground.disturbances],
    phases: { disturbMs, quietMs: 10_000, convergeMs: 240_000, reconcileEveryMs: drawPace(swarm) },
  };
}

function drawWorkload(random: Random): Operation[] {
  return Array.from({ length: between(random, 1, intentsMax) }, (_, index) =>
    drawIntent(`intent-${index + 1}`, random),
  ).flat();
}

function drawIntent(intent: string, random: Random): readonly Operation[] {
  // Some come when others have ended.
  const atMs = (oneIn(random, 4) ? between(random, 30, 70) : between(random, 0, 20)) * 1_000;
  const launch: Operation = { do: 'launch', intent, atMs, ...(oneIn(random, 2) && { spot: true }) };
  if (oneIn(random, 2)) return [launch];
  // Some are ended before anything can have become of them.
  const livesMs = between(random, 0, oneIn(random, 2) ? 10 : 60) * 1_000;
  return [launch, { do: 'terminate', intent, atMs: atMs + livesMs }];
}

/** Often enough to come before the service has caught up, or seldom enough to be found asleep. */
function drawPace(random: Random): number {
  return [1_000, 2_000, 5_000][between(random, 0, 2)] ?? 5_000;
}

/** Swarm: some of the kinds sit a run out, so that the others meet each other more often. */
function drawKinds(kinds: readonly DisturbanceKind[], random: Random): readonly DisturbanceKind[] {
  const kept = kinds.filter(() => oneIn(random, 2));
  return kept.length > 0 ? kept : kinds;
}
