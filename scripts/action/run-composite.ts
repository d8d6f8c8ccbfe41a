import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { type CompositeAction, fillIn, readCompositeAction } from './composite-action.ts';
import { readOutputs } from './read-outputs.ts';

export interface CompositeRun {
  /** Where action.yml is. */
  readonly folder: string;
  /** Checkout of whoever uses the action. */
  readonly workspace: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Told when a step has begun, with what ends it as the runner does: the first process of the step, and it alone. */
  readonly onStep?: (cancel: () => void) => void;
}

export interface CompositeEnd {
  readonly exitCode: number;
  readonly outputs: Readonly<Record<string, string>>;
  /** What the steps wrote for the page of the run. */
  readonly summary: string;
  readonly log: string;
}

/** Runs the steps of a composite action as GitHub's runner does, until one fails. */
export async function runComposite(run: CompositeRun): Promise<CompositeEnd> {
  const action = readCompositeAction(run.folder);
  const inputs = inputsOf(action, run.inputs);
  const temporary = mkdtempSync(join(tmpdir(), 'assay-action-'));
  const values = new Map(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value]));
  const ended: Ended[] = [];
  try {
    for (const step of action.runs.steps) {
      const end = await runStep(step, { ...run, temporary, values });
      ended.push(end);
      if (end.exitCode !== 0) break;
    }
    const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
      name,
      fillIn(value, (path) => values.get(path) ?? (path.startsWith('steps.') ? '' : undefined)),
    ]);
    return {
      exitCode: ended.at(-1)?.exitCode ?? 0,
      outputs: Object.fromEntries(outputs),
      summary: ended.map(({ summary }) => summary).join(''),
      log: ended.map(({ log }) => log).join(''),
    };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** The runner only warns of an input that does not exist; here it is a slip of whoever tests. */
function inputsOf(action: CompositeAction, given: CompositeRun['inputs']): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(action.inputs, name));
  if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(', ')}`);
  return Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, given[name] ?? input.default]));
}

interface StepSetup extends CompositeRun {
  readonly temporary: string;
  /** Of every expression; a step adds its outputs. */
  readonly values: Map<string, string>;
}

interface Ended {
  readonly exitCode: number;
  readonly summary: string;
  readonly log: string;
}

async function runStep(step: CompositeAction['runs']['steps'][number], setup: StepSetup): Promise<Ended> {
  const { folder, workspace, temporary, values, timeoutMs, onStep } = setup;
  const files = {
    GITHUB_OUTPUT: join(temporary, 'output'),
    GITHUB_ENV: join(temporary, 'env'),
    GITHUB_PATH: join(temporary, 'path'),
    GITHUB_STEP_SUMMARY: join(temporary, 'summary'),
  };
  const script = join(temporary, 'step.sh');
  for (const file of Object.values(files)) writeFileSync(file, '');
  writeFileSync(script, step.run);
  const variables = Object.entries(step.env).map(([name, text]) => [name, fillIn(text, (path) => values.get(path))]);
  const child = execa('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
    ...{ cwd: workspace, all: true, reject: false, stdin: 'ignore', timeout: timeoutMs },
    env: {
      ...{ CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: workspace, GITHUB_ACTION_PATH: folder },
      ...{ RUNNER_TEMP: temporary, ...files, ...Object.fromEntries(variables) },
    },
  });
  onStep?.(() => child.kill('SIGINT'));
  const { exitCode = 128, all = '' } = await child;
  for (const [name, value] of readOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8')))
    values.set(`steps.${step.id}.outputs.${name}`, value);
  return { exitCode, summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'), log: `${all}\n` };
}
