// Certifies OrbStack under every combination of capability flags, and refuses every provider that lies about one flag.
// A lie is told both ways: a flag that is declared and not there, and one that is there and not declared.
// One process, a thread for each processor. `--every N` takes each Nth profile only. Exits 1 with what went wrong.
import { parseArgs } from 'node:util';
import type { PartRequest, PartResult } from './profiles/judge-part.ts';
import { onEveryProcessor } from './threads/on-every-processor.ts';

const { values } = parseArgs({ options: { every: { type: 'string', default: '1' } } });
const every = Number(values.every);
if (!Number.isInteger(every) || every < 1) throw new RangeError(`--every takes a whole number, got ${values.every}`);

const startedMs = performance.now();
const judgePart = new URL('./profiles/judge-part.ts', import.meta.url);
const results = await onEveryProcessor<PartRequest, PartResult>(judgePart, { every });
const sum = (field: keyof PartResult) => results.reduce((total, result) => total + result[field], 0);

const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
// Of a machine that others use too it says more than the time on the wall.
const { user, system } = process.cpuUsage();
const cpuSeconds = ((user + system) / 1_000_000).toFixed(0);
console.log(
  `${sum('certified')} of ${sum('profiles')} profiles certified, ` +
    `${sum('refused')} of ${sum('lies')} lying providers refused, ${seconds} s on ${results.length} threads (${cpuSeconds} s of processor time)`,
);
process.exitCode = sum('certified') === sum('profiles') && sum('refused') === sum('lies') ? 0 : 1;
