import fc from 'fast-check';
import type { HeartbeatTask } from '../../provider/hooks.ts';

const knownTypes: readonly string[] = ['health_check', 'reconcile'];

/** Type names that a careless look-up table knows without having been told. */
export const treacherousTypes: readonly string[] = [
  '',
  'constructor',
  'toString',
  '__proto__',
  'HEALTH_CHECK',
  'health_check ',
  'healthCheck',
  'health-check',
];

/** Tasks of one known type, with ids of any shape. */
export function anyTasks(type: 'health_check' | 'reconcile'): fc.Arbitrary<readonly HeartbeatTask[]> {
  return fc.array(anyTaskId(), { maxLength: 5 }).map((ids) => ids.map((id) => ({ id, type })));
}

/** A task of a type that no provider knows. */
export function anyUnknownTask(): fc.Arbitrary<HeartbeatTask> {
  return fc.record({ id: anyTaskId(), type: anyUnknownType() }, { noNullPrototype: true });
}

/** A task of any type, known or not. */
export function anyTask(): fc.Arbitrary<HeartbeatTask> {
  const known = fc.record({ id: anyTaskId(), type: fc.constantFrom(...knownTypes) }, { noNullPrototype: true });
  return fc.oneof(known, anyUnknownTask());
}

export function isKnownTask(task: HeartbeatTask): boolean {
  return knownTypes.includes(task.type);
}

function anyTaskId(): fc.Arbitrary<string> {
  return fc.string({ minLength: 1, maxLength: 12 });
}

function anyUnknownType(): fc.Arbitrary<string> {
  return fc
    .oneof(fc.string({ maxLength: 12 }), fc.constantFrom(...treacherousTypes))
    .filter((type) => !knownTypes.includes(type));
}
