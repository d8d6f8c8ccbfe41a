import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, onTestFinished, type TestContext, test } from 'vitest';
import { describeThrown } from '../../src/contracts/describe.ts';
import type { CertifyResult } from '../../src/engine/certify-options.ts';
import type { Outcome } from '../../src/engine/report.ts';
import { runAssay } from '../cli/run-assay.ts';
import { certifyHostile, judged, smallLimits } from './certify-hostile.ts';
import { honestOutcomes } from './hostile-outcomes.ts';
import './task-meta.ts';

const contract = 'observe.unknown-is-null';
const names = Object.keys(honestOutcomes);
const tookMs = new Map<string, number>();
let together: CertifyResult;
let alone: CertifyResult;

beforeAll(async () => {
  const startedMs = new Map<string, number>();
  together = await certifyHostile([...names, 'orbstack'], [contract], {
    workers: 3,
    onEvent: (event, subject) => {
      const key = JSON.stringify(subject);
      if (event.type === 'provider-started') startedMs.set(key, performance.now());
      if (event.type === 'provider-finished')
        tookMs.set(event.result.name, performance.now() - (startedMs.get(key) ?? 0));
    },
  });
  alone = await certifyHostile(['orbstack'], [contract]);
}, 300_000);

function outcomeOf(name: string): Outcome | undefined {
  const index = together.report.providers.findIndex((provider) => provider.name === `mutant-${name}`);
  return judged(together)[index]?.[0];
}

function saidOf(outcome: Outcome | undefined): string {
  return `${outcome?.reason?.text ?? ''}${outcome?.counterexample?.actual ?? ''}`;
}

function expectHonest({ task }: TestContext, chosen: readonly string[]): void {
  for (const name of chosen) {
    const [kind, said = ''] = honestOutcomes[name] ?? ['pass'];
    const outcome = outcomeOf(name);
    expect([name, outcome?.outcome, saidOf(outcome)]).toEqual([name, kind, expect.stringContaining(said)]);
  }
  task.meta.figure = `${chosen.length} of ${chosen.length} have their one honest outcome`;
}

const named = (...starts: readonly string[]) => names.filter((name) => starts.some((start) => name.startsWith(start)));

test('B1: a provider that hangs, by its loop or by a promise, costs its own contract within the deadline and 3 s', (context) => {
  expectHonest(context, ['loops-in-get', 'never-resolves', 'blocks-exit']);
  const slowest = Math.max(...tookMs.values());
  expect(slowest).toBeLessThan(smallLimits.stallMs + 3_000);
  context.task.meta.figure = `slowest of ${tookMs.size}: ${Math.round(slowest)} ms, deadline ${smallLimits.stallMs} ms`;
});

test('B2: whatever is thrown is one readable finding', (context) => {
  expectHonest(context, named('throws-'));
  fc.assert(
    fc.property(fc.anything({ withProxy: true, withNullPrototype: true } as never), (thrown) => {
      const text = describeThrown(thrown);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThan(500);
    }),
    { numRuns: 500 },
  );
  context.task.meta.figure = `${named('throws-').length} providers and 500 arbitrary values, each one line`;
});

test('B3: whatever is returned is a finding that shows it, and never null', (context) => {
  expectHonest(context, named('returns-', 'settles-'));
  for (const name of named('returns-')) expect(saidOf(outcomeOf(name))).not.toContain('resolved to null');
});

test('B7: whoever takes its process down, or spoils its globals, changes no other outcome', (context) => {
  expectHonest(
    context,
    named('aborts', 'exits-', 'fills-', 'kills-', 'disconnects', 'deletes-', 'stops-', 'spoils-', 'makes-', 'changes-'),
  );
  const timeless = ([outcomes]: ReturnType<typeof judged>) => outcomes?.map((outcome) => ({ ...outcome, timing: 0 }));
  expect(timeless([judged(together).at(-1) ?? []])).toEqual(timeless(judged(alone)));
  expect(judged(alone)[0]).toMatchObject([{ outcome: 'pass', cases: 3 }]);
});

test('B7: all hostile providers beside a correct one: each has one honest outcome, the correct one those it has alone', (context) => {
  expectHonest(context, names);
  expect(together.problems).toEqual([]);
  expect(together.report.providers.at(-1)?.verdict).toBe(alone.report.providers[0]?.verdict);
  context.task.meta.figure = `${names.length} hostile providers beside 1 correct one: 0 of its outcomes changed`;
});

test('B5: what is left open is a remark and flips nothing', async ({ task }) => {
  const result = await certifyHostile(['leaves-handles-open'], ['launch.visible']);
  expect(judged(result)[0]).toMatchObject([{ outcome: 'pass' }]);
  expect(result.report.providers[0]?.remarks).toEqual([expect.stringMatching(/TCPServerWrap, Timeout$/)]);
  task.meta.figure = '2 kinds of handles remarked on, 0 outcomes flipped';
});

test('B8: with the JSON reporter stdout is JSON alone, whatever the provider writes to it', async ({ task }) => {
  const out = await mkdtemp(join(tmpdir(), 'assay-hostile-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const flags = ['--contracts', contract, '--runs', '3', '--seed', '1', '--reporter', 'json', '--out', out];
  const { stdout } = await runAssay(['certify', './fixtures/hostile/writes-to-stdout.ts', ...flags]);
  const report = JSON.parse(stdout) as CertifyResult['report'];
  expect(report.providers.map(({ name }) => name)).toEqual(['mutant-writes-to-stdout']);
  expect(stdout).not.toContain('by the');
  task.meta.figure = '2 ways to write to stdout, 0 bytes of it in the report';
});

test('B9: a forged message is a failure of the contract that ran, and is never believed', async (context) => {
  expectHonest(context, ['forges-a-pass', 'forges-a-request', 'replaces-send', 'removes-the-listeners']);
  const overheard = await certifyHostile(['replays-a-request'], [contract, 'observe.get-list-agree']);
  const forged = [outcomeOf('forges-a-pass'), outcomeOf('forges-a-request'), ...(judged(overheard)[0] ?? [])];
  const believed = forged.filter((outcome) => !outcome?.reason?.text.startsWith('forged: '));
  // The first contract only overhears.
  expect(believed.map((outcome) => outcome?.outcome)).toEqual(['pass']);
  expect(forged.map((outcome) => outcome?.reason?.code).filter((code) => code === 'crashed').length).toBe(3);
  context.task.meta.figure = '4 forgeries by 3 providers, 0 believed';
});
