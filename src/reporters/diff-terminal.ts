import type { Colors } from 'picocolors/types.js';
import type { ReportDiff } from '../diff/diff-schema.ts';
import { type DiffGroup, type DiffLine, diffGroups } from './diff-groups.ts';
import { diffSummary } from './diff-text.ts';
import { visibleText } from './visible-text.ts';

/** What changed, for a person: the worst first, each provider for itself, and what it comes to. */
export function renderDiffTerminal(diff: ReportDiff, colors: Colors): string {
  const summary = visibleText(diffSummary(diff));
  const paint = diff.isWorse ? colors.red : colors.green;
  return `${[sidesText(diff, colors), ...diffGroups(diff).map((group) => groupText(group, colors)), paint(summary)].join('\n\n')}\n`;
}

function sidesText({ before, after }: ReportDiff, colors: Colors): string {
  const width = Math.max(...[before, after].map(({ file }) => visibleText(file).length));
  return [before, after]
    .map(({ file, run }) => {
      const by = run.assayVersion === undefined ? '' : `, Assay ${run.assayVersion}`;
      const cut = run.interrupted ? ', interrupted' : '';
      const facts = `${run.finishedAt}, seed ${run.seed}${by}${cut}`;
      return `${visibleText(file).padEnd(width)}  ${colors.dim(visibleText(facts))}`;
    })
    .join('\n');
}

function groupText({ provider, lines }: DiffGroup, colors: Colors): string {
  const width = Math.max(...lines.map(({ label }) => label.length));
  const title = provider === undefined ? 'both reports' : visibleText(provider);
  return [colors.bold(title), ...lines.flatMap((line) => lineText(line, width, colors))].join('\n');
}

const marks = { worse: '−', neutral: '·', better: '+' } as const;

function lineText(line: DiffLine, width: number, colors: Colors): readonly string[] {
  const { effect, label, text, replay } = line;
  const paint = { worse: colors.red, neutral: colors.yellow, better: colors.green }[effect];
  const subjects = subjectsText(line);
  const what = subjects === '' ? '' : `${colors.bold(visibleText(subjects))}  `;
  return [
    `  ${paint(`${marks[effect]} ${label.padEnd(width)}`)}  ${what}${visibleText(text)}`,
    ...(replay === undefined ? [] : [`    ${' '.repeat(width)}  ${colors.cyan(visibleText(replay))}`]),
  ];
}

const subjectsShown = 6;

/** A lost capability takes a dozen contracts with it, which need not all be named. */
function subjectsText({ subjects }: DiffLine): string {
  const more = subjects.length - subjectsShown;
  const shown = subjects.slice(0, subjectsShown).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
