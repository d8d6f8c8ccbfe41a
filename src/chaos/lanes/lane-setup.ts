import type { ControlPlaneFeature } from '../../controlplane/control-plane.ts';
import { deriveSeed } from '../../testbed/seeded-random.ts';
import { disturbanceKinds } from '../disturbance-kinds.ts';
import type { Experiment } from '../experiment.ts';
import { featuredKind } from '../featured-kind.ts';
import { generateExperiment } from '../generate-experiment.ts';

/** What all the runs of one exploration have in common. Plain data. */
export interface LaneSetup {
  /** The seed of everything. */
  readonly seed: number;
  /** This one in every run; otherwise each run draws its own. */
  readonly experiment?: Experiment;
  /** The kinds of disturbance that may be drawn. */
  readonly kinds: readonly string[];
  /** How late a read may be on this host. */
  readonly windowMs: number;
}

/** What the run of that number is, whoever makes it and whenever. */
export function plannedRun(
  setup: LaneSetup,
  index: number,
  features: readonly ControlPlaneFeature[],
): { readonly seed: number; readonly experiment: Experiment } {
  const seed = deriveSeed(setup.seed, `run:${index}`);
  if (setup.experiment) return { seed, experiment: setup.experiment };
  const kinds = disturbanceKinds.filter(
    ({ kind, needs }) => setup.kinds.includes(kind) && (needs === undefined || features.includes(needs)),
  );
  const featured = featuredKind(kinds, setup.seed, index);
  const { windowMs } = setup;
  return { seed, experiment: generateExperiment(seed, { kinds, windowMs, features, ...(featured && { featured }) }) };
}
