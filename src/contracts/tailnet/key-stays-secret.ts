import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustBootstrap } from '../bootstrap-results.ts';
import { type Contract, defineContract } from '../contract.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { anyTailnetRequest, plainTailnetRequest } from '../generators/tailnet-request.ts';
import { isSecretName, secretBehind } from '../secret-names.ts';
import { findSecret } from '../secrets.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const keyStaysSecret: Contract = defineContract({
  id: 'tailnet.key-stays-secret',
  intent: 'bootstrap',
  title: 'The key of a tailnet is in the bootstrap and nowhere else',
  statement:
    'Nothing that spawn, get or list resolves to or throws holds the key of the tailnet that the machine joins, in plain text or encoded. In the bootstrap the key is no argument of tailscale, where every user of the machine would read it. A bootstrap that asks for no tailnet holds no key of another.',
  requires: ['tailscaleNative'],
  steps: (facts) =>
    fc
      .tuple(anyTailnetRequest(), fc.boolean(), fc.boolean())
      .map(([request, refused, runs]): readonly Step[] => [
        { op: 'bootstrap', as: 'b1', request },
        ...(refused ? [spawnStep('x1', { spec: { cpus: 0, memoryMiB: 0 } })] : []),
        spawnStep('i1', plainRequest(facts)),
        ...(runs ? [{ op: 'await-running', target: 'i1' } as const] : []),
        ...looks,
        { op: 'bootstrap', request: {} },
      ]),
  boundaries: (facts) => [wholeLife(facts)],
  run: async (trial: Trial) => {
    await trial.play({
      bootstrap: (result) => mustKeep(trial, result),
      spawn: (result) => mustNotShow(trial, result),
      get: (result) => mustNotShow(trial, result),
      list: (result) => mustNotShow(trial, result),
    });
  },
});

const looks: readonly Step[] = [{ op: 'get', target: 'i1' }, { op: 'list' }];

function spawnStep(as: string, request: Extract<Step, { op: 'spawn' }>['request']): Step {
  return { op: 'spawn', as, request, bootstrap: 'b1' };
}

function wholeLife(facts: WorldFacts): readonly Step[] {
  return [
    { op: 'bootstrap', as: 'b1', request: plainTailnetRequest },
    spawnStep('x1', { spec: { cpus: 0, memoryMiB: 0 } }),
    spawnStep('i1', plainRequest(facts)),
    ...looks,
  ];
}

/** Every key of the case, also one whose bootstrap is still to come. */
function keysOf(trial: Trial): readonly string[] {
  return trial.steps
    .map((step) => (step.op === 'bootstrap' ? step.request.tailscale?.authKey : undefined))
    .filter(isSecretName)
    .map(secretBehind);
}

function mustKeep(trial: Trial, result: StepResult<'bootstrap'>): void {
  const { content } = mustBootstrap(trial, result);
  if (result.step.request.tailscale === undefined) {
    const place = findSecret(content, keysOf(trial));
    trial.expect(place === undefined, 'a bootstrap without a tailnet holds no key', 'it holds one');
    return;
  }
  // A line that goes on after a backslash is one line.
  const lines = content.replaceAll('\\\n', ' ').split('\n');
  const shown = lines.some((line) => /\btailscale\s+up\b/.test(line) && findSecret(line, keysOf(trial)) !== undefined);
  trial.expect(!shown, 'the key is no argument of tailscale', 'a line that calls tailscale up holds it');
}

function mustNotShow(trial: Trial, result: StepResult<'spawn'> | StepResult<'get'> | StepResult<'list'>): void {
  const shown: unknown = result.outcome === 'resolved' ? result.value : result.outcome === 'threw' && result.thrown;
  const place = findSecret(shown, keysOf(trial));
  // The place alone: a violation is printed, and the key must not be.
  const seen = () => `a key in what ${result.step.op} ${result.outcome === 'threw' ? 'threw' : 'gave'}: ${place}`;
  trial.expect(place === undefined, 'no read and no error holds the key of a tailnet', seen);
}
