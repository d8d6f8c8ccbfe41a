import { expect, test } from 'vitest';
import type { Outcome } from '../../src/engine/report.ts';
import { renderMarkdown } from '../../src/reporters/markdown.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from './sample-report.ts';

const describe = (id: string) =>
  id === 'terminate.idempotent'
    ? { title: 'terminate may be called again', statement: 'A_second_one is silent' }
    : undefined;
const render = (outcomes: readonly Outcome[], changes = {}) =>
  renderMarkdown(sampleReport([sampleProvider(outcomes, changes)]), { describe });
const failed = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample() });
const waiver = { owner: 'ada', reason: 'known', link: 'https://example.org/1', expires: '2026-12-31' } as const;

test('a certified provider is a row that shows what the verdict rests on', () => {
  expect(render([sampleOutcome()])).toBe(`## Assay: 1 of 1 providers certified

| provider | verdict | testbed | pass | fail | skip | cases |
|---|---|---|--:|--:|--:|--:|
| \`sample\` | **certified** | simulated | 1 | 0 | 0 | 100 |

seed 7, contracts \`0.1.0\`, 2026-01-02T03:04:07.500Z
`);
});

test('a failure reads as promise, program, expected against actual, replay and wire', () => {
  const [, failures = ''] = render([failed], { verdict: 'failed' }).split('### Failures\n\n');
  expect(failures).toBe(`#### fail: \`terminate.idempotent\` of \`sample\` on \`simulated\`

terminate may be called again. A\\_second\\_one is silent

\`\`\`text
i1 = spawn({spec: {cpus: 1, memoryMiB: 256}})  → {id: "m-1"}
terminate(i1)  → threw NOT_FOUND
\`\`\`

- expected: \`terminate resolves for what is already gone\`
- actual: \`it threw NOT_FOUND: no such machine\`
- replay: \`npx assay replay .assay/failures/sample.json\`

<details><summary>Calls on the wire</summary>

\`\`\`text
+3 ms  DELETE /v1/machines/m-1 → 404 {}
\`\`\`

</details>
`);
});

test('what is waived is counted, and stands with who answers for it, not among the failures', () => {
  const text = render([{ ...failed, waiver: { ...waiver, state: 'applied' } }], { verdict: 'failed' });
  expect(text).toContain('| pass | fail | skip | of these waived | cases |');
  expect(text).not.toContain('### Failures');
  expect(text).toContain(
    '- `terminate.idempotent` of `sample` failed, as was known; `ada`, until 2026-12-31: `known`, `https://example.org/1`',
  );
});

test('a waiver that has to go is told', () => {
  expect(render([sampleOutcome({ waiver: { ...waiver, state: 'needless' } })])).toContain('the waiver has to go');
  const expired = render([{ ...failed, waiver: { ...waiver, state: 'expired' } }]);
  expect(expired).toContain('### Failures');
  expect(expired).toContain('past its date: the failure counts');
});

test('what was left out stands by its reason', () => {
  const reason = { code: 'testbed-cannot', text: 'no ledger' } as const;
  const outcomes = ['a.one', 'a.two'].map((contract) => sampleOutcome({ contract, outcome: 'skip', reason }));
  expect(render(outcomes)).toContain('- `sample` on `simulated`, `skipped: no ledger`: `a.one`, `a.two`\n');
});

test('what finds no place is counted, and the rest stays whole', () => {
  const many = Array.from({ length: 500 }, (_, index) => ({ ...failed, contract: `a.c${index}` }));
  const text = render(many);
  expect(Buffer.byteLength(text)).toBeLessThan(60_001);
  const shown = text.split('#### fail').length - 1;
  expect(shown).toBeGreaterThan(50);
  expect(text).toContain(`\n\n${500 - shown} more failures are left out here; report.json has them all.`);
  expect(text.split('```').length % 2).toBe(1);
});

test('leaks and an interruption are told at the head', () => {
  const leaky = sampleProvider([sampleOutcome()], { resources: { created: 2, destroyed: 1, leaked: 1 } });
  const text = renderMarkdown(sampleReport([leaky], { interrupted: true }), { describe });
  expect(text).toContain('**1 resources leaked: they are still there.** **Interrupted.** seed 7');
});

test.each([
  ['a`b', '``a`b``'],
  ['`a', '`` `a ``'],
  [' a ', '`  a  `'],
  ['a\nb', '`a\\nb`'],
  ['', '(empty)'],
])('%j is a code span of its own', (name, span) => {
  expect(render([sampleOutcome({ weak: name })])).toContain(`: ${span}\n`);
});
