import type { Exec } from '../../provider/context.ts';

const askTimeoutMs = 30_000;

/** Limits of one machine came with it. */
const oldest = [2, 2] as const;

/** What is missing for real machines, with the remedy; null where nothing is. */
export async function probeOrbctl(exec: Exec): Promise<string | null> {
  const asked = await exec('orbctl', ['version'], { timeoutMs: askTimeoutMs });
  if (asked.exitCode === 127) return 'there is no orbctl command: install OrbStack on a Mac and put orbctl on PATH';
  if (asked.exitCode !== 0) return `orbctl does not work (${lastLine(asked.stderr)}): start OrbStack`;
  const [, version, major, minor] = /^Version: ((\d+)\.(\d+)\S*)/m.exec(asked.stdout) ?? [];
  if (version === undefined) return 'orbctl does not tell its version: install OrbStack 2.2 or newer';
  const isOld = Number(major) < oldest[0] || (Number(major) === oldest[0] && Number(minor) < oldest[1]);
  if (isOld) return `OrbStack ${version} cannot limit one machine: install 2.2 or newer`;
  const listed = await exec('orbctl', ['list', '--format', 'json'], { timeoutMs: askTimeoutMs });
  return listed.exitCode === 0 ? null : `orbctl lists no machines (${lastLine(listed.stderr)}): start OrbStack`;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 200) || 'no reason given';
}
