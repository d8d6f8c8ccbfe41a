import fc from 'fast-check';
import type { Bootstrap, BootstrapRequest } from '../../provider/bootstrap.ts';
import { bootstrapOrRefusal } from '../bootstrap-results.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyBootstrapRequest, boundaryBootstrapRequests } from '../generators/bootstrap-request.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

/** Longer than a second, so that a date of whole seconds shows; short, because some worlds have a real clock. */
const longWaitMs = 1_100;

export const deterministic: Contract = defineContract({
  id: 'bootstrap.deterministic',
  intent: 'bootstrap',
  title: 'Equal requests give equal bootstraps',
  statement:
    'generateBootstrap is pure. Equal requests give the same content and checksum, whatever time passed and whatever was ' +
    'spawned in between, and the request is left as it was.',
  steps: (facts) =>
    fc
      .tuple(anyRequest(), fc.nat(9))
      .map(([request, odds]) =>
        askTwice(request, between(odds, { op: 'spawn', as: 'i1', request: plainRequest(facts) })),
      ),
  boundaries: () => [askTwice(boundaryRequest, [{ op: 'wait', ms: longWaitMs }])],
  run: mustRepeat,
});

const boundaryRequest: BootstrapRequest = boundaryBootstrapRequests().at(-1) ?? {};

function anyRequest(): fc.Arbitrary<BootstrapRequest> {
  return fc.oneof(anyBootstrapRequest('shell'), anyBootstrapRequest('cloud-init'));
}

/** A spawn costs real time in some worlds, so most cases do without. */
function between(odds: number, spawn: Step): readonly Step[] {
  return odds < 2 ? [spawn] : [{ op: 'wait', ms: 2 }];
}

function askTwice(request: BootstrapRequest, steps: readonly Step[]): readonly Step[] {
  return [{ op: 'bootstrap', request }, ...steps, { op: 'bootstrap', request }];
}

async function mustRepeat(trial: Trial): Promise<void> {
  const seen = new Map<string, Bootstrap>();
  await trial.play({
    bootstrap: async (result) => {
      mustEqualEarlier(trial, seen, result);
      mustEqualEarlier(trial, seen, await askAgain(trial, result.step.request));
    },
  });
}

/** With a copy of the request: what comes back may depend on what it says, not on which object says it. */
async function askAgain(trial: Trial, request: BootstrapRequest): Promise<StepResult<'bootstrap'>> {
  const copy = structuredClone(request);
  const again = await trial.probe({ op: 'bootstrap', request: copy });
  const [before, after] = [JSON.stringify(request), JSON.stringify(copy)];
  trial.expect(before === after, 'generateBootstrap leaves the request as it was', () => `${before} became ${after}`);
  return again;
}

function mustEqualEarlier(trial: Trial, seen: Map<string, Bootstrap>, result: StepResult<'bootstrap'>): void {
  const bootstrap = bootstrapOrRefusal(trial, result);
  if (bootstrap === null) return;
  const key = JSON.stringify(result.step.request);
  const earlier = seen.get(key) ?? bootstrap;
  trial.expect(
    earlier.content === bootstrap.content && earlier.checksum === bootstrap.checksum,
    'equal requests give equal bootstraps',
    () => describeDifference(earlier, bootstrap),
  );
  seen.set(key, { ...bootstrap });
}

function describeDifference(earlier: Bootstrap, later: Bootstrap): string {
  if (earlier.content === later.content)
    return `equal contents had the checksums ${earlier.checksum} and ${later.checksum}`;
  const lines = later.content.split('\n');
  const at = earlier.content.split('\n').findIndex((line, index) => line !== lines[index]);
  return `the contents differ from line ${(at === -1 ? lines.length - 1 : at) + 1} on`;
}
