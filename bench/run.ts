// Measures what Assay costs beside what anybody pays without it. Goals are told, never enforced: `npm run bench`.
import { engineOverhead } from './engine-overhead.ts';
import { printTable } from './print-table.ts';
import { wholeProcess } from './whole-process.ts';

console.log(`Node ${process.versions.node}, medians of 5 alternated runs`);
printTable([...(await engineOverhead()), await wholeProcess()]);
