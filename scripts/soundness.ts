// Runs every contract against services that are odd but correct. Whatever a contract finds there is a false alarm.
// Prints the cases; exits 1 with the program of any failure. `--seeds N` says how many seeds per host; a word narrows the
// run to the hosts of whose manner it is a part.
import { parseArgs } from 'node:util';
import type { FalseAlarm, PartRequest, PartResult } from './soundness/judge-part.ts';
import { oddHosts } from './soundness/odd-hosts.ts';
import { onEveryProcessor } from './threads/on-every-processor.ts';

const { values, positionals } = parseArgs({
  options: { seeds: { type: 'string', default: '4' } },
  allowPositionals: true,
});
const word = positionals.join(' ');
const hosts = oddHosts.filter(({ manner }) => manner.includes(word));
if (hosts.length === 0) throw new RangeError(`no odd host has ${JSON.stringify(word)} in its manner`);
const seeds = Number(values.seeds);
if (!Number.isInteger(seeds) || seeds < 1) throw new RangeError(`--seeds takes a whole number, got ${values.seeds}`);

const startedMs = performance.now();
const judgePart = new URL('./soundness/judge-part.ts', import.meta.url);
const results = await onEveryProcessor<PartRequest, PartResult>(judgePart, { seeds, word });
const falseAlarms = results.flatMap((result) => result.falseAlarms);
for (const falseAlarm of falseAlarms) tell(falseAlarm);

const sum = (field: 'cases' | 'steps') => results.reduce((total, result) => total + result[field], 0);
const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
const hostsText = `${hosts.length} correct hosts x ${seeds} seeds`;
console.log(
  `${hostsText}: ${sum('cases')} cases, ${sum('steps')} steps, ${falseAlarms.length} false alarms, ${seconds} s`,
);
if (falseAlarms.length > 0) process.exitCode = 1;

function tell({ outcome, manner, seed }: FalseAlarm): void {
  console.error(`${outcome.contract}: ${outcome.outcome} on a host that ${manner}, seed ${seed}`);
  if (outcome.reason) console.error(`  ${outcome.reason.text}`);
  const { counterexample } = outcome;
  if (!counterexample) return;
  for (const line of counterexample.program) console.error(`  ${line}`);
  console.error(`  expected: ${counterexample.expected}`);
  console.error(`  actual:   ${counterexample.actual}`);
}
