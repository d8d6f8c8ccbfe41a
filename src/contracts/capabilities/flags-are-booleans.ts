import { type Capability, capabilityNames } from '../../provider/capability.ts';
import { isObject } from '../../provider/is-object.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyHarmlessLook } from '../generators/harmless-look.ts';
import { sameValue } from '../same-value.ts';
import type { Trial } from '../trial.ts';

export const flagsAreBooleans: Contract = defineContract({
  id: 'capabilities.flags-are-booleans',
  intent: 'operate',
  title: 'The eleven flags are booleans and stay',
  statement:
    'capabilities has exactly the eleven flags, each true or false and nothing else, and use of the provider does not change them.',
  steps: anyHarmlessLook,
  run: mustStay,
});

async function mustStay(trial: Trial): Promise<void> {
  const before = mustBeFlags(trial);
  await trial.play();
  const after = mustBeFlags(trial);
  trial.expect(
    sameValue(before, after),
    'the flags do not change',
    () => `${describeValue(before)} before and ${describeValue(after)} after`,
  );
}

/** A copy, so that a later change can be told. */
function mustBeFlags(trial: Trial): Readonly<Record<string, unknown>> {
  const capabilities: unknown = trial.provider.capabilities;
  trial.expect(isObject(capabilities), 'capabilities is an object', () => describeValue(capabilities));
  const wrong = capabilityNames.filter((name) => typeof capabilities[name] !== 'boolean');
  trial.expect(wrong.length === 0, 'each of the eleven flags is true or false', () =>
    wrong.map((name) => `${name} is ${describeValue(capabilities[name])}`).join(', '),
  );
  const extra = Object.keys(capabilities).filter((key) => !capabilityNames.includes(key as Capability));
  trial.expect(extra.length === 0, 'capabilities has no other flag', () => `also ${extra.join(', ')}`);
  return Object.fromEntries(capabilityNames.map((name) => [name, capabilities[name]]));
}
