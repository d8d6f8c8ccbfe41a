import { syncBuiltinESMExports } from 'node:module';
import { takeChance } from './take-chance.ts';
import { takeEnvironment } from './take-environment.ts';
import { takeFetch } from './take-fetch.ts';
import { takeSockets } from './take-sockets.ts';
import { takeTime } from './take-time.ts';
import { takeTimers } from './take-timers.ts';

let taken: Promise<void> | undefined;

/**
 * Puts one switch before each global that a provider may use: inside a world it leads there, anywhere else to what was
 * there before. They stay for the life of the process, so that a request that comes after its world has ended still
 * reaches nobody.
 */
export function takeGlobals(): Promise<void> {
  taken ??= take();
  return taken;
}

async function take(): Promise<void> {
  takeFetch();
  await takeSockets();
  takeEnvironment();
  takeTimers();
  takeTime();
  takeChance();
  // Whoever imported a builtin by name sees its new members too.
  syncBuiltinESMExports();
}
