import type { Exec } from '../../provider/context.ts';

const askTimeoutMs = 15_000;
const pullTimeoutMs = 300_000;

/** What is missing for real containers, with the remedy; null where nothing is. Fetches the image where it can. */
export async function probeDocker(exec: Exec, image: string): Promise<string | null> {
  const asked = await exec('docker', ['version', '--format', '{{.Server.Version}}'], { timeoutMs: askTimeoutMs });
  if (asked.exitCode === 127) return 'there is no docker command: install the docker CLI and put it on PATH';
  if (asked.exitCode !== 0) return noEngine(asked.stderr);
  const looked = await exec('docker', ['image', 'inspect', '--format', '{{.Id}}', image], { timeoutMs: askTimeoutMs });
  if (looked.exitCode === 0) return null;
  const pulled = await exec('docker', ['pull', '--quiet', image], { timeoutMs: pullTimeoutMs });
  if (pulled.exitCode === 0) return null;
  const reason = lastLine(pulled.stderr);
  return `the image ${image} is not here and cannot be pulled (${reason}): name one that is here with --image`;
}

function noEngine(stderr: string): string {
  if (/permission denied/i.test(stderr)) {
    return 'the Docker engine may not be used by this user: add the user to the group docker, or run as root';
  }
  return `no Docker engine answers (${lastLine(stderr)}): start OrbStack, Docker Desktop or dockerd`;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.slice(0, 200) || 'no reason given';
}
