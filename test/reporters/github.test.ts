import { expect, test } from 'vitest';
import type { Outcome } from '../../src/engine/report.ts';
import { renderGithub } from '../../src/reporters/github.ts';
import { readCommands } from './read-commands.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from './sample-report.ts';

const failed = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample({ actual: '50 %, a:b' }) });
const waiver = { owner: 'ada', reason: 'known', link: 'https://example.org/1', expires: '2026-12-31' } as const;
const describe = () => ({ title: 'a title', statement: 'A statement.' });
const render = (outcomes: readonly Outcome[], changes = {}) =>
  renderGithub(sampleReport([sampleProvider(outcomes, changes)]), describe);

test('a failure is an error at the file of its provider, with all that is needed to see it again', () => {
  const [command] = readCommands(render([failed], { source: { path: 'src/my.ts' }, name: 'my, own' }));
  expect(command).toEqual({
    name: 'error',
    properties: { file: 'src/my.ts', title: 'fail: terminate.idempotent of my, own on simulated' },
    data: [
      'A statement.',
      'i1 = spawn({spec: {cpus: 1, memoryMiB: 256}})  → {id: "m-1"}',
      'terminate(i1)  → threw NOT_FOUND',
      'expected terminate resolves for what is already gone',
      'actual   50 %, a:b',
      'npx assay replay .assay/failures/sample.json',
    ].join('\n'),
  });
});

test.each(['/etc/passwd.ts', '../elsewhere.ts', 'a/../../b.ts', 'C:\\x.ts', 'dist/providers/aws'])(
  'nothing outside of the repository is annotated, and no folder: %s',
  (path) => {
    expect(render([failed], { source: { path } })).not.toContain('file=');
  },
);

test.each([
  ['a pass', sampleOutcome(), []],
  ['a skip', sampleOutcome({ outcome: 'skip' }), []],
  ['what is flaky', sampleOutcome({ outcome: 'flaky' }), ['error']],
  ['what could not be judged', sampleOutcome({ outcome: 'inconclusive' }), ['warning']],
  ['what was not run', sampleOutcome({ outcome: 'not-run', reason: { code: 'timeout', text: '' } }), ['warning']],
  ['what nobody asked for', sampleOutcome({ outcome: 'not-run', reason: { code: 'filtered', text: '' } }), []],
  ['what waits to be written', sampleOutcome({ outcome: 'fail', missing: ['get'] }), []],
  ['what is waived', { ...failed, waiver: { ...waiver, state: 'applied' as const } }, ['notice']],
  ['a needless waiver', sampleOutcome({ waiver: { ...waiver, state: 'needless' } }), ['error']],
  ['an expired waiver', { ...failed, waiver: { ...waiver, state: 'expired' as const } }, ['error']],
])('%s', (_, outcome, levels) => {
  expect(readCommands(render([outcome])).map(({ name }) => name)).toEqual(levels);
});

test('of more than GitHub shows the last place says how many', () => {
  const commands = readCommands(render(Array.from({ length: 25 }, () => failed)));
  expect(commands).toHaveLength(10);
  expect(commands.at(-1)?.properties.title).toBe('16 more');
});

test('what leaked comes first', () => {
  const [command] = readCommands(render([failed], { resources: { created: 1, destroyed: 0, leaked: 1 } }));
  expect(command?.properties.title).toBe('1 resources of sample leaked');
});
