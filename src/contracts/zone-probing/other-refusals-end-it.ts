import fc from 'fast-check';
import type { ProviderErrorCode } from '../../provider/provider-error.ts';
import { zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { Fault, NativeErrorKind } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyZones, probing } from '../generators/zone-steps.ts';
import { mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';
import { watchZones } from '../zone-watch.ts';

export const otherRefusalsEndIt: Contract = defineContract({
  id: 'zone-probing.other-refusals-end-it',
  intent: 'launch',
  title: 'Only a lack of capacity leads on to the next zone',
  statement:
    'A zone that refuses for want of quota or rights, or because the request is wrong, ends zone probing with that error: the next zone would refuse as well, and a launch that was not allowed must not be tried again somewhere else. Nothing is made.',
  workflow: zoneProbingName,
  needs: ['zones', 'faults', 'ledger'],
  reaches: ['a zone refused'],
  steps: (facts) =>
    kindsIn(facts).length === 0
      ? fc.constant([])
      : fc
          .tuple(anyZones(facts, 2), fc.constantFrom(...kindsIn(facts)))
          .map(([zones, kind]) => refused(facts, zones, kind)),
  boundaries: (facts) => kindsIn(facts).map((kind) => refused(facts, facts.zones ?? [], kind)),
  run: async (trial: Trial) => {
    await watchZones(trial);
    await trial.play({
      workflow: (result) => {
        const injected = trial.fault('f1');
        if (injected === undefined || injected.touched === 0 || injected.fault.kind !== 'native-error') return;
        trial.reach('a zone refused');
        const code = meanings[injected.fault.error as FinalKind];
        mustRefuse(trial, result, 'a refusal that is no lack of capacity ends zone probing', [code]);
      },
    });
    await mustLeaveNoStrays(trial, 'zone probing that was refused makes nothing');
  },
});

type FinalKind = Extract<NativeErrorKind, 'quota' | 'auth' | 'invalid'>;

const meanings: { readonly [Kind in FinalKind]: ProviderErrorCode } = {
  quota: 'QUOTA_EXCEEDED',
  auth: 'AUTH_ERROR',
  invalid: 'INVALID_SPEC',
};

function kindsIn(facts: WorldFacts): readonly FinalKind[] {
  return (['quota', 'auth', 'invalid'] as const).filter((kind) => facts.nativeErrors.includes(kind));
}

/** The first zone refuses, and every other would not. */
function refused(facts: WorldFacts, zones: readonly string[], error: FinalKind): readonly Step[] {
  const fault: Fault = { kind: 'native-error', error, scope: { operation: 'spawn', count: 1 } };
  return [{ op: 'fault', as: 'f1', fault }, probing(facts, 'w1', { key: 'key', zones })];
}
