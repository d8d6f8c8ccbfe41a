import { UsageError } from '../usage-error.ts';

const lengthMax = 40;
const shape = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** A name that can be a package, part of a file name and of an identifier, on every system. Throws UsageError. */
export function checkName(name: string): void {
  if (name.length <= lengthMax && shape.test(name)) return;
  const rule = `a name begins with a letter, goes on with lower-case letters, digits and single hyphens, and has at most ${lengthMax} characters`;
  throw new UsageError(`init ${JSON.stringify(name)}: ${rule}${suggestion(name)}`);
}

/** What was probably meant, where anything of the kind is left. */
function suggestion(name: string): string {
  const meant = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, lengthMax)
    .replace(/-$/, '');
  return meant === '' ? ', such as my-cloud' : `, such as ${meant}`;
}
