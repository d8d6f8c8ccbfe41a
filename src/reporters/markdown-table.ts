import { isWaived, type OutcomeKind, outcomeKinds, type ProviderResult } from '../engine/report.ts';
import { testbedsOf } from '../engine/testbeds-of.ts';
import { codeCell } from './markdown-text.ts';

const rowsMax = 100;

/** One row for each provider: what it came to, and on what evidence. Kinds that nobody had take no column. */
export function markdownTable(providers: readonly ProviderResult[]): string {
  const columns = allColumns.filter(({ isAlways, count }) => isAlways || providers.some((each) => count(each) > 0));
  const more = providers.length - rowsMax;
  return [
    `| provider | verdict | testbed | ${columns.map(({ title }) => title).join(' | ')} |`,
    `|---|---|---|${columns.map(() => '--:|').join('')}`,
    ...providers.slice(0, rowsMax).map((provider) => {
      const cells = [codeCell(provider.name), `**${provider.verdict}**`, testbeds(provider)];
      return `| ${[...cells, ...columns.map(({ count }) => count(provider))].join(' | ')} |`;
    }),
    ...(more > 0 ? [`| and ${more} more, in report.json |`] : []),
  ].join('\n');
}

interface Column {
  readonly title: string;
  readonly isAlways: boolean;
  readonly count: (provider: ProviderResult) => number;
}

const shown: readonly OutcomeKind[] = ['pass', 'fail', 'skip'];

/** What is waived is a failure all the same: both columns count it. */
const allColumns: readonly Column[] = [
  ...outcomeKinds.map((kind) => ({
    title: kind,
    isAlways: shown.includes(kind),
    count: ({ outcomes }: ProviderResult) => outcomes.filter(({ outcome }) => outcome === kind).length,
  })),
  { title: 'of these waived', isAlways: false, count: ({ outcomes }) => outcomes.filter(isWaived).length },
  { title: 'leaked', isAlways: false, count: ({ resources }) => resources.leaked },
  { title: 'cases', isAlways: true, count: ({ outcomes }) => outcomes.reduce((sum, { cases }) => sum + cases, 0) },
];

function testbeds(provider: ProviderResult): string {
  const texts = testbedsOf(provider).map(({ name, fidelity }) =>
    name === fidelity ? fidelity : `${codeCell(name)} (${fidelity})`,
  );
  return texts.join(' + ');
}
