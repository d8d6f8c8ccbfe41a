import { expect } from 'vitest';
import { bootstrapEnd, docker, inside, small, test, withImage } from './docker-world.ts';

const environment: Readonly<Record<string, string>> = {
  EMPTY: '',
  QUOTES: `it's "quoted" \`id\` $(id) $HOME \\ \\\\`,
  LINES: '\none\ntwo\r\n\n',
  DASH: '-n --rm',
  BLANKS: '  \t ',
  EQUALS: 'a=b==',
  UNICODE: 'naïve 日本語 🗝 \u202e',
  BELLS: '\u0001\u0007\u001b[31m\u007f',
  GLOBS: '* ? [a-z] ~ {a,b} !! # ; & | < >',
  HEREDOC: 'EOF\nEOT\n',
  LONG: 'x'.repeat(50_000),
};

test('the bootstrap runs in the container, and its environment arrives byte for byte', async ({ world }) => {
  const { provider } = world;
  const commands = ['cat /proc/self/environ >/environ'];
  const bootstrap = provider.generateBootstrap({ environment, commands });
  const { id } = await provider.spawn({ ...small, bootstrap });
  expect(await bootstrapEnd(id)).toBe('0');
  const arrived = (await inside(id, 'cat /environ')).split('\0');
  for (const [name, value] of Object.entries(environment)) expect(arrived).toContain(`${name}=${value}`);
});

test('the commands of a bootstrap run in order until one fails, and the machine lives on', async ({ world }) => {
  const { provider } = world;
  const commands = ['echo first', 'echo second >&2', 'exit 7', 'echo never'];
  const { id } = await provider.spawn({ ...small, bootstrap: provider.generateBootstrap({ commands }) });
  expect(await bootstrapEnd(id)).toBe('7');
  expect(await inside(id, 'cat /run/assay/output')).toBe('first\nsecond\n');
  expect(await provider.get(id)).toMatchObject({ status: 'running' });
});

test('a bootstrap that never ends does not keep spawn or terminate', async ({ world }) => {
  const { provider } = world;
  const commands = ['trap "" TERM INT', 'while :; do :; done'];
  const { id } = await provider.spawn({ ...small, bootstrap: provider.generateBootstrap({ commands }) });
  expect(await provider.get(id)).toMatchObject({ status: 'running' });
  await provider.terminate(id);
  expect(await provider.get(id)).toBeNull();
});

test('the bootstrap is for the first start: a restart does not run it again', async ({ world }) => {
  const { provider } = world;
  const bootstrap = provider.generateBootstrap({ commands: ['echo started >>/starts'] });
  const { id } = await provider.spawn({ ...small, bootstrap });
  expect(await bootstrapEnd(id)).toBe('0');
  await docker('restart', '--time', '0', id);
  await inside(id, 'sleep 0.3');
  expect(await inside(id, 'cat /starts')).toBe('started\n');
  expect(await bootstrapEnd(id)).toBe('0');
});

test('the bootstrap runs where the user of the image may write', async ({ world }) => {
  await withImage(['USER 1000', 'WORKDIR /var', 'ENTRYPOINT ["/bin/false"]'], async (image) => {
    const bootstrap = world.provider.generateBootstrap({ commands: ['id -u'] });
    const { id } = await world.provider.spawn({ ...small, image, bootstrap });
    expect(await bootstrapEnd(id)).toBe('0');
    expect(await inside(id, 'cat /tmp/assay/output')).toBe('1000\n');
    await world.provider.terminate(id);
  });
});
