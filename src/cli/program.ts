import { Command } from 'commander';
import { assayVersion } from '../engine/assay-version.ts';
import { addChaosCommand } from './chaos-program.ts';
import { collect } from './flags/collect.ts';
import { lifetimeDefault } from './flags/lifetime.ts';
import { sweptFolderDefault } from './must-be-swept-folder.ts';
import type { Services } from './services.ts';
import type { Terminal } from './terminal.ts';

const reporterHelp =
  'terminal, json, junit, markdown, html, github or attestation, to stdout or to a file; badge:folder; repeatable';

/** The whole command line: what may be typed. What it does is loaded when it is asked for. */
export function createProgram(terminal: Terminal, services: Services, end: (exitCode: number) => void): Command {
  const program = new Command('assay')
    .description('Certifies compute providers by executable contracts, and shakes the control planes that use them.')
    .version(assayVersion())
    .showSuggestionAfterError(true)
    .exitOverride()
    // The message of an error is printed once, by main.
    .configureOutput({ writeOut: (text) => terminal.stdout.write(text), writeErr: () => {} });

  program
    .command('certify')
    .description(
      'run the contracts against providers: registered names, or paths of modules; without any, all registered',
    )
    .argument('[provider...]', 'name of a registered provider, or path of a module')
    .option('--testbed <name>', 'where to exercise it (default: its first)')
    .option('--live', 'the same as --testbed live: at the real service')
    .option(
      '--contracts <glob>',
      'only these contracts: ids, comma-separated, * stands for anything; repeatable',
      collect,
      [],
    )
    .option('--seed <number>', 'seed of everything generated (default: a fresh one, printed)')
    .option('--runs <number>', 'cases per contract (default: as the testbed says; fewer of all at once)')
    .option('--budget <duration>', 'no contract starts later than this, for example 30s or 2m')
    .option('--workers <number>', 'worker processes at the same time (default: one per processor)')
    .option('--shard <part>', 'only this part of the contracts: 2/3, or auto for the place that CI or a cluster gives')
    .option('--reporter <name[:file]>', reporterHelp, collect, [])
    .option('--out <folder>', 'where failures and the report are stored (default: .assay)')
    .option('--image <image>', 'image for the testbed docker')
    .option('--max-instances <number>', 'no more instances alive at the same time, where they are real')
    .option('--max-cost <usd>', 'stop creating before everything together could come to more, in US dollars')
    .option('--worst-price <usd>', 'what a thing without a known price counts as, in US dollars per hour')
    .option('--url <url>', 'where the service of the testbed served or live is')
    .option('--endpoint <url>', 'where the moto of the testbed moto is (default: one is started)')
    .option(
      '--account <id>',
      'the account that the testbed live may use, or the project: it must be that of the credentials',
    )
    .option('--region <name>', 'where the testbed live makes things (default: AWS_REGION, GOOGLE_CLOUD_REGION)')
    .option('--no-dry-run', 'really make things where a dry run comes first, and cost money')
    .option('--expire-after <duration>', 'after which a service ends what was made, where it can (default: 2h)')
    .option('--allow-no-expiry', 'although the real service ends nothing by itself')
    .option(
      '--env <name>',
      'variable that providers may see, such as the key of a service, or provider:NAME for one of them; repeatable',
      collect,
      [],
    )
    .option('--no-stored', 'do not play first what failed in earlier runs')
    .option('--sign <key>', 'also write a certificate of each provider: a private key, or env:NAME for a variable')
    .option('--expires <duration>', 'with --sign: how long it is good for (default: 30d)')
    .option('--config <file>', 'configuration (default: assay.config.ts where there is one)')
    .action(async (names, flags) =>
      end(await (await import('./commands/certify.ts')).certifyCommand(names, flags, terminal, services)),
    );

  addChaosCommand(program, terminal, services, end);

  program
    .command('list')
    .description('list providers, contracts, testbeds, capabilities and faults')
    .argument('[topic]', 'one of providers, contracts, testbeds, capabilities, faults')
    .option('--json', 'as JSON')
    .action(async (topic, flags) =>
      end(await (await import('./commands/list.ts')).listCommand(topic, flags, terminal, services)),
    );

  program
    .command('explain')
    .description('say what a contract promises, and show one of its cases')
    .argument('<contract>', 'id, for example terminate.idempotent')
    .option('--seed <number>', 'seed of the case (default: a fresh one, printed)')
    .action(async (id, flags) =>
      end(await (await import('./commands/explain.ts')).explainCommand(id, flags, terminal, services)),
    );

  program
    .command('replay')
    .description('play a stored failure again')
    .argument('<failure>', 'file in .assay/failures or .assay/chaos')
    .action(async (path) => end(await (await import('./commands/replay.ts')).replayCommand(path, terminal, services)));

  program
    .command('merge')
    .description('join the reports of the shards of a run, or of several runs, to one')
    .argument('<report...>', 'report.json of each, or chaos-report.json of the shards of a shaking')
    .option('--reporter <name[:file]>', reporterHelp, collect, [])
    .option('--out <folder>', 'where the merged report is stored', '.assay')
    .option('--allow-missing', 'although shards are missing: the report is then incomplete')
    .action(async (files, flags) =>
      end(await (await import('./commands/merge.ts')).mergeCommand(files, flags, terminal, services)),
    );

  program
    .command('diff')
    .description('say what changed from one report or certificate to another; exit code 1 where something got worse')
    .argument('<before>', 'report.json of a run, or a certificate')
    .argument('<after>', 'that of a later one')
    .option('--key <file>', 'public key of whoever signed a certificate; repeatable', collect, [])
    .option('--reporter <name[:file]>', 'terminal, json or markdown, to stdout or to a file; repeatable', collect, [])
    .option('--threshold <share>', 'by how much a timing has to move to be told', '25%')
    .action(async (before, after, flags) =>
      end(await (await import('./commands/diff.ts')).diffCommand(before, after, flags, terminal)),
    );

  program
    .command('keygen')
    .description('make a pair of keys to sign certificates with')
    .option('--out <file>', 'the private key; the public one has .pub after it', 'assay-key')
    .action(async (flags) => end(await (await import('./commands/keygen.ts')).keygenCommand(flags, terminal)));

  program
    .command('sign')
    .description('make the certificate of each provider of a report')
    .argument('<report>', 'report.json of assay certify or assay merge')
    .option('--key <key>', 'private key: a file, or env:NAME for a variable that holds it')
    .option('--keyless', 'sign by the identity that your CI gives, with Sigstore, instead of a key')
    .option('--yes', 'with --keyless: write the entry in the public log that stays for ever (in a CI it is meant)')
    .option('--expires <duration>', 'how long after the end of the run it is good for', lifetimeDefault)
    .option('--out <folder>', 'where the certificates are written', 'certificates')
    .action(async (file, flags) => end(await (await import('./commands/sign.ts')).signCommand(file, flags, terminal)));

  program
    .command('verify')
    .description('say what certificates certify, or why they are refused; offline')
    .argument('<certificate...>', 'files that assay sign or certify --sign has written, or folders of them')
    .option('--key <file>', 'public key of whoever you trust to certify; repeatable', collect, [])
    .option('--identity <name>', 'who must have signed what was signed without a key, exactly')
    .option('--issuer <url>', 'who says so')
    .option('--source <path>', 'the provider as it is here: a file, a folder or a registered name; it must be the same')
    .option('--provider <name>', 'whom it must be about')
    .option('--contract-set <digest>', 'the set that it must be about, or any (default: that of this Assay)')
    .option('--fidelity <least>', 'how close to the real service it must have been: simulated, emulated, local or live')
    .option('--at <time>', 'as if it were that time, for example 2026-11-27T12:00:00Z (default: now)')
    .option('--max-age <duration>', 'how long ago the run may have ended, for example 7d')
    .option('--json', 'as JSON')
    .action(async (files, flags) =>
      end(await (await import('./commands/verify.ts')).verifyCommand(files, flags, terminal, services)),
    );

  program
    .command('matrix')
    .description('make a site of many reports and certificates: providers beside contracts')
    .argument('<path...>', 'reports, certificates, reports of chaos, or folders of them')
    .option('--out <folder>', 'where the site is written', 'site')
    .option('--key <file>', 'public key of whoever you trust to certify; repeatable', collect, [])
    .option('--identity <name>', 'who must have signed what was signed without a key, exactly')
    .option('--issuer <url>', 'who says so')
    .option('--title <text>', 'of the site', 'Compliance matrix')
    .option('--stale-after <duration>', 'after which a result fades, for example 14d', '14d')
    .option('--expire-after <duration>', 'after which a result is no evidence any more', '45d')
    .option('--at <time>', 'as if it were this time, for example 2026-11-27T12:00:00Z')
    .action(async (paths, flags) =>
      end(await (await import('./commands/matrix.ts')).matrixCommand(paths, flags, terminal, services)),
    );

  program
    .command('can-run')
    .description('say whether a workload may run on a provider: yes, no or unknown, from certificates; offline')
    .argument('[certificate...]', 'files that assay sign or certify --sign has written, or folders of them')
    .option('--provider <name>', 'who is asked for, by the name in its certificates')
    .option('--needs <list>', 'capabilities and ids of contracts, comma-separated; repeatable', collect, [])
    .option('--control-plane <file>', 'chaos-report.json of a control plane that has to be safe there too')
    .option('--fidelity <least>', 'how close to the real service it must have been: simulated, emulated, local or live')
    .option('--key <file>', 'public key of whoever you trust to certify; repeatable', collect, [])
    .option('--identity <name>', 'who must have signed what was signed without a key, exactly')
    .option('--issuer <url>', 'who says so')
    .option('--source <path>', 'the provider as it is here: a file, a folder or a registered name; it must be the same')
    .option('--max-age <duration>', 'how long ago a run may have ended, for example 7d')
    .option('--at <time>', 'as if it were that time, for example 2026-11-27T12:00:00Z (default: now)')
    .option('--json', 'as JSON')
    .action(async (files, flags) =>
      end(await (await import('./commands/can-run.ts')).canRunCommand(files, flags, terminal, services)),
    );

  program
    .command('sweep')
    .description('say what killed runs left behind, and with --yes remove it')
    .argument('[provider]', 'with --testbed, where several providers have it: whose is meant')
    .option('--out <folder>', 'the folder that the runs had', sweptFolderDefault)
    .option('--yes', 'remove it; without, nothing is touched')
    .option('--testbed <name>', 'without journals: look there for what carries a mark of this folder')
    .option('--url <url>', 'where the service of the testbed served or live is')
    .option('--account <id>', 'the account that the testbed live may use')
    .option('--region <name>', 'which region the testbed live asks first')
    .option('--older-than <duration>', 'with --testbed: spare what is younger and of a run that no journal knows', '1h')
    .action(async (name, flags) =>
      end(await (await import('./commands/sweep.ts')).sweepCommand(name, flags, terminal, services)),
    );

  program
    .command('init')
    .description('begin a new provider: it compiles and runs at once, and certify says what is still to write')
    .argument('<name>', 'of the provider, for example my-cloud')
    .option('--dir <folder>', 'where to (default: a folder of its name)')
    .action(async (name, flags) => end(await (await import('./commands/init.ts')).initCommand(name, flags, terminal)));

  program
    .command('doctor')
    .description('say which testbeds can be used on this machine, and what the others lack')
    .argument('[provider...]', 'only these; one that cannot be used is then exit code 2')
    .option('--testbed <name>', 'only this testbed, and likewise')
    .option('--url <url>', 'where the service of the testbed served or live is')
    .option('--endpoint <url>', 'where the moto of the testbed moto is (default: one is started)')
    .option('--account <id>', 'the account that the testbed live may use')
    .option('--region <name>', 'which region the testbed live asks')
    .option('--json', 'as JSON')
    .action(async (names, flags) =>
      end(await (await import('./commands/doctor.ts')).doctorCommand(names, flags, terminal, services)),
    );

  return program;
}
