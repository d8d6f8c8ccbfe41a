import type { Collection } from './list.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether labels meet a selector: `a=b`, `a!=b`, `a in (b,c)`, `a`, `!a`, joined by commas; what is wrong with one that is none. */
export function labelMatcher(selector: string): ((labels: Labels) => boolean) | string {
  const terms = splitTerms(selector).map(termMatcher);
  const problem = terms.find((term) => typeof term === 'string');
  if (problem !== undefined) return problem;
  return (labels) => terms.every((matches) => typeof matches !== 'string' && matches(labels));
}

/** Commas inside brackets separate values. */
function splitTerms(selector: string): readonly string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim())
    .filter((term) => term !== '');
}

function termMatcher(term: string): ((labels: Labels) => boolean) | string {
  const [, listed, verb, values = ''] = /^([\w./-]+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(term) ?? [];
  if (listed !== undefined) {
    const wanted = values.split(',').map((value) => value.trim());
    return (labels) => wanted.includes(labels[listed] ?? '') === (verb === 'in');
  }
  const [, key, sign, value = ''] = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(term) ?? [];
  if (key !== undefined) return (labels) => (labels[key] === value) === (sign !== '!=');
  const [, not, name] = /^(!?)([\w./-]+)$/.exec(term) ?? [];
  if (name === undefined) return termProblem(term);
  return (labels) => Object.hasOwn(labels, name) === (not === '');
}

/** In the words of its parser. */
function termProblem(term: string): string {
  if (/^[=!<>]/.test(term))
    return `found '${/^(==|!=|.)/.exec(term)?.[0]}', expected: !, identifier, or 'end of string'`;
  if (/\s(in|notin)\s*$/.test(term)) return "unable to parse requirement: found '' expected: '('";
  const [, sign] = /^[\w./-]+\s*(?:==|=|!=)\s*(\W)/.exec(term) ?? [];
  return sign === undefined
    ? 'unable to parse requirement: found unexpected token'
    : `unable to parse requirement: found '${sign}', expected: identifier`;
}

const fieldsOfPods = ['metadata.name', 'metadata.namespace', 'status.phase', 'spec.nodeName'];
const fieldsOfAll = ['metadata.name', 'metadata.namespace'];

/** Whether an object meets a field selector; what is wrong with one that is none. Pods have more fields here than others. */
export function fieldMatcher(selector: string, collection: Collection): ((body: object) => boolean) | string {
  const terms = splitTerms(selector).map((term) => /^([\w.]+)(==|=|!=)(.*)$/.exec(term));
  if (terms.includes(null)) return `invalid selector: '${selector}'; can't understand '${selector}'`;
  const fields = collection === 'pods' ? fieldsOfPods : fieldsOfAll;
  const unknown = terms.map((term) => term?.[1] ?? '').find((field) => !fields.includes(field));
  if (unknown !== undefined) return collection === 'pods' ? notSupported(unknown) : notKnown(unknown);
  return (body) =>
    terms.every((term) => {
      const [, path = '', sign, value] = term ?? [];
      return (fieldOf(body, path.split('.')) === value) === (sign !== '!=');
    });
}

function notSupported(field: string): string {
  return `field label not supported: ${field}`;
}

function notKnown(field: string): string {
  const known = fieldsOfAll.map((each) => JSON.stringify(each)).join(', ');
  return `${JSON.stringify(field)} is not a known field selector: only ${known}`;
}

function fieldOf(body: unknown, path: readonly string[]): string {
  const [first, ...rest] = path;
  if (first === undefined) return typeof body === 'string' ? body : '';
  return fieldOf((body as Readonly<Record<string, unknown>> | undefined)?.[first], rest);
}
