import { expect, test } from 'vitest';
import { probeOrbctl } from '../../../src/clouds/orbctl/probe.ts';
import type { Exec, ExecResult } from '../../../src/provider/context.ts';

const says = (stdout: string, stderr = '', exitCode = 0): ExecResult => ({
  ...{ exitCode, stdout, stderr, timedOut: false },
});

test.each<readonly [what: string, version: ExecResult, list: ExecResult, missing: string | null]>([
  ['2.2.3', says('Version: 2.2.3 (2020300)\n'), says('[]'), null],
  ['a later one', says('box\nVersion: 3.0.0 (3000000)\n'), says('[]'), null],
  ['none', says('', 'ENOENT', 127), says('[]'), 'there is no orbctl command: install OrbStack on a Mac'],
  ['2.1.1', says('Version: 2.1.1 (2010100)\n'), says('[]'), 'OrbStack 2.1.1 cannot limit one machine'],
  ['something else', says('hello\n'), says('[]'), 'orbctl does not tell its version'],
  ['one that panics', says('', 'panic: $HOME is not defined', 2), says('[]'), 'does not work (panic: $HOME is not'],
  ['one without its app', says('Version: 2.2.3 (1)\n'), says('', 'no app', 1), 'orbctl lists no machines (no app)'],
])('with %s on PATH', async (_what, version, list, missing) => {
  const exec: Exec = async (_file, args) => (args[0] === 'version' ? version : list);
  const told = await probeOrbctl(exec);
  if (missing === null) expect(told).toBeNull();
  else expect(told).toContain(missing);
});
