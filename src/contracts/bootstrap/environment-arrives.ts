import type { BootstrapRequest } from '../../provider/bootstrap.ts';
import { bootstrapStep, mustBootstrap } from '../bootstrap-results.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyEnvironment, fewEnvironments } from '../generators/environment.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

type Environment = Readonly<Record<string, string>>;

export const environmentArrives: Contract = defineContract({
  id: 'bootstrap.environment-arrives',
  intent: 'bootstrap',
  title: 'The environment arrives byte for byte',
  statement:
    'When a shell bootstrap runs where a machine would run it, its commands run in order and see every variable of the ' +
    'environment exactly as it was given: quotes, newlines, `$()`, backticks, unicode and leading dashes included.',
  needs: ['shell'],
  steps: () => anyEnvironment().map(printEnvironment).map(bootstrapStep),
  boundaries: () => fewEnvironments.map(printEnvironment).map(bootstrapStep),
  run: (trial) => trial.play({ bootstrap: mustArrive }),
});

/** A NUL after each value, the one character that no value can hold. */
function printEnvironment(environment: Environment): BootstrapRequest {
  const commands = Object.keys(environment).map((name) => String.raw`printf '%s\0' "$${name}"`);
  return { environment, commands };
}

async function mustArrive(result: StepResult<'bootstrap'>, trial: Trial): Promise<void> {
  const { content } = mustBootstrap(trial, result);
  const { exitCode, stdout, stderr } = await trial.shell.run(content);
  trial.expect(
    exitCode === 0,
    'a shell bootstrap whose commands succeed ends with exit code 0',
    () => `it ended with ${exitCode} and said: ${stderr.trim().slice(0, 300)}`,
  );
  const environment = result.step.request.environment ?? {};
  trial.expect(stdout === expectedOutput(environment), 'every variable arrives byte for byte', () =>
    describeDifference(environment, stdout),
  );
}

function expectedOutput(environment: Environment): string {
  return Object.values(environment)
    .map((value) => `${value}\0`)
    .join('');
}

function describeDifference(environment: Environment, stdout: string): string {
  const arrived = stdout.split('\0');
  const entries = Object.entries(environment);
  const at = entries.findIndex(([, value], index) => value !== arrived[index]);
  const entry = entries[at];
  if (!entry)
    return `more was printed than the commands print: ${describeValue(arrived.slice(entries.length).join('\0'))}`;
  return `${entry[0]} was ${describeValue(entry[1])} and arrived as ${describeValue(arrived[at])}`;
}
