import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProviderResult, Report } from '../../src/engine/report.ts';
import { contentOf } from '../../src/matrix/evidence/content-of.ts';
import { type RunRecord, runsInReport } from '../../src/matrix/evidence/run-record.ts';
import { settleRuns } from '../../src/matrix/join/settle-runs.ts';
import type { Cell, CellState, Matrix } from '../../src/matrix/matrix.ts';
import { matrixOf, recordsOf, someTime } from './some-matrix.ts';
import { anyRun, anyRuns } from './some-runs.ts';

/** The states of all cells, by provider and contract. */
function statesOf({ providers }: Matrix): ReadonlyMap<string, CellState> {
  return new Map(
    providers.flatMap(({ name, cells }) => cells.map(({ contract, state }) => [`${name} ${contract}`, state])),
  );
}

/** Of the providers of the first, what the second says otherwise. */
function changed(before: Matrix, after: Matrix): readonly (readonly [CellState, CellState | undefined])[] {
  const now = statesOf(after);
  return [...statesOf(before)].flatMap(([cell, state]) =>
    now.get(cell) === state ? [] : [[state, now.get(cell)] as const],
  );
}

function evidenceOf({ evidence, conflict = [] }: Cell) {
  return [...(evidence ? [evidence] : []), ...conflict];
}

test('the order of the files, and one given twice, change nothing', () => {
  const shuffled = anyRuns.chain((runs) =>
    fc.tuple(fc.constant(runs), fc.shuffledSubarray([...runs], { minLength: runs.length }), fc.subarray([...runs])),
  );
  fc.assert(
    fc.property(shuffled, ([runs, others, again]) => {
      const built = (reports: readonly Report[]) => {
        const byFile = new Map(reports.map((report) => [`${report.run.id}.json`, report]));
        const told = ({ file, provider }: RunRecord) => {
          const report = byFile.get(file);
          const [run] = report ? runsInReport(report).filter((each) => each.provider.name === provider.name) : [];
          if (!run) throw new Error(`there is no ${file}`);
          return run;
        };
        const records = reports.flatMap((report) => recordsOf(`${report.run.id}.json`, report));
        return matrixOf([], {
          records: settleRuns(records, (record) => contentOf(told(record))).records,
          outcomesOf: (record) => new Map(told(record).provider.outcomes.map((outcome) => [outcome.contract, outcome])),
        });
      };
      expect(JSON.stringify(built([...others, ...again]))).toBe(JSON.stringify(built(runs)));
    }),
  );
});

test('every contract of every provider has exactly one cell, and only passes make it pass', () => {
  fc.assert(
    fc.property(anyRuns, (runs) => {
      const { providers, contracts } = matrixOf(runs);
      for (const provider of providers) {
        expect(provider.cells.map(({ contract }) => contract)).toEqual(contracts.map(({ id }) => id));
        for (const cell of provider.cells) {
          const { state, evidence } = cell;
          if (state === 'pass') expect(evidence).toMatchObject({ outcome: { outcome: 'pass' } });
          if (state === 'pass') expect(evidence?.freshness).not.toBe('expired');
          expect(evidence === undefined).toBe(state === 'unknown');
          expect(cell.conflict !== undefined).toBe(state === 'conflict');
          for (const { run } of evidenceOf(cell)) expect(provider.runs[run]?.standing).toBe('current');
          for (const { outcome } of evidenceOf(cell)) expect(outcome.contract).toBe(cell.contract);
        }
      }
    }),
  );
});

test('what was seen broken on any testbed, of the same source and set and not expired, is never a pass', () => {
  fc.assert(
    fc.property(anyRuns, (runs) => {
      for (const { cells, runs: told } of matrixOf(runs).providers) {
        for (const { state, history } of cells) {
          const isBroken = told.some(({ standing, finishedAt }, place) => {
            const days = (Date.parse(someTime) - Date.parse(finishedAt)) / 86_400_000;
            return standing === 'current' && days < 45 && ['failed', 'flaky'].includes(history[place] ?? '');
          });
          if (isBroken) expect(['failed', 'flaky', 'conflict']).toContain(state);
        }
      }
    }),
  );
});

test('an older run of another source or contract set changes no cell, only the history', () => {
  const anyOlder = fc.record({ isOtherSet: fc.boolean(), older: anyRun, runs: anyRuns });
  fc.assert(
    fc.property(anyOlder, ({ isOtherSet, older, runs }) => {
      const [provider] = older.providers;
      const added: Report = isOtherSet
        ? { ...older, contractSet: { ...older.contractSet, digest: 'sha256:before' } }
        : { ...older, providers: provider ? [{ ...provider, digest: 'sha256:before' }] : [] };
      const before = matrixOf(runs);
      const ofSame = before.providers.find(({ name }) => name === provider?.name);
      // One of which nothing else is known is the newest there is.
      fc.pre(ofSame?.runs.some(({ isInterrupted }) => !isInterrupted) === true);
      const past = matrixOf([...runs, at('2026-01-01T00:00:00.000Z', added)]);
      expect(changed(before, past)).toEqual([]);
      expect(past.providers.flatMap(({ runs: told }) => told)).toHaveLength(
        before.providers.flatMap(({ runs: told }) => told).length + 1,
      );
    }),
  );
});

function at(time: string, { run, ...report }: Report): Report {
  return { ...report, run: { ...run, id: time, startedAt: time, finishedAt: time } };
}

test('older runs of the same source, set and testbed take no result away: they contradict, or speak where it was silent', () => {
  fc.assert(
    fc.property(anyRun, anyRuns, (run, others) => {
      const [provider] = run.providers;
      const newest = at('2026-11-27T12:00:01.000Z', { ...run, run: { ...run.run, interrupted: false } });
      const alike = others.map((other) => ({
        ...other,
        contractSet: run.contractSet,
        providers: other.providers.map(({ outcomes }) => ({ ...provider, outcomes }) as ProviderResult),
      }));
      for (const [state, now] of changed(matrixOf([newest]), matrixOf([newest, ...alike]))) {
        const isContradicted = state === 'pass' || state === 'failed' || state === 'flaky' ? now === 'conflict' : false;
        const isBroken = state === 'inconclusive' && ['failed', 'flaky', 'conflict'].includes(now ?? '');
        const wasSilent = ['skipped', 'unsupported', 'not-run'].includes(state);
        expect(isContradicted || isBroken || wasSilent, `${state} became ${now}`).toBe(true);
      }
    }),
  );
});

test('an interrupted run changes no cell of which anything was known, unless it saw something broken', () => {
  fc.assert(
    fc.property(anyRuns, anyRun, (runs, added) => {
      const whole = runs.map((report) => ({ ...report, run: { ...report.run, interrupted: false } }));
      const before = matrixOf(whole);
      fc.pre(added.providers.every(({ name }) => before.providers.some((known) => known.name === name)));
      const brokenOff = { ...added, run: { ...added.run, interrupted: true } };
      for (const [state, now] of changed(before, matrixOf([...whole, brokenOff]))) {
        const wasSilent = ['unknown', 'not-run', 'expired'].includes(state);
        expect(wasSilent || ['failed', 'flaky', 'conflict'].includes(now ?? ''), `${state} became ${now}`).toBe(true);
      }
    }),
  );
});
