import type { Action } from './call.ts';
import type { Difference } from './compare.ts';

/** Whether a difference is one of a kind. */
export type Matches = (difference: Difference) => boolean;

/** Only one of the two refused, or both with other codes; undefined stands for any code. */
export function outcomes(model: RegExp, moto: RegExp): Matches {
  return ({ path, model: ours = '', moto: theirs = '' }) => path === 'outcome' && model.test(ours) && moto.test(theirs);
}

/** moto did what the model refuses. */
export function onlyModelRefuses(action: Action, codes: readonly string[]): Matches {
  return ({ path, call, model, moto }) =>
    path === 'outcome' && call.action === action && moto === 'answered' && codes.includes(model ?? '');
}

/** A field, or an element of a list, that only one of them has. */
export function onlyIn(judge: 'model' | 'moto', paths: readonly RegExp[]): Matches {
  const other = judge === 'model' ? 'moto' : 'model';
  return (difference) => difference[other] === undefined && difference[judge] !== undefined && isAt(difference, paths);
}

/** A field that both have, with other values. */
export function values(paths: readonly RegExp[]): Matches {
  return (difference) => difference.model !== undefined && difference.moto !== undefined && isAt(difference, paths);
}

export function anyOf(...all: readonly Matches[]): Matches {
  return (difference) => all.some((matches) => matches(difference));
}

function isAt({ path }: Difference, paths: readonly RegExp[]): boolean {
  return paths.some((each) => each.test(path));
}
