import type { Change, ReportDiff } from '../diff/diff-schema.ts';
import { type ChangeText, changeText } from './diff-text.ts';

/** Changes of one provider that read as one line, because they say the same of several contracts. */
export interface DiffLine extends Omit<ChangeText, 'subject'> {
  readonly effect: Change['effect'];
  readonly subjects: readonly string[];
}

/** What changed in one provider; of no provider, what is about the whole report. */
export interface DiffGroup {
  readonly provider: string | undefined;
  readonly lines: readonly DiffLine[];
}

/** The changes by provider, whoever has the worst first. */
export function diffGroups({ changes }: ReportDiff): readonly DiffGroup[] {
  const byProvider = Map.groupBy(changes, (change) => ('provider' in change ? change.provider : undefined));
  return [...byProvider].map(([provider, of]) => ({ provider, lines: linesOf(of) }));
}

function linesOf(changes: readonly Change[]): readonly DiffLine[] {
  const texts = changes.map((change) => ({ effect: change.effect, ...changeText(change) }));
  const alike = Map.groupBy(texts, ({ subject: _, ...rest }) => JSON.stringify(rest));
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { subject: _, ...line } = first;
    return [{ ...line, subjects: same.map(({ subject }) => subject).filter((subject) => subject !== '') }];
  });
}
