import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { MatrixProvider, MatrixRun } from '../../matrix.ts';
import { brief } from '../parts/brief.ts';
import { placeText } from '../parts/place-text.ts';
import { signatureText } from '../parts/provenance.ts';
import { plainTable } from '../parts/table.ts';
import { dayText } from '../parts/time-text.ts';

const rowsMax = 30;

/** The newest runs, and how many there are beside them. */
export function runsTable({ runs }: MatrixProvider): readonly XmlNode[] {
  const shown = runs.slice(0, rowsMax);
  const older = runs.slice(rowsMax);
  const [newestOlder, oldest] = [older.at(0), older.at(-1)];
  return [
    plainTable({
      caption: runs.length === 1 ? 'One run' : `The newest ${shown.length} of ${runs.length} runs`,
      head: ['finished', 'verdict', 'passed', 'failed', 'on', 'seed', 'signature', 'counts now', 'file'],
      rows: shown.map(runRow),
    }),
    ...(newestOlder && oldest
      ? [
          element(
            'p',
            { class: 'soft' },
            `${older.length} older, from ${dayText(oldest.finishedAt)} to ${dayText(newestOlder.finishedAt)}`,
          ),
        ]
      : []),
  ];
}

function runRow(run: MatrixRun): readonly string[] {
  const { counts, testbeds } = run;
  return [
    dayText(run.finishedAt),
    run.isInterrupted ? `${run.verdict}, interrupted` : run.verdict,
    String(counts.pass),
    String(counts.fail + counts.flaky),
    testbeds.map(placeText).join(', '),
    String(run.seed),
    signatureText(run.signature),
    standingText[run.standing],
    brief(run.file),
  ];
}

const standingText: Readonly<Record<MatrixRun['standing'], string>> = {
  current: 'yes',
  'other-source': 'no: of another source',
  'other-contract-set': 'no: of another contract set',
};
