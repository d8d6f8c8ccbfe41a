import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../../src/clouds/moto/start-server.ts';
import { missingMoto } from './require-moto.ts';

const moduleUrl = new URL('../../../src/clouds/moto/start-server.ts', import.meta.url).href;

/** Another process that starts a moto, says where, and then does this. */
async function startElsewhere(then: string) {
  // Whoever has something to clean up heeds a Ctrl-C in its own time.
  const heed = "process.on('SIGINT', () => {});";
  const code = `import { startServer } from '${moduleUrl}'; ${heed} const { url } = await startServer(); console.log(url); ${then}`;
  const child = execa(process.execPath, ['--input-type=module', '--eval', code], { reject: false, detached: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
}

function answers(url: string): Promise<boolean> {
  return fetch(new URL('/moto-api/config', url)).then(
    ({ ok }) => ok,
    () => false,
  );
}

describe.skipIf(missingMoto !== null)('a moto that is started here', () => {
  test('answers on a port of its own, and no longer when it is closed', async () => {
    const [one, other] = await Promise.all([startServer(), startServer()]);
    onTestFinished(() => other.close());
    expect(one.url).not.toBe(other.url);
    expect([await answers(one.url), await answers(other.url)]).toEqual([true, true]);
    await one.close();
    await one.close();
    expect([await answers(one.url), await answers(other.url)]).toEqual([false, true]);
  });

  test.each(['', 'process.exit(3);', "process.kill(process.pid, 'SIGKILL');"])(
    'ends with the process that started it, and does not keep it: %s',
    async (then) => {
      const { child, url } = await startElsewhere(then);
      await child;
      await expect.poll(() => answers(url), { timeout: 10_000 }).toBe(false);
    },
  );

  test('lives on through a Ctrl-C in the terminal that both were started from', async () => {
    const { child, url } = await startElsewhere('setInterval(() => {}, 1_000);');
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await setTimeout(300);
    expect(await answers(url)).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => answers(url), { timeout: 10_000 }).toBe(false);
  });
});
