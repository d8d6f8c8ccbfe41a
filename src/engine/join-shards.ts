import { contractSetText, joinRest, joinRuns, MergeError, mustAgree, type NamedReport } from './named-report.ts';
import { isLeftToAnotherShard, type Outcome, type ProviderResult, type Report } from './report.ts';
import { parseShardText, shardText } from './shard.ts';
import { shortDigest } from './short-digest.ts';
import { verdictOf } from './verdict.ts';

/** The report that the whole run would have given, but for times and the run's id. */
export function joinShards(reports: readonly NamedReport[], allowMissing: boolean): Report {
  const shards = reports.map(toShard).sort((a, b) => a.index - b.index);
  const [first] = shards;
  if (!first) throw new MergeError('there is no report to merge');
  for (const other of shards) mustBeOfOneRun(first, other);
  mustBeEachOnce(shards);
  const isWhole = shards.length === first.count;
  if (!isWhole && !allowMissing) throw missingShards(shards);
  return {
    schemaVersion: 1,
    run: joinRuns(shards),
    contractSet: first.report.contractSet,
    providers: first.report.providers.map((_, place) => joinProvider(shards, place, isWhole)),
  };
}

interface ShardReport extends NamedReport {
  readonly index: number;
  readonly count: number;
}

function toShard(named: NamedReport): ShardReport {
  const { shard = '' } = named.report.run;
  const parsed = parseShardText(shard);
  if (!parsed) throw new MergeError(`${named.file} says that it is shard ${JSON.stringify(shard)}, which is no part`);
  return { ...named, ...parsed };
}

function mustBeOfOneRun(a: ShardReport, b: ShardReport): void {
  mustAgree(a, b, 'number of shards', ({ run }) => run.shard?.replace(/^.*\//, '') ?? '');
  mustAgree(a, b, 'contract set', contractSetText);
  mustAgree(a, b, 'seed', ({ run }) => String(run.seed));
  mustAgree(a, b, 'list of providers', ({ providers }) => providers.map(({ name }) => name).join(', ') || 'empty');
  for (const [place, { name }] of a.report.providers.entries()) {
    const agree = (what: string, textOf: (result: ProviderResult) => string) =>
      mustAgree(a, b, `${what} of ${name}`, ({ providers }) => {
        const result = providers[place];
        return result ? textOf(result) : 'absent';
      });
    agree('digest', ({ digest }) => shortDigest(digest));
    agree('testbed', ({ testbed }) => testbed.name);
    agree('fidelity', ({ testbed }) => testbed.fidelity);
    agree('set of tolerances', ({ testbed }) => JSON.stringify(testbed.tolerances));
    agree('tier', ({ tier }) => tier);
    agree('set of capabilities', ({ capabilities }) => JSON.stringify(capabilities));
    agree('list of contracts', ({ outcomes }) => outcomes.map(({ contract }) => contract).join(', '));
  }
}

function mustBeEachOnce(shards: readonly ShardReport[]): void {
  for (const [place, shard] of shards.entries()) {
    const before = shards[place - 1];
    if (before?.index !== shard.index) continue;
    throw new MergeError(`${before.file} and ${shard.file} are both shard ${shardText(shard)}: give each shard once`);
  }
}

function missingShards(shards: readonly ShardReport[]): MergeError {
  const count = shards[0]?.count ?? 0;
  const given = new Set(shards.map(({ index }) => index));
  const missing = Array.from({ length: count }, (_, place) => place + 1).filter((index) => !given.has(index));
  const names = missing.slice(0, 10).map((index) => shardText({ index, count }));
  const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
  const files = shards.map(({ file }) => file).join(', ');
  return new MergeError(
    `shard ${names.join(', ')}${more} ${missing.length > 1 ? 'are' : 'is'} missing beside ${files}: give every shard, or --allow-missing for an incomplete report`,
  );
}

function joinProvider(shards: readonly ShardReport[], place: number, isWhole: boolean): ProviderResult {
  const results = shards.map(({ report }) => report.providers[place] as ProviderResult);
  const [first] = results as [ProviderResult];
  const outcomes = first.outcomes.map((_, contract) => joinOutcome(shards, place, contract, isWhole));
  return { ...first, verdict: verdictOf(outcomes), outcomes, ...joinRest(results) };
}

/** One shard judged it, or every shard skipped it; anything else was dealt otherwise in one shard than in another. */
function joinOutcome(shards: readonly ShardReport[], place: number, contract: number, isWhole: boolean): Outcome {
  const all = shards.map(({ file, report }) => {
    const outcome = report.providers[place]?.outcomes[contract] as Outcome;
    return { file, outcome, isHere: !isLeftToAnotherShard(report.run, outcome) };
  });
  const here = all.filter(({ isHere }) => isHere);
  const [first, second] = here;
  if (first && !second && (first.outcome.outcome !== 'skip' || all.length === 1)) return first.outcome;
  if (first && here.length === all.length && here.every(({ outcome }) => outcome.outcome === 'skip')) {
    return first.outcome;
  }
  const [any] = all as [(typeof all)[number]];
  if (!first && !isWhole) return any.outcome;
  const files = (second ? here : all).map(({ file }) => file);
  const what = second ? 'was not left to one of them' : 'was judged by none of them';
  throw new MergeError(
    `${files.join(', ')} cannot be merged: ${any.outcome.contract} ${what}; give every shard the same --contracts`,
  );
}
