import { isObject } from '../../provider/is-object.ts';

type Body = Readonly<Record<string, unknown>>;

/** One condition on the labels of a node. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** What a pod requires of its node by affinity: any one of these, and all that is in it. None where it requires nothing. */
export function requirementsOf({ affinity }: Body): readonly (readonly Requirement[])[] {
  const nodeAffinity = fieldOf(affinity, 'nodeAffinity');
  const terms = fieldOf(fieldOf(nodeAffinity, 'requiredDuringSchedulingIgnoredDuringExecution'), 'nodeSelectorTerms');
  if (!Array.isArray(terms)) return [];
  return terms.map((term) => (fieldOf(term, 'matchExpressions') ?? []) as readonly Requirement[]);
}

export function meets(labels: Readonly<Record<string, string>>, terms: readonly (readonly Requirement[])[]): boolean {
  return terms.length === 0 || terms.some((term) => term.every((requirement) => isMet(labels, requirement)));
}

/** A label that is not there is not in any values. */
function isMet(labels: Readonly<Record<string, string>>, { key, operator, values = [] }: Requirement): boolean {
  const value = labels[key];
  switch (operator) {
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'NotIn':
      return value === undefined || !values.includes(value);
    default:
      return value !== undefined && values.includes(value);
  }
}

function fieldOf(body: unknown, name: string): unknown {
  return isObject(body) ? body[name] : undefined;
}
