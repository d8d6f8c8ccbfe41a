// Interrupts real runs of the command line at random moments, SIGINT and SIGTERM in turn. Every time there must be a valid
// report that certifies nothing, and nothing else left. Exits 1 when it is otherwise once. `--runs N` says how many,
// `--seed S` where the moments begin.
import { parseArgs } from 'node:util';
import { interruptionOf, interruptRun } from './interruptions/interrupt-run.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new RangeError(`--runs takes a whole number, got ${values.runs}`);

const withinMs = 3_000;
const args = ['orbstack', '--runs', '100000', '--seed', '1'];

const failures: string[] = [];
for (let number = 1; number <= runs; number += 1) {
  const problems = await interruptRun(interruptionOf(Number(values.seed), number, withinMs, args));
  failures.push(...problems.map((problem) => `run ${number}, ${problem}`));
  process.stderr.write(problems.length > 0 ? 'x' : '.');
}
process.stderr.write('\n');
for (const failure of failures) console.log(failure);
console.log(`${runs} runs interrupted, seed ${values.seed}: ${failures.length} promises broken`);
process.exitCode = failures.length > 0 ? 1 : 0;
