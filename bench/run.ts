// Measures what Assay costs, and what it finds, beside what anybody has without it. Goals are told, never enforced.
// `npm run bench -- --seeds N` says how many seeds the search for mutants takes; default 60.
import { parseArgs } from 'node:util';
import { engineOverhead } from './engine-overhead.ts';
import { findMutants } from './find-mutants.ts';
import { printTable } from './print-table.ts';
import { wholeProcess } from './whole-process.ts';
import { wires } from './wires.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '60' } } });

console.log(`Node ${process.versions.node}, medians of 5 alternated runs`);
printTable([...(await engineOverhead()), ...(await wires()), ...(await wholeProcess())]);
await findMutants(Number(values.seeds));
// Scripts of the simulated testbed leave a shell behind that waits for more.
process.exit();
