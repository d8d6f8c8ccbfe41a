import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import { renderTerminal } from '../../src/reporters/terminal.ts';
import type { TerminalStyle } from '../../src/reporters/terminal-style.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from './sample-report.ts';

const style: TerminalStyle = {
  colors: picocolors.createColors(false),
  columns: Number.POSITIVE_INFINITY,
  describe: (id) =>
    id === 'terminate.idempotent'
      ? { title: 'terminate may be called again', statement: 'A second terminate is silent.' }
      : undefined,
};

test('a certified provider is a table and the seed', () => {
  const text = renderTerminal(sampleReport([sampleProvider([sampleOutcome(), sampleOutcome()])]), style);
  expect(text).toBe(`
┌──────────┬─────────┬───────────┬───────────┬──────┬──────┬──────┬───────┬───────┐
│ provider │ tier    │ testbed   │ verdict   │ pass │ fail │ skip │ cases │  time │
├──────────┼─────────┼───────────┼───────────┼──────┼──────┼──────┼───────┼───────┤
│ sample   │ testing │ simulated │ certified │    2 │    0 │    0 │   200 │ 1.2 s │
└──────────┴─────────┴───────────┴───────────┴──────┴──────┴──────┴───────┴───────┘

seed 7, 2.5 s
`);
});

test('a failure reads as promise, program, expected against actual, wire and replay', () => {
  const failed = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample() });
  const text = renderTerminal(sampleReport([sampleProvider([failed], { verdict: 'failed' })]), style);
  expect(text.split('\n\n┌')[0]).toBe(`
FAIL  terminate.idempotent  terminate may be called again  sample on simulated
  A second terminate is silent.

    i1 = spawn({spec: {cpus: 1, memoryMiB: 256}})  → {id: "m-1"}
    terminate(i1)  → threw NOT_FOUND

  expected  terminate resolves for what is already gone
  actual    it threw NOT_FOUND: no such machine
  wire
    +3 ms  DELETE /v1/machines/m-1 → 404 {}
  found     in case 4, shrunk from 9 steps to 2
  replay    npx assay replay .assay/failures/sample.json`);
});

test('what was skipped is grouped by its reason, what was filtered out is counted', () => {
  const cannot = { code: 'testbed-cannot', text: 'the testbed attached has no ledger' } as const;
  const filtered = { code: 'filtered', text: 'not among launch.*' } as const;
  const text = renderTerminal(
    sampleReport([
      sampleProvider([
        sampleOutcome({ contract: 'a.one', outcome: 'skip', reason: cannot }),
        sampleOutcome({ contract: 'a.two', outcome: 'skip', reason: cannot }),
        sampleOutcome({ contract: 'a.three', outcome: 'skip', reason: filtered }),
      ]),
    ]),
    style,
  );
  expect(text).toContain('  skipped: the testbed attached has no ledger (a.one, a.two)\n');
  expect(text).toContain('  skipped: not among launch.* (1)\n');
});

test('in a narrow terminal what was left out is wrapped below its reason, and a table that does not fit is lines', () => {
  const reason = { code: 'testbed-cannot', text: 'the testbed attached has no ledger' } as const;
  const contracts = Array.from({ length: 40 }, (_, index) => `a-family.contract-${index}`);
  const left = [...contracts].map((contract) => sampleOutcome({ contract, outcome: 'skip', reason }));
  const waits = [...contracts].map((contract) => sampleOutcome({ contract, missing: ['get'] }));
  const remarks = [`it held open ${contracts.join(' and ')}`];
  const providers = [sampleProvider([...left, ...waits], { remarks }), sampleProvider([], { name: 'longer' })];
  const render = (columns: number) => renderTerminal(sampleReport(providers), { ...style, columns }).split('\n');
  for (const columns of [60, 80, 100]) {
    const widest = Math.max(...render(columns).map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(columns);
    expect(widest).toBeGreaterThan(columns - 20);
  }
  const text = render(80).join('\n');
  expect(text).toContain(
    '  skipped: the testbed attached has no ledger\n    (a-family.contract-0, a-family.contract-1, ',
  );
  expect(text).toContain(`
  sample  certified: 40 pass, 0 fail, 40 skip
          testing, simulated, 8000 cases in 1.2 s
  longer  certified: 0 pass, 0 fail, 0 skip
          testing, simulated, 0 cases in 1.2 s
`);
  expect(render(100).join('\n')).toContain('│ sample');
});

test('leaks and an interruption are told at the end', () => {
  const leaky = sampleProvider([sampleOutcome()], { resources: { created: 3, destroyed: 1, leaked: 2 } });
  const text = renderTerminal(sampleReport([leaky], { interrupted: true }), style);
  expect(text).toContain('2 resources leaked: they are still there\ninterrupted; seed 7, 2.5 s\n');
});

test('I6: the version of Assay that judged is told', () => {
  const text = renderTerminal(sampleReport([sampleProvider([sampleOutcome()])], { assayVersion: '1.2.3' }), style);
  expect(text).toContain('\nAssay 1.2.3, seed 7, 2.5 s\n');
});

test('nothing that a provider says can command the terminal', () => {
  const evil = '\u001b]0;owned\u0007\u202e';
  const counterexample = sampleCounterexample({
    program: [evil],
    expected: evil,
    actual: evil,
    replay: evil,
    transcript: [{ atMs: 0, operation: evil, request: evil, response: evil, fault: evil }],
  });
  const outcomes = [
    sampleOutcome({ contract: evil, outcome: 'fail', counterexample }),
    sampleOutcome({ contract: evil, outcome: 'skip', reason: { code: 'waived', text: evil } }),
  ];
  const text = renderTerminal(sampleReport([sampleProvider(outcomes, { name: evil })]), style);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});

test('remarks stand above the table, of a provider that needs no other note too', () => {
  const provider = sampleProvider([sampleOutcome()], { remarks: ['it held open: Timeout\u001b[2J'] });
  const text = renderTerminal(sampleReport([provider]), style);
  expect(text).toContain('sample on simulated\n  remark: it held open: Timeout');
  expect(text).not.toContain('\u001b');
});

test('a merged report names every testbed, and a failure the one that it was seen on', () => {
  const { testbed } = sampleProvider([]);
  const alsoOn = [{ ...testbed, name: 'docker', fidelity: 'local' as const }];
  const outcome = sampleOutcome({ outcome: 'fail', testbed: 'docker', counterexample: sampleCounterexample() });
  const text = renderTerminal(sampleReport([sampleProvider([outcome], { alsoOn })]), style);
  expect(text).toContain('simulated + docker (local)');
  expect(text).toContain('sample on docker');
});

const promised = { owner: 'ada', reason: 'being mended', link: 'https://example.test/7', expires: '2026-12-31' };

test('a waived failure says who answers and until when, is marked in the table, and stands before what is to do', () => {
  const reason = { code: 'waived', text: 'by ada until 2026-12-31: being mended (https://example.test/7)' } as const;
  const failed = sampleOutcome({ contract: 'launch.visible', outcome: 'fail' });
  const waived = sampleOutcome({ outcome: 'fail', reason, waiver: { ...promised, state: 'applied' } });
  const text = renderTerminal(sampleReport([sampleProvider([failed, waived], { verdict: 'failed' })]), style);
  expect(text).toContain(`
WAIVED  terminate.idempotent  terminate may be called again  sample on simulated
  A second terminate is silent.
  waived: by ada until 2026-12-31: being mended (https://example.test/7)

FAIL  launch.visible  sample on simulated
`);
  expect(text).toContain('│ failed  │    0 │ 2 (1 waived) │');
});

test('a failure whose waiver is past its date says so, whatever its words try', () => {
  const waiver = { ...promised, owner: 'ada\u001b[2J', state: 'expired' } as const;
  const text = renderTerminal(sampleReport([sampleProvider([sampleOutcome({ outcome: 'fail', waiver })])]), style);
  expect(text).toContain('the waiver of ada\\u001b[2J held until 2026-12-31: being mended (https://example.test/7)');
  expect(text).not.toContain('\u001b');
});
