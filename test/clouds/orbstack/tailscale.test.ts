import { afterAll, expect, test } from 'vitest';
import { withTailscale } from '../../../src/clouds/orbstack/tailscale.ts';
import { createHostShell } from '../../../src/testbed/host-shell.ts';

const host = createHostShell();
const shell = withTailscale(host, true);
afterAll(() => host.close());

const status = 'tailscale status --json';

test('a machine that joins is running under its name, also when it joined in a subshell', async () => {
  const { stdout } = await shell.run(
    `printf tskey-1 >key; (tailscale up --auth-key=file:key --hostname=box); ${status}`,
  );
  expect(JSON.parse(stdout)).toEqual({ BackendState: 'Running', Self: { HostName: 'box', Online: true } });
});

test('one that did not join needs a login, whoever joined before', async () => {
  await shell.run('tailscale up --auth-key=tskey-1');
  const { stdout } = await shell.run(status);
  expect(JSON.parse(stdout).BackendState).toBe('NeedsLogin');
});

test.each([
  ['a key that is none', 'tailscale up --auth-key=nonsense', 1],
  ['no key', 'tailscale up', 1],
  ['a key file that is not there', 'tailscale up --auth-key=file:nowhere', 1],
  ['an unknown flag', 'tailscale up --auth-key=tskey-1 --fast', 2],
  ['an unknown subcommand', 'tailscale explode', 2],
])('%s is refused as the real one does', async (_what, script, exitCode) => {
  const ran = await shell.run(script);
  expect(ran.exitCode).toBe(exitCode);
  expect(ran.stderr).not.toBe('');
});

test('where it is not installed it is not found, whatever this computer has', async () => {
  expect(await withTailscale(host, false).run(status)).toMatchObject({ exitCode: 127, stdout: '' });
});
