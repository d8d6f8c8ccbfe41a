import { type Capability, capabilityNames } from '../../provider/capability.ts';
import { capabilityMethodNames } from '../../provider/capability-methods.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyHarmlessLook } from '../generators/harmless-look.ts';
import type { Trial } from '../trial.ts';

const coreMethodNames = ['spawn', 'terminate', 'list', 'get', 'generateBootstrap'] as const;

export const methodsMatchFlags: Contract = defineContract({
  id: 'capabilities.methods-match-flags',
  intent: 'operate',
  title: 'Methods are there exactly when declared',
  statement:
    'The five core methods are functions. The methods of a capability are functions when its flag is true, and absent when it is false: no half of a group, and none that is not declared.',
  steps: anyHarmlessLook,
  run: async (trial) => {
    mustMatch(trial);
    await trial.play();
    mustMatch(trial);
  },
});

function mustMatch(trial: Trial): void {
  for (const method of coreMethodNames) mustBeFunction(trial, method, 'the core methods are functions');
  for (const capability of capabilityNames) {
    for (const method of capabilityMethodNames[capability]) mustMatchFlag(trial, capability, method);
  }
}

function mustMatchFlag(trial: Trial, capability: Capability, method: string): void {
  const { [capability]: flag } = trial.provider.capabilities;
  if (flag) mustBeFunction(trial, method, 'every method of a declared capability is a function');
  else {
    const expected = 'no method of an undeclared capability is there';
    const value = methodOf(trial, method);
    trial.expect(value === undefined, expected, () => `${method} is ${describeValue(value)}, ${capability} is ${flag}`);
  }
}

function mustBeFunction(trial: Trial, method: string, expected: string): void {
  const value = methodOf(trial, method);
  trial.expect(typeof value === 'function', expected, () => `${method} is ${describeValue(value)}`);
}

function methodOf(trial: Trial, method: string): unknown {
  return (trial.provider as unknown as Readonly<Record<string, unknown>>)[method];
}
