import { isDeepStrictEqual } from 'node:util';
import type { ProviderResult, TestbedOfRun, Verdict } from '../engine/report.ts';
import { testbedsOf } from '../engine/testbeds-of.ts';
import { capabilityNames } from '../provider/capability.ts';
import { fidelities } from '../testbed/fidelity.ts';
import type { Change, Effect } from './diff-schema.ts';

/** What changed in a provider beside its contracts. */
export function providerChanges(before: ProviderResult, after: ProviderResult): readonly Change[] {
  return [
    ...verdictChange(before, after),
    ...leakedChange(before, after),
    ...capabilityChanges(before, after),
    ...testbedsChange(before, after),
    ...toleranceChanges(before, after),
    ...sourceChanges(before, after),
  ];
}

/** The best first. */
const verdictOrder: readonly Verdict[] = ['certified', 'partial', 'incomplete', 'inconclusive', 'failed'];

function verdictChange(
  { verdict: before }: ProviderResult,
  { name, verdict: after }: ProviderResult,
): readonly Change[] {
  const effect = effectOf(verdictOrder.indexOf(after) - verdictOrder.indexOf(before));
  return before === after ? [] : [{ kind: 'verdict', effect, provider: name, before, after }];
}

function leakedChange(
  { resources: before }: ProviderResult,
  { name, resources: after }: ProviderResult,
): readonly Change[] {
  const effect = effectOf(after.leaked - before.leaked);
  const counts = { before: before.leaked, after: after.leaked };
  return before.leaked === after.leaked ? [] : [{ kind: 'leaked', effect, provider: name, ...counts }];
}

function effectOf(forTheWorse: number): Effect {
  if (forTheWorse === 0) return 'neutral';
  return forTheWorse > 0 ? 'worse' : 'better';
}

function capabilityChanges(before: ProviderResult, after: ProviderResult): readonly Change[] {
  const { name: provider } = after;
  return capabilityNames.flatMap((capability): readonly Change[] => {
    const [was, is] = [before.capabilities[capability], after.capabilities[capability]];
    if (was && !is) return [{ kind: 'capability-lost', effect: 'worse', provider, capability }];
    return is && !was ? [{ kind: 'capability-gained', effect: 'better', provider, capability }] : [];
  });
}

/** Evidence from further away from the real service is less. */
function testbedsChange(before: ProviderResult, after: ProviderResult): readonly Change[] {
  const [was, is] = [namesOf(before), namesOf(after)];
  if (isDeepStrictEqual(new Set(was), new Set(is))) return [];
  const effect = effectOf(closest(was) - closest(is));
  return [{ kind: 'testbeds', effect, provider: after.name, before: was, after: is }];
}

type TestbedNames = readonly Pick<TestbedOfRun, 'name' | 'fidelity'>[];

function namesOf(result: ProviderResult): TestbedNames {
  return testbedsOf(result).map(({ name, fidelity }) => ({ name, fidelity }));
}

function closest(testbeds: TestbedNames): number {
  return Math.max(...testbeds.map(({ fidelity }) => fidelities.indexOf(fidelity)));
}

function toleranceChanges(before: ProviderResult, after: ProviderResult): readonly Change[] {
  const old = new Map(testbedsOf(before).map((testbed) => [testbed.name, testbed.tolerances]));
  return testbedsOf(after).flatMap(({ name: testbed, tolerances }) =>
    Object.entries(tolerances).flatMap(([tolerance, afterMs]): readonly Change[] => {
      const beforeMs = Object.entries(old.get(testbed) ?? {}).find(([name]) => name === tolerance)?.[1] ?? afterMs;
      if (beforeMs === afterMs) return [];
      return [{ kind: 'tolerance', effect: 'neutral', provider: after.name, testbed, tolerance, beforeMs, afterMs }];
    }),
  );
}

function sourceChanges(before: ProviderResult, after: ProviderResult): readonly Change[] {
  const facts = [
    { what: 'digest', before: before.digest, after: after.digest },
    { what: 'version', before: before.source?.version ?? 'none', after: after.source?.version ?? 'none' },
    { what: 'tier', before: before.tier, after: after.tier },
  ] as const;
  return facts
    .filter((fact) => fact.before !== fact.after)
    .map((fact) => ({ kind: 'source', effect: 'neutral', provider: after.name, ...fact }));
}
