// Certifies OrbStack under every combination of capability flags, and refuses every provider that lies about one flag.
// A lie is told both ways: a flag that is declared and not there, and one that is there and not declared.
// One process, a thread for each processor. `--every N` takes each Nth profile only. Exits 1 with what went wrong.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { PartRequest, PartResult } from './profiles/judge-part.ts';

const { values } = parseArgs({ options: { every: { type: 'string', default: '1' } } });
const every = Number(values.every);
if (!Number.isInteger(every) || every < 1) throw new RangeError(`--every takes a whole number, got ${values.every}`);

const startedMs = performance.now();
const parts = availableParallelism();
const results = await Promise.all(Array.from({ length: parts }, (_, part) => judgePart({ every, part, parts })));
const sum = (field: keyof PartResult) => results.reduce((total, result) => total + result[field], 0);

const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
// Of a machine that others use too it says more than the time on the wall.
const { user, system } = process.cpuUsage();
const cpuSeconds = ((user + system) / 1_000_000).toFixed(0);
console.log(
  `${sum('certified')} of ${sum('profiles')} profiles certified, ` +
    `${sum('refused')} of ${sum('lies')} lying providers refused, ${seconds} s on ${parts} threads (${cpuSeconds} s of processor time)`,
);
process.exitCode = sum('certified') === sum('profiles') && sum('refused') === sum('lies') ? 0 : 1;
// Scripts of the simulated testbed leave a shell behind that waits for more.
process.exit();

function judgePart(request: PartRequest): Promise<PartResult> {
  const thread = new Worker(new URL('./profiles/judge-part.ts', import.meta.url), { workerData: request });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`a thread ended with ${code} before it had judged its part`)));
  });
}
