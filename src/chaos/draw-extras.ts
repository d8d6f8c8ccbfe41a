import type { ControlPlaneFeature } from '../controlplane/control-plane.ts';
import type { Random } from '../provider/context.ts';
import { between, oneIn } from '../testbed/draw.ts';
import { createRandom, deriveSeed } from '../testbed/seeded-random.ts';
import type { Job, Launch, Operation } from './experiment.ts';

/** The workload, with what can be asked only of a control plane that has the features. Each has a stream of its own. */
export function drawExtras(
  seed: number,
  features: readonly ControlPlaneFeature[],
  operations: readonly Operation[],
): Operation[] {
  const life = createRandom(deriveSeed(seed, 'life'));
  const jobs = createRandom(deriveSeed(seed, 'jobs'));
  const regions = createRandom(deriveSeed(seed, 'regions'));
  return operations.flatMap((operation): readonly Operation[] => {
    if (operation.do !== 'launch') return [operation];
    const lifeMax = features.includes('deadline') ? drawLife(life) : {};
    const places = features.includes('failover') ? drawRegions(regions) : {};
    const launch = { ...operation, ...lifeMax, ...places };
    if (!features.includes('jobs')) return [launch];
    const own = drawJobs(operation, jobs);
    return [{ ...launch, ...drawIdle(jobs, own.length > 0) }, ...own];
  });
}

function drawLife(random: Random): Pick<Launch, 'lifeMaxMs'> {
  const lifeMaxMs = between(random, 15, 80) * 1_000;
  return oneIn(random, 4) ? { lifeMaxMs } : {};
}

function drawRegions(random: Random): Pick<Launch, 'regions'> {
  const regions = between(random, 2, 3);
  return oneIn(random, 2) ? { regions } : {};
}

/** Always where there is work: only there it matters that nobody is taken for idle who works. */
function drawIdle(random: Random, hasWork: boolean): Pick<Launch, 'idleAfterMs'> {
  const idleAfterMs = between(random, 15, 40) * 1_000;
  return hasWork || oneIn(random, 4) ? { idleAfterMs } : {};
}

function drawJobs({ intent, atMs }: Launch, random: Random): readonly Job[] {
  const count = between(random, 0, 2);
  return Array.from({ length: count }, () => ({
    ...{ do: 'run-job', intent },
    atMs: atMs + between(random, 5, 40) * 1_000,
    forMs: between(random, 5, 40) * 1_000,
  }));
}
