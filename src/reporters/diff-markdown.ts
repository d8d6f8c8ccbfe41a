import type { ReportDiff } from '../diff/diff-schema.ts';
import { type DiffGroup, type DiffLine, diffGroups } from './diff-groups.ts';
import { diffSummary } from './diff-text.ts';
import { codeCell, codeSpan, prose } from './markdown-text.ts';

/** What changed, as Markdown for a comment or a summary: nothing of it is markup but ours. */
export function renderDiffMarkdown(diff: ReportDiff): string {
  const { before, after, isWorse, changes } = diff;
  const verdict = changes.length === 0 ? 'Nothing changed' : isWorse ? 'It got worse' : 'Nothing got worse';
  const parts = [
    `## ${verdict}`,
    `From ${codeSpan(before.file)} (${prose(before.run.finishedAt)}) to ${codeSpan(after.file)} (${prose(after.run.finishedAt)}): ${countsText(diff)}.`,
    ...diffGroups(diff).map(groupText),
  ];
  return `${parts.join('\n\n')}\n`;
}

function countsText(diff: ReportDiff): string {
  return diff.changes.length === 0 ? 'they say the same' : prose(diffSummary(diff));
}

const rowsMax = 100;

function groupText({ provider, lines }: DiffGroup): string {
  const more = lines.length - rowsMax;
  return [
    `### ${provider === undefined ? 'Both reports' : codeSpan(provider)}`,
    '',
    '| | | what | how |',
    '|---|---|---|---|',
    ...lines.slice(0, rowsMax).map(rowText),
    ...(more > 0 ? ['', `and ${more} more`] : []),
  ].join('\n');
}

const marks = { worse: 'worse', neutral: '', better: 'better' } as const;
const subjectsMax = 20;

function rowText({ effect, label, subjects, text, replay }: DiffLine): string {
  const more = subjects.length > subjectsMax ? [`and ${subjects.length - subjectsMax} more`] : [];
  const what = [...subjects.slice(0, subjectsMax).map(codeCell), ...more].join(', ');
  const how = [codeCell(text), ...(replay === undefined ? [] : [codeCell(replay)])].join('<br>');
  return `| ${marks[effect]} | ${prose(label)} | ${what} | ${how} |`;
}
