// Runs the composite action of this repository as GitHub's runner would: --input name=value, as often as is wanted. Prints its log,
// its outputs and how long its summary is, and ends with the exit code of its steps.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runComposite } from '../scripts/action/run-composite.ts';

const root = resolve(import.meta.dirname, '..');
const minutesMax = 10;
const { values } = parseArgs({ options: { input: { type: 'string', multiple: true, default: [] } } });
const inputs = values.input.map((text) => {
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  return [name, value];
});
const { exitCode, outputs, summary, log } = await runComposite({
  ...{ folder: root, workspace: root, timeoutMs: minutesMax * 60_000 },
  inputs: Object.fromEntries(inputs),
});
process.stderr.write(log);
process.stdout.write(`${JSON.stringify({ exitCode, outputs, summaryBytes: Buffer.byteLength(summary) }, null, 2)}\n`);
process.exitCode = exitCode;
