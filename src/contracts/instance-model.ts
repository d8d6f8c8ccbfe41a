import type { ObjectModel } from './linearizability.ts';

/** How an instance really is. */
export type InstancePhase = 'absent' | 'live' | 'asleep' | 'ended';

/** A call on one instance, with what came of it. */
export type InstanceCall =
  | {
      readonly kind: 'write';
      readonly to: Exclude<InstancePhase, 'absent'>;
      readonly effect: 'done' | 'none' | 'unknown';
    }
  /** What a read showed, as the phases that it may stand for. A late one may show how the instance was before. */
  | { readonly kind: 'read'; readonly shows: readonly InstancePhase[]; readonly mayBeLate: boolean };

interface InstanceState {
  readonly phase: InstancePhase;
  readonly past: readonly InstancePhase[];
}

/** One instance under calls that overlap. What is ended stays ended, whatever else is asked of it. */
export const instanceModel: ObjectModel<InstanceState, InstanceCall> = {
  initial: { phase: 'absent', past: [] },
  key: ({ phase, past }) => `${phase}<${past.toSorted().join()}`,
  apply: (state, call) => {
    if (call.kind === 'read') return explains(state, call) ? [state] : [];
    if (call.effect === 'none') return [state];
    const after = moved(state, call.to);
    return call.effect === 'unknown' ? [state, after] : [after];
  },
};

function explains({ phase, past }: InstanceState, call: Extract<InstanceCall, { kind: 'read' }>): boolean {
  return call.shows.includes(phase) || (call.mayBeLate && call.shows.some((shown) => past.includes(shown)));
}

function moved({ phase, past }: InstanceState, to: InstancePhase): InstanceState {
  const isStuck = phase === 'ended' || (phase === 'absent' && to !== 'live');
  if (isStuck || phase === to) return { phase, past };
  return { phase: to, past: past.includes(phase) ? past : [...past, phase] };
}
