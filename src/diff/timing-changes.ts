import type { Outcome, ProviderResult } from '../engine/report.ts';
import { testbedsOf } from '../engine/testbeds-of.ts';
import type { Change } from './diff-schema.ts';

/** Less than this is how a busy machine differs from one minute to the next; a machine that boots takes seconds. */
const movedMsMin = 100;

/** Of fewer cases a percentile is the time of one or two of them, which says little: the first ones are slow. */
const casesMin = { p50: 5, p95: 20 } as const;

/** A simulated service takes no time of its own: what is measured is this machine, and what else it does. */
const casesOfSimulatedMin = 20;

/** What of a contract's timings moved so far that it is no noise. They are real time, and so never for the worse. */
export function timingChanges(
  provider: ProviderResult,
  before: Outcome,
  after: Outcome,
  thresholdPercent: number,
): readonly Change[] {
  const cases = Math.min(before.cases, after.cases);
  if (isSimulated(provider, after) && cases < casesOfSimulatedMin) return [];
  const measures = [
    { measure: 'p50', beforeMs: before.timing.p50Ms, afterMs: after.timing.p50Ms },
    { measure: 'p95', beforeMs: before.timing.p95Ms, afterMs: after.timing.p95Ms },
  ] as const;
  return measures.flatMap(({ measure, beforeMs, afterMs }): readonly Change[] => {
    const movedMs = Math.abs(afterMs - beforeMs);
    if (cases < casesMin[measure] || movedMs < movedMsMin || movedMs * 100 < beforeMs * thresholdPercent) return [];
    const change = afterMs > beforeMs ? 'slower' : 'faster';
    const { contract } = after;
    return [
      { kind: 'timing', effect: 'neutral', provider: provider.name, contract, measure, change, beforeMs, afterMs },
    ];
  });
}

function isSimulated(provider: ProviderResult, { testbed }: Outcome): boolean {
  const place = testbedsOf(provider).find(({ name }) => name === testbed) ?? provider.testbed;
  return place.fidelity === 'simulated';
}
