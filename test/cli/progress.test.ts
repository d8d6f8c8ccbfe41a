import { expect, test } from 'vitest';
import { liveProgress } from '../../src/cli/progress/live-progress.ts';
import { plainProgress } from '../../src/cli/progress/plain-progress.ts';
import { canRewrite, type OutputStream, wantsColors } from '../../src/cli/terminal.ts';
import type { CertifyEvent } from '../../src/engine/certify-options.ts';
import type { Subject } from '../../src/engine/subject.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider } from '../reporters/sample-report.ts';
import { fakeTerminal } from './fake-terminal.ts';

const subject: Subject = { kind: 'module', path: './mine.ts' };
const failed = sampleOutcome({ contract: 'a.two', outcome: 'fail', counterexample: sampleCounterexample() });
const events: readonly CertifyEvent[] = [
  { type: 'provider-started', provider: 'sample', testbed: 'simulated', contracts: 2 },
  { type: 'contract-started', provider: 'sample', contract: 'a.one' },
  { type: 'contract-progress', provider: 'sample', contract: 'a.one', cases: 40 },
  { type: 'contract-finished', provider: 'sample', outcome: sampleOutcome({ contract: 'a.one' }) },
  { type: 'contract-finished', provider: 'sample', outcome: failed },
  { type: 'provider-finished', result: sampleProvider([failed], { verdict: 'failed' }) },
];

test('where lines cannot be rewritten, only what lasts gets one', () => {
  const { stderr, err } = fakeTerminal('');
  const progress = plainProgress(stderr);
  for (const event of events) progress.onEvent(event, subject);
  progress.end();
  expect(err()).toBe(
    `./mine.ts on simulated: 2 contracts
./mine.ts: a.two fail  expected terminate resolves for what is already gone; saw it threw NOT_FOUND: no such machine
./mine.ts: failed in 1.2 s
`,
  );
});

test('on a terminal one line per running provider is rewritten, and is gone at the end', () => {
  let nowMs = 0;
  const screen = createScreen(60);
  const progress = liveProgress(screen, () => nowMs);
  const shown = events.map((event) => {
    nowMs += 100;
    progress.onEvent(event, subject);
    return screen.lines();
  });
  expect(shown[0]).toEqual(['./mine.ts  0/2  0 passed    0 cases']);
  expect(shown[2]).toEqual(['./mine.ts  0/2  0 passed  a.one  40 cases']);
  expect(shown[3]).toEqual(['./mine.ts  1/2  1 passed  a.one  40 cases']);
  expect(shown[4]?.at(-1)).toBe('./mine.ts  2/2  1 passed, 1 failed  a.one  40 cases');
  progress.end();
  expect(screen.lines()).toHaveLength(2);
  expect(screen.lines().at(-1)).toBe('./mine.ts: failed in 1.2 s');
});

test('a rewritten line never wraps, and is not rewritten more often than a person can see', () => {
  const screen = createScreen(20);
  const progress = liveProgress(screen, () => 0);
  for (const event of events.slice(0, 4)) progress.onEvent(event, subject);
  expect(screen.lines()).toEqual(['./mine.ts  0/2  0 …']);
  expect(screen.writes()).toBe(1);
});

test.each([
  [true, {}, true, true],
  [false, {}, false, false],
  [true, { NO_COLOR: '1' }, false, true],
  [true, { NO_COLOR: '' }, true, true],
  [true, { CI: 'true' }, true, false],
  [true, { TERM: 'dumb' }, false, false],
  [false, { FORCE_COLOR: '1' }, true, false],
  [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false, false],
])('with isTTY %s and %j: colours %s, rewriting %s', (isTTY, env, colours, rewriting) => {
  expect(wantsColors(isTTY, env)).toBe(colours);
  expect(canRewrite({ ...fakeTerminal('').stderr, isTTY }, env)).toBe(rewriting);
});

/** A terminal that obeys the two commands that the progress uses. */
function createScreen(columns: number): OutputStream & { lines(): readonly string[]; writes(): number } {
  let lines: string[] = [];
  let writes = 0;
  return {
    ...fakeTerminal('').stderr,
    isTTY: true,
    failure: () => undefined,
    columns,
    write: (text) => {
      writes += 1;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal obeys
      const [, up, rest = ''] = /^(?:\u001b\[(\d+)A\u001b\[0J)?(.*)$/s.exec(text) ?? [];
      lines = [...lines.slice(0, lines.length - Number(up ?? 0)), ...rest.split('\n').slice(0, -1)];
    },
    lines: () => lines,
    writes: () => writes,
  };
}
