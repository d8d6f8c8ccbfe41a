import { expect, test } from 'vitest';
import { judgeExploration } from '../../src/chaos/chaos-verdict.ts';
import { experimentSchema } from '../../src/chaos/experiment.ts';
import { emptyTally } from '../../src/chaos/exploration-tally.ts';
import type { Exploration } from '../../src/chaos/explore.ts';
import { oracleIds } from '../../src/chaos/oracles/oracle-set.ts';
import { isTellingSilence, shareBelow } from '../../src/chaos/rule-of-three.ts';

const controlPlane = { features: [] };
const everyOracle = new Map(oracleIds.map((id) => [id, 1]));

function explored(parts: Partial<Exploration>): Exploration {
  const none = { failures: [], failure: undefined, lost: [], isInterrupted: false };
  return { ...emptyTally(), exercised: everyOracle, runs: 1_000, ...none, ...parts };
}

test('the rule of three: what never came in a thousand tries comes in less than 0.3 % of them', () => {
  expect(shareBelow(1_000)).toBeCloseTo(0.003);
  expect([isTellingSilence(19, 0.15), isTellingSilence(20, 0.15)]).toEqual([false, true]);
});

test('a kind that never acted is a reason once it was planned in twenty runs, and none before', () => {
  const idle = (planned: number) => new Map([['down', { planned, acted: 0 }]]);
  expect(judgeExploration(explored({ kinds: idle(19) }), { controlPlane })).toEqual({ verdict: 'pass', reasons: [] });
  expect(judgeExploration(explored({ kinds: idle(20) }), { controlPlane })).toEqual({
    verdict: 'inconclusive',
    reasons: ['down was planned in 20 runs and never changed anything'],
  });
});

test('an oracle that never judged is a reason from 150 runs on', () => {
  const without = new Map([...everyOracle].filter(([id]) => id !== 'I02'));
  const reasons = (runs: number) => judgeExploration(explored({ exercised: without, runs }), { controlPlane }).reasons;
  expect([reasons(149), reasons(150)]).toEqual([[], ['I02 never had anything to judge']]);
});

test('of an experiment everything that it plans must act, and every oracle that it names must judge, in however few runs', () => {
  const operations = [{ do: 'launch', intent: 'a', atMs: 0 }];
  const experiment = experimentSchema.parse({ version: 1, operations, oracles: ['I02'] });
  const kinds = new Map([['down', { planned: 1, acted: 0 }]]);
  const { verdict, reasons } = judgeExploration(explored({ kinds, exercised: new Map(), runs: 1 }), {
    ...{ controlPlane, experiment },
  });
  expect({ verdict, reasons }).toEqual({
    verdict: 'inconclusive',
    reasons: ['down was planned in 1 runs and never changed anything', 'I02 never had anything to judge'],
  });
});

test('a run that was lost, or two histories, are no pass; a crash point that is not safe is a failure', () => {
  const lost = [{ run: 4, lost: 'hung' as const, text: 'it was not done within 10 s' }];
  expect(judgeExploration(explored({ lost }), { controlPlane })).toMatchObject({ verdict: 'inconclusive' });
  const divergences = [{ seed: 1, run: 2, event: 3, first: null, second: null }];
  expect(judgeExploration(explored({ divergences }), { controlPlane }).verdict).toBe('nondeterministic');
  const crashPoints = [{ crashes: [], outcome: 'unsafe' as const, why: 'it ended otherwise' }];
  expect(judgeExploration(explored({}), { controlPlane, crashPoints }).verdict).toBe('fail-safety');
});
