import fc from 'fast-check';
import { zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { Fault } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { unclearSpawnFaults } from '../generators/spawn-fault.ts';
import { anyZones, drain, probing } from '../generators/zone-steps.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';
import { watchZones } from '../zone-watch.ts';

export const neverTwo: Contract = defineContract({
  id: 'zone-probing.never-two',
  intent: 'launch',
  title: 'Zone probing never makes two',
  statement:
    'Whatever becomes of its launches, refused, lost, doubled or never answered, and in whatever order, zone probing leaves no machine but the one it gives; and none when it fails. The same probing in another process gives the same machine, also when both probe at the same time and the zone that refuses one has room for the other.',
  workflow: zoneProbingName,
  needs: ['zones', 'faults', 'processes', 'ledger'],
  reaches: ['a launch went wrong', 'workflow resolved'],
  steps: (facts) =>
    fc
      .tuple(anyZones(facts), fc.subarray([...(facts.zones ?? [])]), anyUnclear(facts), anyRefusal(facts), fc.boolean())
      .map(([zones, full, unclear, refusal, atOnce]) => [
        ...drain(full),
        ...under(facts, zones, refusal === null ? [unclear] : [refusal, unclear], atOnce),
      ]),
  boundaries: (facts) => [
    ...[1, 2].map((nth) => under(facts, facts.zones ?? [], [refusalAt(nth)], true)),
    ...unclearFaults(facts).map((unclear) => [
      ...drain((facts.zones ?? []).slice(0, 1)),
      ...under(facts, facts.zones ?? [], [unclear], false),
    ]),
  ],
  run: async (trial: Trial) => {
    const watch = await watchZones(trial);
    await trial.play({
      ...watch.checks,
      workflow: () => waitQuiet(trial),
    });
    if (trial.fault('f1')?.touched || trial.fault('f2')?.touched) trial.reach('a launch went wrong');
    const ids = new Set(trial.bound().map((name) => trial.idOf(name)));
    trial.expect(ids.size <= 1, 'a key gives one machine', () => [...ids].join(', '));
    await mustLeaveNoStrays(trial, 'zone probing leaves no machine but the one it gives');
  },
});

/** By the number of the launch: the second is the first that brings a machine where the first zone has none. */
function unclearFaults(facts: WorldFacts): readonly Fault[] {
  return unclearSpawnFaults(
    facts,
    [2, 1, 3].map((nth) => ({ operation: 'spawn', nth })),
  );
}

function anyUnclear(facts: WorldFacts): fc.Arbitrary<Fault> {
  return fc.constantFrom(...unclearFaults(facts));
}

/** Null is none, as often as not where the service can refuse. */
function anyRefusal(facts: WorldFacts): fc.Arbitrary<Fault | null> {
  const errors = (['capacity', 'quota', 'rate-limit'] as const).filter((kind) => facts.nativeErrors.includes(kind));
  return fc
    .tuple(fc.constantFrom(null, ...errors, ...errors), fc.integer({ min: 1, max: 4 }))
    .map(([error, nth]) => error && { kind: 'native-error', error, scope: { operation: 'spawn', nth } });
}

function refusalAt(nth: number): Fault {
  return { kind: 'native-error', error: 'capacity', scope: { operation: 'spawn', nth } };
}

/** Two processes probe under one key, one after the other or both at once. */
function under(
  facts: WorldFacts,
  zones: readonly string[],
  faults: readonly Fault[],
  atOnce: boolean,
): readonly Step[] {
  const injected = faults.map((fault, index): Step => ({ op: 'fault', as: `f${index + 1}`, fault }));
  const first = probing(facts, 'w1', { key: 'key', zones });
  const second: Step = { op: 'process', steps: [probing(facts, 'w2', { key: 'key', zones })] };
  return [...injected, ...(atOnce ? [{ op: 'overlap', clients: [[first], [second]] } as const] : [first, second])];
}
