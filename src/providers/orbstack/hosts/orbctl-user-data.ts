import type { ProviderContext } from '../../../provider/context.ts';
import { ProviderError } from '../../../provider/provider-error.ts';
import { providerName } from '../refuse.ts';

const timeoutMs = 10_000;

/** Nobody else may read it: it may hold what the caller keeps secret. */
const writeScript = 'umask 077 && file=$(mktemp) && cat >"$file" && printf %s "$file"';

/** orbctl reads user data for cloud-init only from a file. It is there for as long as `play` takes. */
export async function withUserData<T>(
  content: string | undefined,
  { exec, logger }: Pick<ProviderContext, 'exec' | 'logger'>,
  play: (file: string | undefined) => Promise<T>,
): Promise<T> {
  if (content === undefined) return play(undefined);
  const written = await exec('sh', ['-c', writeScript], { input: content, timeoutMs });
  const file = written.stdout;
  if (written.exitCode !== 0 || file === '') throw notWritten(written.stderr);
  try {
    return await play(file);
  } finally {
    const { exitCode } = await exec('rm', ['-f', file], { timeoutMs });
    if (exitCode !== 0) logger.warn('user data is left on disk', { file });
  }
}

function notWritten(stderr: string): ProviderError {
  const message = 'no temporary file could be written for the user data';
  return new ProviderError('PROVIDER_UNAVAILABLE', message, { provider: providerName, cause: new Error(stderr) });
}
