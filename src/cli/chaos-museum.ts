import type { ChaosPlan } from './chaos-plan.ts';
import { didYouMean } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** What stands for the whole museum; a file of that name is `./museum`. */
export const museumArgument = 'museum';

/** Whether an argument means one of its entries. */
export function isOfMuseum(what: string): boolean {
  return what.startsWith(`${museumArgument}/`);
}

/** The experiment of an entry, against its naive control plane. Throws UsageError where there is no such entry. */
export async function planExhibit(what: string): Promise<Pick<ChaosPlan, 'controlPlane' | 'experiment' | 'museum'>> {
  const { findExhibit, museumHas } = await import('../chaos/museum/read-museum.ts');
  const name = what.slice(museumArgument.length + 1);
  const found = await findExhibit(name);
  if (!found) {
    const hint = didYouMean(
      what,
      (await museumHas()).map((number) => `${museumArgument}/${number}`),
    );
    throw new UsageError(`there is no ${what}${hint}: assay chaos museum lists what there is`);
  }
  const { experimentSchema } = await import('../chaos/experiment.ts');
  const { number, title, entry } = found;
  return {
    controlPlane: { kind: 'museum', entry: number },
    experiment: experimentSchema.parse(entry.experiment),
    museum: { entry: number, title, bug: entry.bug, oracle: entry.oracle },
  };
}
