/** What a run on moto has to come to, and its merge with the simulated one: exits with 1 and the first thing that is wrong. */
import { readFile } from 'node:fs/promises';
import { type ProviderResult, reportSchema } from '../src/engine/report-schema.ts';

const unjudgedMax = 0.25;

const [onMoto, merged] = await Promise.all(process.argv.slice(2).map(readResult));
if (!onMoto || !merged) throw new Error('give the report of a run on moto, and the merged one');

const asked = onMoto.outcomes.filter((outcome) => outcome.reason?.code !== 'capability-absent');
const unjudged = asked.filter((outcome) => outcome.reason?.code === 'testbed-cannot');
const judged = asked.filter((outcome) => outcome.reason?.code !== 'testbed-cannot');
const joined = new Map(merged.outcomes.map((outcome) => [outcome.contract, outcome]));

check(onMoto.testbed.fidelity === 'emulated', 'moto is no emulated testbed');
for (const { contract, outcome } of judged) check(outcome === 'pass', `${contract} is ${outcome} on moto`);
for (const { contract, reason } of unjudged)
  check(reason !== undefined && reason.text !== '', `${contract} has no reason`);
check(
  unjudged.length <= unjudgedMax * asked.length,
  `moto cannot judge ${unjudged.length} of ${asked.length} contracts`,
);
check(merged.verdict === 'certified', `the merged verdict is ${merged.verdict}`);
for (const { contract } of judged) {
  check(joined.get(contract)?.testbed === 'moto', `${contract} was judged on moto, and the merge has other evidence`);
}
console.log(
  `moto judged ${judged.length} of ${asked.length} contracts; the rest, and the verdict, is the simulated run's`,
);

async function readResult(path: string): Promise<ProviderResult | undefined> {
  return reportSchema.parse(JSON.parse(await readFile(path, 'utf8'))).providers[0];
}

function check(holds: boolean, problem: string): void {
  if (holds) return;
  console.error(problem);
  process.exit(1);
}
