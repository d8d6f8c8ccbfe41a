// Measures what Assay costs, and what it finds, beside what anybody has without it. Goals are told, never enforced.
// `npm run bench -- --seeds N` says how many seeds the search for mutants takes, default 60; `--image` what containers
// are made of. `--only safety` measures what the journal and the redactor cost, and nothing else; `--only sdk`
// what a call of the AWS SDK costs, and a certification of `aws`; `--only certify` what certifying every provider at once
// costs; `--only chaos` what a shaking costs; `--only matrix`
// what a site of 5,000 reports costs; `--only slurm` what a real cluster costs beside a simulated one, and `--chaos-seeds`
// seeds of chaos on its tasks.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { chaos } from './chaos/chaos.ts';
import { engineOverhead } from './engine-overhead.ts';
import { findMutants } from './find-mutants.ts';
import { matrix } from './matrix/matrix.ts';
import type { Measurement } from './measure.ts';
import { printTable } from './print-table.ts';
import { safetyOverhead } from './safety-overhead.ts';
import { sdkWires } from './sdk-wires.ts';
import { slurm } from './slurm/slurm.ts';
import { everyProvider, wholeProcess } from './whole-process.ts';
import { wires } from './wires.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '60' },
    image: { type: 'string', default: 'assay-busybox:local' },
    only: { type: 'string' },
    'chaos-seeds': { type: 'string', default: '1000' },
  },
});

console.log(`Node ${process.versions.node}, medians of 5 alternated runs`);
if (values.only === 'sdk') print(await sdkWires(), await wholeProcess([['aws']]));
else if (values.only === 'certify') printTable(await everyProvider());
else if (values.only === 'chaos') printTable(await chaos(availableParallelism()));
else if (values.only === 'slurm') console.log((await slurm(Number(values['chaos-seeds']))) ?? '');
else if (values.only === 'matrix') printTable(await matrix());
else if (values.only === 'safety') print(await safetyOverhead(values.image));
else {
  const [safety, sdk] = [await safetyOverhead(values.image), await sdkWires()];
  const others = [
    ...(await engineOverhead()),
    ...(await wires()),
    ...(await wholeProcess()),
    ...(await everyProvider()),
    ...(await chaos(availableParallelism())),
    ...(await matrix()),
  ];
  print(
    { measurements: [...safety.measurements, ...sdk.measurements], skipped: [...safety.skipped, ...sdk.skipped] },
    others,
  );
  await findMutants(Number(values.seeds));
}
// Scripts of the simulated testbed leave a shell behind that waits for more.
process.exit();

interface Measured {
  readonly measurements: readonly Measurement[];
  readonly skipped: readonly string[];
}

function print({ measurements, skipped }: Measured, others: readonly Measurement[] = []): void {
  printTable([...others, ...measurements]);
  for (const sentence of skipped) console.log(sentence);
}
