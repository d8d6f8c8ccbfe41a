import type { BegunMisdeed, Misconduct, Misdeed, MisdeedKind, MisdeedOf } from '../../testbed/misconduct.ts';
import { noteMisdeed } from '../../testbed/wire/exchanges.ts';

/** The misdeeds of one host. Whatever part of it may go wrong asks here whether it does. */
export interface HostMisconduct extends Misconduct {
  /** The misdeed of this kind that is in force, if one is. */
  inForce<K extends MisdeedKind>(kind: K): MisdeedOf<K> | undefined;
  /** The same, and counts that it was done. `onHeal` is called when it ends. */
  commit<K extends MisdeedKind>(kind: K, onHeal?: () => void): MisdeedOf<K> | undefined;
}

const kinds: readonly MisdeedKind[] = [
  'refuses-oddly',
  'confuses-tokens',
  'muddles-pages',
  'hides-machines',
  'shows-the-gone',
  'flaps',
  'gets-stuck',
  'fails-later',
  'ignores-deletes',
  'refuses-deletes',
  'makes-two',
  'tags-late',
  'normalises-names',
  'reuses-ids',
  'sells-twice',
  'raises-prices',
  'forbids',
];

interface Begun extends BegunMisdeed {
  readonly misdeed: Misdeed;
  readonly count: number;
  readonly onHeal: (() => void)[];
  touched: number;
}

export function createMisconduct(): HostMisconduct {
  let begun: readonly Begun[] = [];

  const heal = (one: Begun): void => {
    begun = begun.filter((each) => each !== one);
    for (const act of one.onHeal.splice(0)) act();
  };
  const find = (kind: MisdeedKind): Begun | undefined => begun.find(({ misdeed }) => misdeed.kind === kind);

  return {
    kinds,
    begin: (misdeed, count = Number.POSITIVE_INFINITY): BegunMisdeed => {
      const one: Begun = { misdeed, count, onHeal: [], touched: 0, heal: () => heal(one) };
      begun = [...begun, one];
      return one;
    },
    inForce: <K extends MisdeedKind>(kind: K) => find(kind)?.misdeed as MisdeedOf<K> | undefined,
    commit: <K extends MisdeedKind>(kind: K, onHeal?: () => void) => {
      const one = find(kind);
      if (!one) return undefined;
      one.touched += 1;
      noteMisdeed(one.misdeed);
      if (onHeal) one.onHeal.push(onHeal);
      // What it holds up goes on being held up until whoever began it ends it.
      if (one.touched >= one.count && one.onHeal.length === 0) heal(one);
      return one.misdeed as MisdeedOf<K>;
    },
  };
}
