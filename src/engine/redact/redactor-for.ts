import { passedNames } from '../passed-names.ts';
import { createRedactor, type Redactor } from './redactor.ts';
import { type Environment, secretsOfEnvironment } from './secrets-of-environment.ts';

/** The redactor of a run: it knows what its environment holds. */
export function redactorFor(env: Environment, settings: Readonly<Record<string, string>>): Redactor {
  return createRedactor(secretsOfEnvironment(env, passedNames(settings)).secrets);
}
