import { expect, test } from 'vitest';
import type { RunRecord } from '../../../src/matrix/evidence/run-record.ts';
import { settleRuns } from '../../../src/matrix/join/settle-runs.ts';
import type { CellSignature } from '../../../src/matrix/matrix.ts';
import { sampleOutcome, sampleProvider } from '../../reporters/sample-report.ts';
import { recordsOf, runOf } from '../some-matrix.ts';

/** A file that tells of a run; what it says is in its name. */
interface Telling {
  readonly file: string;
  readonly id: string;
  readonly says?: string;
  readonly signature?: CellSignature;
  readonly expiresAt?: string;
  readonly shard?: string;
}

const trusted = { state: 'trusted', signer: 'k' } as const;
const unchecked = { state: 'unchecked', signer: 'k' } as const;

function settle(...told: readonly Telling[]) {
  const says = new Map<RunRecord, string>();
  const records = told.flatMap(({ file, id, says: content = 'the same', signature, expiresAt, shard }) => {
    const report = runOf({ id, daysAgo: 1 }, [sampleProvider([sampleOutcome()])]);
    return recordsOf(file, report).map((record) => {
      const made: RunRecord = {
        ...record,
        ...(signature && { signature, kind: 'certificate' }),
        ...(expiresAt !== undefined && { expiresAt }),
        ...(shard !== undefined && { run: { ...record.run, shard } }),
      };
      says.set(made, content);
      return made;
    });
  });
  const { refused, repeated, ...settled } = settleRuns(records, (record) => says.get(record) ?? '');
  return {
    files: settled.records.map(({ file }) => file).toSorted(),
    refused: refused.map(({ file }) => file).toSorted(),
    repeated,
    ...settled,
  };
}

test('copies count once, and a certificate beside its report repeats nothing', () => {
  const { files, refused, repeated, records } = settle(
    { file: 'r/report.json', id: 'a' },
    { file: 'r/runs/a/report.json', id: 'a' },
    { file: 'c.intoto.jsonl', id: 'a', signature: trusted, expiresAt: '2026-12-01T00:00:00.000Z' },
  );
  expect({ files, refused, repeated }).toEqual({
    files: ['r/report.json'],
    refused: [],
    repeated: ['r/runs/a/report.json'],
  });
  expect(records[0]).toMatchObject({ kind: 'report', signature: trusted, expiresAt: '2026-12-01T00:00:00.000Z' });
});

test('what contradicts a trusted signature is refused; an unchecked one settles nothing', () => {
  const [a, b] = [
    { file: 'a.json', id: 'a', says: 'pass' },
    { file: 'b.json', id: 'a', says: 'fail' },
  ];
  expect(settle(a, b)).toMatchObject({ files: [], refused: ['a.json', 'b.json'] });
  const signed = { file: 'c.jsonl', id: 'a', says: 'fail', signature: trusted };
  expect(settle(a, b, signed)).toMatchObject({ files: ['b.json'], refused: ['a.json'] });
  expect(settle(a, signed)).toMatchObject({ files: ['c.jsonl'], refused: ['a.json'] });
  expect(settle(a, { ...signed, signature: unchecked })).toMatchObject({ files: [], refused: ['a.json', 'c.jsonl'] });
  const alsoSigned = { file: 'd.jsonl', id: 'a', says: 'pass', signature: trusted };
  expect(settle(signed, alsoSigned)).toMatchObject({ files: [], refused: ['c.jsonl', 'd.jsonl'] });
});

test('a merged report counts where its parts are not all there, and a shard only says what a merged report has', () => {
  expect(settle({ file: 'm', id: 'a+b' }, { file: 'a', id: 'a' }, { file: 'b', id: 'b' })).toMatchObject({
    ...{ files: ['a', 'b'], refused: [], repeated: ['m'] },
  });
  expect(settle({ file: 'm', id: 'a+b' }, { file: 'a', id: 'a' })).toMatchObject({ files: ['a', 'm'], repeated: [] });
  const [one, two] = [
    { file: 'a', id: 'a', shard: '1/2' },
    { file: 'b', id: 'b', shard: '2/2' },
  ];
  expect(settle(one, two)).toMatchObject({ files: [], refused: ['a', 'b'] });
  expect(settle(one, two, { file: 'm', id: 'a+b' })).toMatchObject({ files: ['m'], refused: [], repeated: ['a', 'b'] });
});
