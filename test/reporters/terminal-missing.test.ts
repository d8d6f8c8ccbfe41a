import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import { renderTerminal } from '../../src/reporters/terminal.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from './sample-report.ts';

const style = { colors: picocolors.createColors(false), columns: Number.POSITIVE_INFINITY, describe: () => undefined };

function render(...outcomes: readonly Parameters<typeof sampleOutcome>[0][]): string {
  return renderTerminal(sampleReport([sampleProvider(outcomes.map(sampleOutcome), { verdict: 'failed' })]), style);
}

test('what is still to be written ends the report, what most wait for first', () => {
  const text = render(
    { contract: 'a.one', outcome: 'fail', missing: ['get'], counterexample: sampleCounterexample() },
    { contract: 'a.two', missing: ['spawn', 'get'], weak: 'it saw little' },
    { contract: 'a.three' },
  );
  expect(text.slice(text.indexOf('seed 7'))).toBe(`seed 7, 2.5 s

still to write in sample: 2 parts, 2 contracts wait
  get  2 contracts wait
    a.one, a.two
  spawn  1 contract waits
    a.two
`);
});

test('what only waits is neither told as a failure nor as a weak pass', () => {
  const text = render(
    { contract: 'a.one', outcome: 'fail', missing: ['get'], counterexample: sampleCounterexample() },
    { contract: 'a.two', missing: ['get'], weak: 'it saw little' },
  );
  expect(text).not.toMatch(/FAIL|weak/);
});

test('long lists are wrapped between names, and what a terminal would obey is made visible', () => {
  const contracts = Array.from({ length: 12 }, (_, index) => `a-family.contract-${index}`);
  const text = render(...contracts.map((contract) => ({ contract, missing: ['a\u001b[31m'] })));
  const lines = text.trimEnd().split('\n').slice(-3);
  expect(lines[0]).toMatch(/^ {4}a-family.contract-0, .*,$/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(104);
  expect(text).toContain('a\\u001b[31m  12 contracts wait');
});

test('a provider with nothing left to write has no such list', () => {
  expect(render({})).not.toContain('still to write');
});
