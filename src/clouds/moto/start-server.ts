import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endOf, letGo } from '../../testbed/guarded-child.ts';

/** A moto that was started here. */
export interface MotoServer {
  /** Where it answers, such as `http://127.0.0.1:43117`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * What can be started in each region, for moto to read: what the aliases of the adapter find. Moto's own 600 images would be
 * loaded anew for every account and region, and have none of those.
 */
export const imagesPath: string = fileURLToPath(new URL('../../../templates/moto/images.json', import.meta.url));

/** Unless it is told otherwise, moto takes any image, any type of machine and any key. */
const settings = {
  MOTO_AMIS_PATH: imagesPath,
  MOTO_ENABLE_AMI_VALIDATION: 'true',
  MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION: 'true',
  MOTO_ENABLE_KEYPAIR_VALIDATION: 'true',
};

/** Beside this file: TypeScript when Assay runs from its sources. */
const guard = new URL(import.meta.url.endsWith('.ts') ? './server-guard.ts' : './server-guard.js', import.meta.url);

const startMs = 60_000;
const notOnPath = 127;

/**
 * Starts moto_server on a free port of the loopback. It ends with this process, however that ends, and does not keep it
 * from ending. Rejects, with the remedy, where there is none.
 *
 * @example
 * const { url, close } = await startServer();
 */
export async function startServer(): Promise<MotoServer> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(guard), '-H', '127.0.0.1', '-p', '0'],
    // A session of its own: a Ctrl-C is not for it.
    { detached: true, stdio: ['pipe', 'ignore', 'pipe'], env: { ...withoutAccounts(process.env), ...settings } },
  );
  // It may be gone before it is told to go.
  child.stdin.on('error', () => {});
  try {
    const url = await urlOf(child);
    letGo(child);
    return { url, close: () => endOf(child) };
  } catch (thrown) {
    await endOf(child);
    throw thrown;
  }
}

/** An emulator has no account to speak for, and nobody to go through: a profile that it cannot find ends every answer. */
function withoutAccounts(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^AWS_|_proxy$/i.test(name)));
}

/** Its own word on where it listens: port 0 is any that is free. */
function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`moto_server did not start within ${startMs} ms`)), startMs);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      // It writes a line for every request: nobody reads those, and they must not fill the pipe.
      if (said.length < 4_096) said += text;
      const [, url] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? [];
      if (url !== undefined) settle(() => resolve(url));
    });
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code) => settle(() => reject(new Error(whyNot(code, said)))));
  });
}

function whyNot(code: number | null, said: string): string {
  if (code === notOnPath) return "moto_server is not on PATH: pip install 'moto[ec2,server]', or give --endpoint";
  return `moto_server did not start: ${said.trim().split('\n').at(-1)?.slice(0, 200) || 'no reason given'}`;
}
