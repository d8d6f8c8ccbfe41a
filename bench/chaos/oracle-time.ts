import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { generateExperiment } from '../../src/chaos/generate-experiment.ts';
import type { Oracle, Watch } from '../../src/chaos/oracles/oracle.ts';
import { oracleSet } from '../../src/chaos/oracles/oracle-set.ts';
import { runExperiment } from '../../src/chaos/run-experiment.ts';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { orbstack } from '../../src/providers/orbstack/orbstack.ts';

const testbed = simulatedOrbstack();
const seeds = 8;
const disturbMs = 120_000;

/** What all oracles together take for histories of one length. */
export interface OracleTime {
  readonly times: number;
  readonly events: number;
  readonly microsPerEvent: number;
}

/** The time of the oracles against the length of what they judge: it grows with it, and no faster. */
export async function oracleTimes(lengths: readonly number[]): Promise<readonly OracleTime[]> {
  const spent = timeOracles();
  const found: OracleTime[] = [];
  for (const times of lengths) {
    let events = 0;
    spent.ms = 0;
    for (let seed = 1; seed <= seeds; seed += 1) events += await eventsOf(seed, times);
    found.push({ times, events, microsPerEvent: (spent.ms * 1_000) / events });
  }
  return found;
}

async function eventsOf(seed: number, times: number): Promise<number> {
  const drawn = generateExperiment(seed, {
    kinds: disturbanceKinds.filter(({ acts }) => acts === 'wire'),
    windowMs: 5_000,
  });
  const { signal } = new AbortController();
  const experiment = { ...drawn, phases: { ...drawn.phases, disturbMs: disturbMs * times, reconcileEveryMs: 5_000 } };
  const options = { testbed, provider: orbstack, controlPlane: referenceControlPlane, seed, signal };
  const { history, violation } = await runExperiment(experiment, options);
  if (violation) throw new Error(`seed ${seed}: ${violation.message}`);
  return history.events.length;
}

/** Counts the time in every question to every oracle, from now on. */
function timeOracles(): { ms: number } {
  const spent = { ms: 0 };
  for (const oracle of oracleSet) {
    const { watch } = oracle;
    Object.assign(oracle satisfies Oracle, {
      watch: (evidence: Parameters<typeof watch>[0]) => timed(watch(evidence), spent),
    });
  }
  return spent;
}

function timed(watch: Watch, spent: { ms: number }): Watch {
  const hooks = Object.entries(watch).map(([name, hook]) => [
    name,
    (...about: unknown[]) => {
      const beganMs = performance.now();
      try {
        return Reflect.apply(hook as (...all: unknown[]) => unknown, watch, about);
      } finally {
        spent.ms += performance.now() - beganMs;
      }
    },
  ]);
  return Object.fromEntries(hooks) as Watch;
}
