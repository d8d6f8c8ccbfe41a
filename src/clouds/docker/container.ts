import type { Engine } from './engine.ts';
import { runLabel } from './labels.ts';

/** What chaos does to one container of the run. */
export interface Container {
  readonly id: string;
  /** Runs docker, and throws where that failed. Gives what it printed. */
  run(...args: readonly string[]): Promise<string>;
  /** The same, and null where the container is gone, or has stopped and what was asked for with it. */
  runUnlessOver(...args: readonly string[]): Promise<string | null>;
  inspect(format: string): Promise<string>;
}

/** A container of this run, by its whole id. Rejects for any other: nothing else may be touched. */
export async function containerOfRun(engine: Engine, runId: string, id: string): Promise<Container> {
  const ask = async (args: readonly string[]): Promise<string> => (await engine.lines(...args)).join('\n');
  const inspect = (format: string) => ask(['container', 'inspect', '--format', format, id]);
  const [whole, run] = (await inspect(`{{.Id}} {{index .Config.Labels "${runLabel}"}}`)).split(' ');
  if (whole !== id || run !== runId) throw new Error(`the container ${id} is none of this run`);
  return {
    id,
    inspect,
    run: (...args) => ask(args),
    runUnlessOver: async (...args) => {
      try {
        return await ask(args);
      } catch (thrown) {
        if (thrown instanceof Error && isOver(thrown.message)) return null;
        throw thrown;
      }
    },
  };
}

function isOver(said: string): boolean {
  return /no such container|is not running|removal .* in progress|is marked for removal/i.test(said);
}
