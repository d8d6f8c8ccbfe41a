import { type MotoServer, startServer } from './start-server.ts';

let started: Promise<MotoServer> | undefined;

/** Where moto is: as the settings say, or else one that is started once in this process and ends with it. */
export async function motoUrl({ endpoint }: Readonly<Record<string, string>>): Promise<string> {
  if (endpoint !== undefined) return endpoint;
  started ??= startServer();
  try {
    return (await started).url;
  } catch (thrown) {
    // The next one that asks may have better luck.
    started = undefined;
    throw thrown;
  }
}
