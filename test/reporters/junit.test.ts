import { execa } from 'execa';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import { renderJunit } from '../../src/reporters/junit.ts';
import { withPython } from '../with-python.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from './sample-report.ts';

/** The cases as an independent XML reader sees them. */
interface ReadCase {
  readonly name: string;
  readonly node: string | null;
  readonly message: string | null;
  readonly text: string | null;
}

// Python's reader is not ours, rejects what is not XML 1.0, and is on every machine of a developer.
const reader = `
import json, sys, xml.etree.ElementTree as ET
def case(c):
    child = c[0] if len(c) else None
    return dict(name=c.get("name"), node=child.tag if child is not None else None,
                message=child.get("message") if child is not None else None,
                text=child.text if child is not None else None)
out = []
for text in json.load(sys.stdin):
    root = ET.fromstring(text.encode("utf-8"))
    out.append(dict(counts={k: v for k, v in root.attrib.items()}, cases=[case(c) for c in root.iter("testcase")]))
json.dump(out, sys.stdout)
`;

interface ReadReport {
  readonly counts: Readonly<Record<string, string>>;
  readonly cases: readonly ReadCase[];
}

async function read(reports: readonly Report[]): Promise<readonly ReadReport[]> {
  const { stdout } = await execa('python3', ['-c', reader], { input: JSON.stringify(reports.map(renderJunit)) });
  return JSON.parse(stdout) as readonly ReadReport[];
}

withPython('each outcome is a case with the node that tells what it is', async () => {
  const report = sampleReport([
    sampleProvider([
      sampleOutcome({ contract: 'a.pass' }),
      sampleOutcome({ contract: 'a.fail', outcome: 'fail', counterexample: sampleCounterexample() }),
      sampleOutcome({ contract: 'a.flaky', outcome: 'flaky', reason: { code: 'unstable', text: 'once in two' } }),
      sampleOutcome({ contract: 'a.skip', outcome: 'skip', reason: { code: 'testbed-cannot', text: 'no ledger' } }),
      sampleOutcome({ contract: 'a.open', outcome: 'inconclusive', reason: { code: 'infrastructure', text: 'gone' } }),
      sampleOutcome({ contract: 'a.late', outcome: 'not-run', reason: { code: 'timeout', text: 'no time' } }),
    ]),
  ]);
  const [found] = await read([report]);
  expect(found?.counts).toEqual({ name: 'assay', tests: '6', failures: '2', errors: '2', skipped: '1' });
  expect(found?.cases.map(({ name, node, message }) => [name, node, message])).toEqual([
    ['a.pass', null, null],
    [
      'a.fail',
      'failure',
      'expected terminate resolves for what is already gone; saw it threw NOT_FOUND: no such machine',
    ],
    ['a.flaky', 'failure', 'unstable: once in two'],
    ['a.skip', 'skipped', 'testbed-cannot: no ledger'],
    ['a.open', 'error', 'infrastructure: gone'],
    ['a.late', 'error', 'timeout: no time'],
  ]);
  expect(found?.cases[1]?.text).toContain('terminate(i1)  → threw NOT_FOUND');
  expect(found?.cases[1]?.text).toContain('npx assay replay .assay/failures/sample.json');
});

withPython('any text makes well-formed XML, and ordinary text arrives as it was', async () => {
  const texts = fc.sample(fc.string({ unit: 'binary' }), 300);
  const ordinary = `<b attr='1'>&amp; ]]> "naïve" 東京 👩‍🚀</b>`;
  const reports = [ordinary, ...texts].map((text) =>
    sampleReport([
      sampleProvider(
        [sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample({ actual: text, program: [text] }) })],
        { name: text },
      ),
    ]),
  );
  const found = await read(reports);
  expect(found).toHaveLength(reports.length);
  expect(found[0]?.cases[0]?.message).toContain(ordinary);
});

withPython('what another shard judges is skipped in a shard, and an error where nobody judged it', async () => {
  const reason = { code: 'filtered', text: 'left to shard 2/2' } as const;
  const providers = [sampleProvider([sampleOutcome({ outcome: 'not-run', reason })])];
  const found = await read([sampleReport(providers, { shard: '1/2' }), sampleReport(providers)]);
  expect(found.map(({ cases }) => cases[0]?.node)).toEqual(['skipped', 'error']);
});

withPython('a waived failure is skipped with its words; a needless or expired waiver is a failure', async () => {
  const promised = { owner: 'ada', reason: 'known', link: 'https://example.test/7', expires: '2026-12-31' };
  const reason = { code: 'waived', text: 'by ada until 2026-12-31: known (https://example.test/7)' } as const;
  const failed = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample() });
  const report = sampleReport([
    sampleProvider([
      { ...failed, contract: 'a.waived', reason, waiver: { ...promised, state: 'applied' } },
      { ...failed, contract: 'a.expired', waiver: { ...promised, state: 'expired' } },
      sampleOutcome({ contract: 'a.needless', waiver: { ...promised, state: 'needless' } }),
    ]),
  ]);
  const [found] = await read([report]);
  expect(found?.counts).toEqual({ name: 'assay', tests: '3', failures: '2', errors: '0', skipped: '1' });
  expect(found?.cases.map(({ name, node, message }) => [name, node, message])).toEqual([
    ['a.waived', 'skipped', `waived: ${reason.text}`],
    ['a.expired', 'failure', expect.stringContaining('expected terminate resolves')],
    ['a.needless', 'failure', 'the contract passes, and a waiver says that it fails: remove the waiver'],
  ]);
});
