import fc from 'fast-check';
import { bootstrapStep, isInvalidSpec } from '../bootstrap-results.ts';
import { describeResult } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyBadEnvironmentName, anyEnvironment } from '../generators/environment.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const goodName = /^[A-Za-z_][A-Za-z0-9_]*$/;

export const rejectsBadNames: Contract = defineContract({
  id: 'bootstrap.rejects-bad-names',
  intent: 'bootstrap',
  title: 'Names that no shell accepts are refused',
  statement:
    'generateBootstrap refuses an environment with a name other than [A-Za-z_][A-Za-z0-9_]* with INVALID_SPEC: such a ' +
    'variable cannot arrive, and its name could be run as a command.',
  steps: () =>
    fc
      .tuple(anyEnvironment(), anyBadEnvironmentName())
      .map(([environment, name]) => bootstrapStep({ environment: { ...environment, [name]: 'value' } })),
  boundaries: () =>
    ['', ' ', 'a b', 'a-b', '1a', 'A=B', '$(x)', '`x`', 'a;b', 'a\n', 'é'].map((name) =>
      bootstrapStep({ environment: { [name]: 'value' } }),
    ),
  run: (trial) => trial.play({ bootstrap: mustRefuse }),
});

function mustRefuse(result: StepResult<'bootstrap'>, trial: Trial): void {
  const bad = Object.keys(result.step.request.environment ?? {}).filter((name) => !goodName.test(name));
  trial.expect(
    bad.length === 0 || isInvalidSpec(result),
    'a name that no shell accepts is refused with INVALID_SPEC',
    () => `for the name ${JSON.stringify(bad[0])} ${describeResult(result)}`,
  );
}
