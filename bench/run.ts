// Measures what Assay costs, and what it finds, beside what anybody has without it. Goals are told, never enforced.
// `npm run bench -- --seeds N` says how many seeds the search for mutants takes, default 60; `--image` what containers
// are made of. `--only safety` measures what the journal and the redactor cost, and nothing else.
import { parseArgs } from 'node:util';
import { engineOverhead } from './engine-overhead.ts';
import { findMutants } from './find-mutants.ts';
import { printTable } from './print-table.ts';
import { safetyOverhead } from './safety-overhead.ts';
import { wholeProcess } from './whole-process.ts';
import { wires } from './wires.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '60' },
    image: { type: 'string', default: 'assay-busybox:local' },
    only: { type: 'string' },
  },
});

console.log(`Node ${process.versions.node}, medians of 5 alternated runs`);
const { measurements, skipped } = await safetyOverhead(values.image);
if (values.only === 'safety') printTable(measurements);
else printTable([...(await engineOverhead()), ...(await wires()), ...(await wholeProcess()), ...measurements]);
for (const sentence of skipped) console.log(sentence);
if (values.only !== 'safety') await findMutants(Number(values.seeds));
// Scripts of the simulated testbed leave a shell behind that waits for more.
process.exit();
