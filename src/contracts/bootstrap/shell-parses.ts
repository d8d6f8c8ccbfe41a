import { bootstrapStep, mustBootstrap } from '../bootstrap-results.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyBootstrapRequest, boundaryBootstrapRequests } from '../generators/bootstrap-request.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const shellParses: Contract = defineContract({
  id: 'bootstrap.shell-parses',
  intent: 'bootstrap',
  title: 'A shell bootstrap parses',
  statement: 'The content of a shell bootstrap is a script that `sh -n` accepts, whatever the environment holds.',
  needs: ['shell'],
  steps: () => anyBootstrapRequest().map(bootstrapStep),
  boundaries: () => boundaryBootstrapRequests().map(bootstrapStep),
  run: (trial) => trial.play({ bootstrap: mustParse }),
});

async function mustParse(result: StepResult<'bootstrap'>, trial: Trial): Promise<void> {
  const parsed = await trial.shell.parse(mustBootstrap(trial, result).content);
  trial.expect(
    parsed.exitCode === 0,
    '`sh -n` accepts a shell bootstrap',
    () => `it ended with exit code ${parsed.exitCode} and said: ${parsed.stderr.trim().slice(0, 300)}`,
  );
}
