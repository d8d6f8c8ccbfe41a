import type { Held } from './support.ts';

/** One change of a machine that is to be undone. */
export interface HostChange {
  /** In words, such as `cpu`. */
  readonly what: string;
  /** The id of the machine. */
  readonly on: string;
}

/** Where is written down what is about to be changed, before it is: whoever dies then leaves word of it. */
export interface ChangeLog {
  begins(change: HostChange): number;
  undone(n: number): void;
}

/** Does what holds a machine to something, with both its ends written down. */
export async function logged(log: ChangeLog | undefined, change: HostChange, hold: () => Promise<Held>): Promise<Held> {
  const n = log?.begins(change);
  const crossOut = () => {
    if (n !== undefined) log?.undone(n);
  };
  const held = await hold();
  return {
    holds: held.holds,
    lift: async () => {
      await held.lift();
      crossOut();
    },
  };
}
