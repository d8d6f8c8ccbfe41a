type Labels = Readonly<Record<string, string>>;

/** Whether labels meet a selector: `a=b`, `a!=b`, `a in (b,c)`, `a`, `!a`, joined by commas. Null where it is none. */
export function labelMatcher(selector: string): ((labels: Labels) => boolean) | null {
  const terms = splitTerms(selector).map(termMatcher);
  if (terms.includes(null)) return null;
  return (labels) => terms.every((matches) => matches?.(labels) === true);
}

/** Commas inside brackets separate values. */
function splitTerms(selector: string): readonly string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map((term) => term.trim())
    .filter((term) => term !== '');
}

function termMatcher(term: string): ((labels: Labels) => boolean) | null {
  const [, listed, verb, values = ''] = /^([\w./-]+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(term) ?? [];
  if (listed !== undefined) {
    const wanted = values.split(',').map((value) => value.trim());
    return (labels) => wanted.includes(labels[listed] ?? '') === (verb === 'in');
  }
  const [, key, sign, value = ''] = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(term) ?? [];
  if (key !== undefined) return (labels) => (labels[key] === value) === (sign !== '!=');
  const [, not, name] = /^(!?)([\w./-]+)$/.exec(term) ?? [];
  if (name === undefined) return null;
  return (labels) => Object.hasOwn(labels, name) === (not === '');
}

/** Whether an object meets a field selector; only these fields of pods have one here. Null where it is none. */
export function fieldMatcher(selector: string): ((body: object) => boolean) | null {
  const terms = splitTerms(selector).map((term) =>
    /^(metadata\.name|status\.phase|spec\.nodeName)(==|=|!=)(.*)$/.exec(term),
  );
  if (terms.includes(null)) return null;
  return (body) =>
    terms.every((term) => {
      const [, path = '', sign, value] = term ?? [];
      return (fieldOf(body, path.split('.')) === value) === (sign !== '!=');
    });
}

function fieldOf(body: unknown, path: readonly string[]): string {
  const [first, ...rest] = path;
  if (first === undefined) return typeof body === 'string' ? body : '';
  return fieldOf((body as Readonly<Record<string, unknown>> | undefined)?.[first], rest);
}
