import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeReports } from '../../src/engine/merge-reports.ts';
import type { Outcome, ProviderResult, Report } from '../../src/engine/report.ts';
import { dealContracts } from '../../src/engine/shard.ts';
import { sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';

const strict = { allowMissing: false };

function left(contract: string, shard: string): Outcome {
  const reason = { code: 'filtered', text: `left to shard ${shard}` } as const;
  return sampleOutcome({ contract, outcome: 'not-run', cases: 0, reason });
}

function skip(code: 'testbed-cannot' | 'capability-absent' | 'filtered'): Partial<Outcome> {
  return { outcome: 'skip', cases: 0, reason: { code, text: code } };
}

function shard(
  part: string,
  outcomes: readonly Outcome[],
  changes: Partial<ProviderResult> = {},
  run: Partial<Report['run']> = {},
) {
  return {
    file: `${part.replace('/', '-of-')}.json`,
    report: sampleReport([sampleProvider(outcomes, changes)], { shard: part, ...run }),
  };
}

const first = shard('1/2', [sampleOutcome({ contract: 'a' }), left('b', '2/2')]);
const second = shard('2/2', [left('a', '1/2'), sampleOutcome({ contract: 'b' })]);

test('every contract is dealt once, evenly, and the same whatever machine asks', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 9 }), (ids, count) => {
      const sizes = Array.from({ length: count }, () => 0);
      for (const id of ids) {
        const owner = dealContracts(ids, count)(id) ?? 0;
        sizes[owner - 1] = (sizes[owner - 1] ?? 0) + 1;
      }
      expect(sizes.reduce((a, b) => a + b)).toBe(ids.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(2);
    }),
  );
});

test('shards become the whole: outcomes joined, costs added, times from the first start to the last end', () => {
  const late = {
    ...second,
    report: { ...second.report, run: { ...second.report.run, id: 'z', finishedAt: '2026-01-02T03:05:00.000Z' } },
  };
  const { run, providers } = mergeReports([late, first], strict);
  expect(run).toEqual({
    id: `${first.report.run.id}+z`,
    seed: 7,
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:05:00.000Z',
    interrupted: false,
  });
  expect(providers).toMatchObject([{ verdict: 'certified', resources: { created: 20, destroyed: 20, leaked: 0 } }]);
  expect(providers[0]?.outcomes.map(({ contract, outcome }) => [contract, outcome])).toEqual([
    ['a', 'pass'],
    ['b', 'pass'],
  ]);
});

test('what every shard skips is skipped in the whole', () => {
  const both = ['1/2', '2/2'].map((part) => shard(part, [sampleOutcome(skip('capability-absent'))]));
  expect(mergeReports(both, strict).providers[0]?.outcomes[0]).toEqual(sampleOutcome(skip('capability-absent')));
});

test.each([
  ['seed', shard('2/2', [left('a', '1/2')], {}, { seed: 8 }), 'the seed is 7 in one, 8 in the other'],
  ['count', shard('2/3', [left('a', '1/2')]), 'the number of shards is 2 in one, 3 in the other'],
  ['digest', shard('2/2', [left('a', '1/2')], { digest: 'sha256:ff' }), 'the digest of sample is sha256:00 in one, '],
  ['provider', shard('2/2', [], { name: 'other' }), 'the list of providers is sample in one, other in the other'],
  ['tier', shard('2/2', [], { tier: 'reference' }), 'the tier of sample is testing in one, reference in the other'],
  [
    'testbed',
    shard('2/2', [], { testbed: { ...sampleProvider([]).testbed, name: 'docker' } }),
    'the testbed of sample is simulated in one, docker in the other',
  ],
  ['contracts', shard('2/2', [left('c', '1/2')]), 'the list of contracts of sample is a, b in one, c in the other'],
])('shards that differ in their %s are refused, with both files', (_, other, text) => {
  expect(() => mergeReports([first, other], strict)).toThrow(
    `${first.file} and ${other.file} cannot be merged: ${text}`,
  );
});

test('shards of different contract sets are refused', () => {
  const contractSet = { ...second.report.contractSet, digest: 'sha256:22' };
  const other = { ...second, report: { ...second.report, contractSet } };
  expect(() => mergeReports([first, other], strict)).toThrow('the contract set is 0.1.0 sha256:11 in one, ');
});

test('a shard given twice, a shard left out and a shard beside a whole run are refused', () => {
  const again = { ...first, file: 'again.json' };
  expect(() => mergeReports([first, again, second], strict)).toThrow('1-of-2.json and again.json are both shard 1/2');
  expect(() => mergeReports([second], strict)).toThrow('shard 1/2 is missing beside 2-of-2.json');
  const whole = { file: 'whole.json', report: sampleReport([]) };
  expect(() => mergeReports([first, whole], strict)).toThrow('1-of-2.json is shard 1/2 and whole.json is a whole run');
});

test('shards that were dealt differently are refused: what both judged, and what neither did', () => {
  const both = shard('2/2', [sampleOutcome({ contract: 'a' }), sampleOutcome({ contract: 'b' })]);
  expect(() => mergeReports([first, both], strict)).toThrow('a was not left to one of them');
  const none = shard('2/2', [left('a', '1/2'), left('b', '1/2')]);
  expect(() => mergeReports([first, none], strict)).toThrow('b was judged by none of them');
});

function on(name: string, outcomes: readonly Outcome[], changes: Partial<ProviderResult> = {}) {
  const testbed = { ...sampleProvider([]).testbed, name };
  return {
    file: `${name}.json`,
    report: sampleReport([sampleProvider(outcomes, { testbed, ...changes })], { id: name }),
  };
}

test('what one testbed cannot judge and another did makes partial certified, and says where it was judged', () => {
  const simulated = on('simulated', [
    sampleOutcome({ contract: 'a' }),
    sampleOutcome({ contract: 'b', ...skip('testbed-cannot') }),
  ]);
  const both = [sampleOutcome({ contract: 'a' }), sampleOutcome({ contract: 'b' })];
  const local = { ...sampleProvider([]).testbed, name: 'docker', fidelity: 'local' } as const;
  const docker = on('docker', both, { testbed: local });
  const [result] = mergeReports([docker, simulated], strict).providers;
  expect(result).toMatchObject({ verdict: 'certified', testbed: { name: 'simulated' }, alsoOn: [{ name: 'docker' }] });
  expect(result?.outcomes.map(({ contract, testbed, run }) => [contract, testbed, run?.id])).toEqual([
    ['a', 'docker', 'docker'],
    ['b', 'docker', 'docker'],
  ]);
});

test.each<[string, Partial<Outcome>, Partial<Outcome>, string]>([
  ['a fail anywhere stays', { outcome: 'fail' }, {}, 'failed'],
  ['flaky anywhere stays', { outcome: 'flaky' }, {}, 'inconclusive'],
  ['a pass is better evidence than a testbed that broke', { outcome: 'inconclusive' }, {}, 'certified'],
  ['what was not asked says nothing', skip('filtered'), skip('testbed-cannot'), 'partial'],
  ['what is declared on one testbed has to be judged', skip('capability-absent'), skip('testbed-cannot'), 'partial'],
  ['what nobody ran stays open', { outcome: 'not-run' }, skip('filtered'), 'incomplete'],
])('%s, in either order', (_, a, b, verdict) => {
  const one = on('simulated', [sampleOutcome(a)]);
  const other = on('docker', [sampleOutcome(b)]);
  for (const reports of [
    [one, other],
    [other, one],
  ]) {
    expect(mergeReports(reports, strict).providers[0]?.verdict).toBe(verdict);
  }
});

test('of two that say the same the one closer to the real service is the evidence, in either order', () => {
  const { testbed } = sampleProvider([]);
  const both = [sampleOutcome({ contract: 'a' }), sampleOutcome({ contract: 'b', ...skip('testbed-cannot') })];
  const simulated = on('simulated', [sampleOutcome({ contract: 'a' }), sampleOutcome({ contract: 'b' })]);
  const moto = on('moto', both, { testbed: { ...testbed, name: 'moto', fidelity: 'emulated' } });
  for (const reports of [
    [simulated, moto],
    [moto, simulated],
  ]) {
    const [result] = mergeReports(reports, strict).providers;
    expect(result?.verdict).toBe('certified');
    const judgedOn = Object.fromEntries(result?.outcomes.map((outcome) => [outcome.contract, outcome.testbed]) ?? []);
    expect(judgedOn).toEqual({ a: 'moto', b: 'simulated' });
  }
});

test('another build of the provider is no further evidence', () => {
  const one = on('simulated', [sampleOutcome()]);
  const changed = on('docker', [sampleOutcome()], { digest: 'sha256:ff' });
  expect(() => mergeReports([one, changed], strict)).toThrow(
    'simulated.json and docker.json cannot be merged: the digest of sample is sha256:00 in one, sha256:ff in the other',
  );
});
