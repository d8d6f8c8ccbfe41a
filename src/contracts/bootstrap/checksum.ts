import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { bootstrapOrRefusal, bootstrapStep } from '../bootstrap-results.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyBootstrapRequest, boundaryBootstrapRequests } from '../generators/bootstrap-request.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const checksum: Contract = defineContract({
  id: 'bootstrap.checksum',
  intent: 'bootstrap',
  title: 'The checksum is that of the content',
  statement:
    'The checksum of a bootstrap is the SHA-256 of the UTF-8 bytes of its content, in lower-case hexadecimal, whatever ' +
    'the format and whatever the environment holds.',
  steps: () =>
    fc
      .oneof(anyBootstrapRequest('shell'), anyBootstrapRequest('cloud-init'), anyBootstrapRequest('ignition'))
      .map(bootstrapStep),
  boundaries: () => boundaryBootstrapRequests().map(bootstrapStep),
  run: (trial) => trial.play({ bootstrap: mustMatch }),
});

function mustMatch(result: StepResult<'bootstrap'>, trial: Trial): void {
  const bootstrap = bootstrapOrRefusal(trial, result);
  if (bootstrap === null) return;
  const correct = createHash('sha256').update(bootstrap.content, 'utf8').digest('hex');
  trial.expect(
    bootstrap.checksum === correct,
    'the checksum is the SHA-256 of the content, in lower-case hexadecimal',
    () => `it was ${bootstrap.checksum}, and the content has ${correct}`,
  );
}
