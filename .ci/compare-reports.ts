// Two reports of the same seed must be identical but for times and the run's id; every outcome has 100 cases, or as many as are given, or a reason.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../src/engine/report.ts';

const [firstPath = '', secondPath = '', least = '100'] = process.argv.slice(2);
const [first, second] = [firstPath, secondPath].map((path) => JSON.parse(readFileSync(path, 'utf8')) as Report);
if (!first || !second) throw new Error('usage: compare-reports <report.json> <report.json> [<cases>]');

if (!isDeepStrictEqual(timeless(first), timeless(second))) throw new Error('the same seed gave different reports');
for (const outcome of first.providers.flatMap((provider) => provider.outcomes)) {
  if (outcome.cases < Number(least) && !outcome.reason)
    throw new Error(`${outcome.contract}: ${outcome.cases} cases and no reason`);
}

function timeless(report: Report): unknown {
  return JSON.parse(
    JSON.stringify(report, (key, value) =>
      ['id', 'startedAt', 'finishedAt', 'timing', 'replay'].includes(key) ? undefined : value,
    ),
  );
}
