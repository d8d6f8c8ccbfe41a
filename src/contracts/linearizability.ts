/** One call on one object. Two calls overlap unless one ended before the other began. */
export interface ObjectCall<Call> {
  readonly call: Call;
  readonly beganAt: number;
  /** Infinity for a call that nobody knows the end of: it may take effect at any later time, or never. */
  readonly endedAt: number;
}

/** What an object may do. */
export interface ObjectModel<State, Call> {
  readonly initial: State;
  /** Equal for states that cannot be told apart from here on. */
  key(state: State): string;
  /** The states that this call, with the result it had, may lead to; none where nothing explains that result here. */
  apply(state: State, call: Call): readonly State[];
}

export type Linearizability =
  | { readonly verdict: 'linearizable' }
  /** `explained`: the longest run of calls, by index, that one order explains. */
  | { readonly verdict: 'not-linearizable'; readonly explained: readonly number[] }
  | { readonly verdict: 'undecided'; readonly states: number };

const statesMaxDefault = 200_000;

/**
 * Whether some order of the calls, true to the time at which each began and ended, explains every result: the search of
 * Wing and Gong with Lowe's memory of states that were tried. Bounded: past `statesMax` it says `undecided`.
 *
 * @example
 * checkLinearizable(calls, registerModel).verdict === 'linearizable';
 */
export function checkLinearizable<State, Call>(
  calls: readonly ObjectCall<Call>[],
  model: ObjectModel<State, Call>,
  statesMax: number = statesMaxDefault,
): Linearizability {
  const tried = new Set<string>();
  let explained: readonly number[] = [];
  let isOverBudget = false;

  const search = (done: bigint, state: State, order: readonly number[]): boolean => {
    if (order.length > explained.length) explained = order;
    if (isExplained(calls, done)) return true;
    for (const index of candidates(calls, done)) {
      for (const next of model.apply(state, (calls[index] as ObjectCall<Call>).call)) {
        const nextDone = done | (1n << BigInt(index));
        const memo = `${nextDone}:${model.key(next)}`;
        if (tried.has(memo)) continue;
        if (tried.size >= statesMax) {
          isOverBudget = true;
          return false;
        }
        tried.add(memo);
        if (search(nextDone, next, [...order, index])) return true;
      }
    }
    return false;
  };

  if (search(0n, model.initial, [])) return { verdict: 'linearizable' };
  if (isOverBudget) return { verdict: 'undecided', states: tried.size };
  return { verdict: 'not-linearizable', explained };
}

/** Every call that is known to have ended has its place; the others may never have happened. */
function isExplained(calls: readonly ObjectCall<unknown>[], done: bigint): boolean {
  return calls.every(({ endedAt }, index) => endedAt === Number.POSITIVE_INFINITY || isDone(done, index));
}

/** The calls that may come next: none of the others that are left had ended before they began. */
function candidates(calls: readonly ObjectCall<unknown>[], done: bigint): readonly number[] {
  const left = [...calls.keys()].filter((index) => !isDone(done, index));
  const firstEnd = Math.min(...left.map((index) => calls[index]?.endedAt ?? Number.POSITIVE_INFINITY));
  return left.filter((index) => (calls[index]?.beganAt ?? 0) <= firstEnd);
}

function isDone(done: bigint, index: number): boolean {
  return (done & (1n << BigInt(index))) !== 0n;
}
