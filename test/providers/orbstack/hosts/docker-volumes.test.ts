import { expect, test } from 'vitest';
import type { DockerCli } from '../../../../src/providers/orbstack/hosts/docker-cli.ts';
import { dockerVolumes } from '../../../../src/providers/orbstack/hosts/docker-volumes.ts';

/** An engine with one volume, that knows which containers use it. */
function engineWith(users: string[]) {
  const docker = {
    ask: async () => users.map((name) => `${name}\n`).join(''),
    askOrNull: async (_kind: string, args: readonly string[]) =>
      args.at(-1) === 'v1' ? '{"name":"v1","labels":{}}\n' : null,
  } as unknown as DockerCli;
  const volumes = dockerVolumes({ docker, labels: {}, drawName: () => 'drawn' });
  /** As docker does it: the container is there a while after it was asked for. */
  const create = (name: string) => async (): Promise<string> => {
    await new Promise((resolve) => setImmediate(resolve));
    users.push(name);
    return name;
  };
  return { attach: (volumeId: string, name: string) => volumes.attach([volumeId], name, create(name)), volumes };
}

test('a volume that another container uses is refused, and nothing is made', async () => {
  const users = ['other'];
  await expect(engineWith(users).attach('v1', 'mine')).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(users).toEqual(['other']);
});

test('whoever has the volume may be asked for again under its name', async () => {
  await expect(engineWith(['mine']).attach('v1', 'mine')).resolves.toBe('mine');
});

test('a volume that is not there is refused', async () => {
  await expect(engineWith([]).attach('v2', 'mine')).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

test('of those who ask for one volume at the same time, one gets it; a refusal holds up nobody', async () => {
  const { attach } = engineWith([]);
  const settled = await Promise.allSettled([
    attach('v2', 'lost'),
    attach('v1', 'a'),
    attach('v1', 'b'),
    attach('v1', 'c'),
  ]);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'rejected']);
});

test('a machine without volumes waits for nobody', async () => {
  const { volumes } = engineWith([]);
  const never = volumes.attach(['v1'], 'stuck', () => new Promise(() => {}));
  await expect(volumes.attach([], 'free', async () => 'free')).resolves.toBe('free');
  expect(never).toBeInstanceOf(Promise);
});
