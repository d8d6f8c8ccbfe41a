import { type Command, Option } from 'commander';
import { collect } from './flags/collect.ts';
import type { Services } from './services.ts';
import type { Terminal } from './terminal.ts';

/** What may be typed after `assay chaos`. */
export function addChaosCommand(
  program: Command,
  terminal: Terminal,
  services: Services,
  end: (exitCode: number) => void,
): void {
  program
    .command('chaos')
    .description(
      'shake a control plane with faults and drift: the reference one, a module or a program; shrinks what fails to a story',
    )
    .argument(
      '[what]',
      'file of JSON or YAML: this experiment alone, in many worlds; museum: the list of public bugs; museum/M05: one of them (default: experiments drawn from the seed)',
    )
    .option(
      '--control-plane <file or command>',
      "module that default-exports the control plane, or a command such as 'python3 mine.py' (default: the reference one)",
    )
    .option('--turn-limit <duration>', 'how long, in real time, a command may take to say something (default: 5s)')
    .option('--all', 'with museum: see every naive control plane fail, and every sound one survive')
    .option('--testbed <name>', 'simulated, docker or orbctl: where the machines are (default: simulated)')
    .option('--image <name>', 'image for real containers or machines')
    .option(
      '--promote [k/n]',
      'try what was found again on real containers, until it failed k times of n (default: 1/2)',
    )
    .option('--seed <number>', 'seed of everything generated (default: a fresh one, printed)')
    .option('--seeds <number>', 'how many runs, each of a seed of its own (default: 1000, with museum --all 200)')
    .option('--budget <duration>', 'no run starts later than this, for example 30s or 2m')
    .option('--workers <number>', 'processes at the same time (default: one per processor); the result is the same')
    .option(
      '--shard <part>',
      'only this part of the runs, for example 2/3, or auto in a CI or a cluster; joined with merge',
    )
    .option(
      '--exhaustive [crashes]',
      'let it die at every boundary of every call, one after the other (or so often in one run, 1 to 3)',
    )
    .option('--check-determinism', 'run every seed twice and compare the histories')
    .option('--reporter <name[:file]>', 'terminal, json, html or svg, to stdout or to a file; repeatable', collect, [])
    .option('--out <folder>', 'where failures and the report are stored', '.assay')
    .addOption(new Option('--runs <number>').hideHelp())
    .addOption(new Option('--experiment <file>').hideHelp())
    .action(async (what, flags) =>
      end(await (await import('./commands/chaos.ts')).chaosCommand(what, flags, terminal, services)),
    );
}
