import type { Change, Effect } from './diff-schema.ts';

/** The worst first; what is as bad by provider, then by contract. */
export function bySeverity(a: Change, b: Change): number {
  return (
    effects.indexOf(a.effect) - effects.indexOf(b.effect) ||
    kinds.indexOf(kindOf(a)) - kinds.indexOf(kindOf(b)) ||
    byText(providerOf(a), providerOf(b)) ||
    byText(contractOf(a), contractOf(b))
  );
}

const effects: readonly Effect[] = ['worse', 'neutral', 'better'];

/** What has several kinds of change in it stands here with each of them. */
const kinds: readonly string[] = [
  'verdict',
  'leaked',
  'provider-removed',
  'outcome broken must',
  'outcome broken should',
  'capability-lost',
  'outcome unjudged must',
  'outcome unjudged should',
  'contract-removed',
  'evidence',
  'testbeds',
  'timing slower',
  'tolerance',
  'outcome shifted must',
  'outcome shifted should',
  'outcome mended must',
  'outcome mended should',
  'outcome judged must',
  'outcome judged should',
  'capability-gained',
  'contract-added',
  'provider-added',
  'timing faster',
  'waiver',
  'contract-set',
  'source',
];

function kindOf(change: Change): string {
  if (change.kind === 'outcome') return `outcome ${change.change} ${change.level}`;
  return change.kind === 'timing' ? `timing ${change.change}` : change.kind;
}

function providerOf(change: Change): string {
  return 'provider' in change ? change.provider : '';
}

function contractOf(change: Change): string {
  return 'contract' in change ? change.contract : '';
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
