import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Exhibit } from '../../chaos/museum/read-museum.ts';
import type { ToldExhibit } from '../../chaos/museum/tour.ts';
import { assayVersion } from '../../engine/assay-version.ts';
import { findHost } from '../chaos-host.ts';
import { exitCodes } from '../exit-code.ts';
import type { ChaosFlags } from '../flags/chaos-flags.ts';
import { parseInteger } from '../flags/integer.ts';
import { runsRange, seedRange, workersRange } from '../flags/ranges.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { createProgress } from '../progress/progress.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

const seedsDefault = 200;

/** `assay chaos museum`: lists the public bugs; with `--all` sees each naive control plane fail and each sound one survive. */
export async function museumCommand(flags: ChaosFlags, terminal: Terminal, services: Services): Promise<number> {
  mustFit(flags);
  const { museumNumbers, readMuseum } = await import('../../chaos/museum/read-museum.ts');
  const exhibits = await readMuseum();
  const missing = museumNumbers.filter((number) => !exhibits.some((each) => each.number === number));
  const { renderMuseumList, renderTour } = await import('../../reporters/museum-terminal.ts');
  const { colors, columns } = terminal.stdout;
  if (!flags.all) {
    terminal.stdout.write(renderMuseumList(exhibits, missing, { colors, columns }));
    return exitCodes.fine;
  }
  const seeds = flags.seeds === undefined ? seedsDefault : parseInteger('--seeds', flags.seeds, runsRange);
  const seed = flags.seed === undefined ? randomInt(seedRange.max) : parseInteger('--seed', flags.seed, seedRange);
  const { told, interruptedBy } = await walkThrough(exhibits, { flags, seeds, seed }, terminal, services);
  terminal.stdout.write(renderTour(told, { missing, seeds, asked: museumNumbers.length }, { colors, columns }));
  if (interruptedBy) return exitCodes[interruptedBy];
  const isAsExpected = missing.length === 0 && told.every(({ naive, sound }) => !naive.problem && !sound.problem);
  return isAsExpected ? exitCodes.fine : exitCodes.failed;
}

/** Better told than ignored. */
function mustFit({ all, controlPlane, checkDeterminism, budget, reporter, seeds, seed }: ChaosFlags): void {
  const alone = { '--control-plane': controlPlane, '--check-determinism': checkDeterminism, '--budget': budget };
  const [flag] = Object.entries(alone).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (flag !== undefined)
    throw new UsageError(`${flag} is not for the whole museum: name an entry, such as museum/M01`);
  if (reporter.some((name) => name !== 'terminal'))
    throw new UsageError('--reporter is not for the whole museum: name an entry, such as museum/M01');
  if (!all && (seeds !== undefined || seed !== undefined))
    throw new UsageError('--seed and --seeds are for a run: add --all, or name an entry, such as museum/M01');
}

interface Walk {
  readonly flags: ChaosFlags;
  readonly seeds: number;
  readonly seed: number;
}

async function walkThrough(
  exhibits: readonly Exhibit[],
  { flags, seeds, seed }: Walk,
  terminal: Terminal,
  services: Services,
): Promise<{ readonly told: readonly ToldExhibit[]; readonly interruptedBy: 'SIGINT' | 'SIGTERM' | undefined }> {
  const { providerName: provider, testbed } = await findHost(flags.testbed, services);
  const workers =
    flags.workers === undefined ? availableParallelism() : parseInteger('--workers', flags.workers, workersRange);
  const progress = createProgress(terminal);
  // Before anything is said: whoever hears it may answer with a signal.
  const interrupt = listenForInterrupt((signal) => progress.say(`${signal}: ending the tour; once more ends at once`));
  progress.say(`assay ${assayVersion()}, seed ${seed}`);
  try {
    const told = await services.showMuseum({
      numbers: exhibits.map(({ number }) => number),
      room: { provider, testbed: testbed.name, seeds, seed },
      ...{ workers, signal: interrupt.signal },
      onShown: ({ number, naive, sound }) =>
        progress.say(`${number}: ${naive.problem ?? sound.problem ?? 'as expected'}`),
    });
    return { told, interruptedBy: interrupt.received() };
  } finally {
    interrupt.stop();
    progress.end();
  }
}
