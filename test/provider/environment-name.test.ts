import { describe, expect, test } from 'vitest';
import { environmentNameProblem } from '../../src/provider/environment-name.ts';
import { runShell, shells } from './run-shell.ts';

describe.each(shells.map((shell) => [shell.join(' '), shell] as const))('in %s', (_name, shell) => {
  const known = runShell(shell, 'set; command -v compgen >/dev/null && compgen -v')
    .stdout.toString()
    .split('\n')
    .map((line) => line.split('=')[0] ?? '')
    .filter((name) => /^[A-Za-z_]\w*$/.test(name));

  test('every variable that the shell starts with arrives, or is refused', () => {
    const allowed = [...new Set(known)].filter((name) => environmentNameProblem(name) === null);
    expect(allowed).toContain('PATH');
    for (const name of allowed) {
      const script = `export ${name}='-x 1'; /usr/bin/printenv ${name}`;
      expect([name, runShell(shell, script).stdout.toString()]).toEqual([name, '-x 1\n']);
    }
  });
});
