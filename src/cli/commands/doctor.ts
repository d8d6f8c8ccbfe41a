import { visibleText } from '../../reporters/visible-text.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { align } from '../align.ts';
import { exitCodes } from '../exit-code.ts';
import { serviceSettings } from '../flags/service-settings.ts';
import { didYouMean } from '../nearest.ts';
import type { Registry, Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export interface DoctorFlags {
  readonly json?: boolean;
  readonly testbed?: string;
  readonly url?: string;
  readonly endpoint?: string;
  readonly account?: string;
  readonly region?: string;
}

/** One thing looked at: usable, or what is missing and what to do about it. */
interface Finding {
  readonly what: string;
  readonly usable: boolean;
  readonly text: string;
}

/**
 * `assay doctor`: what can be used on this machine, and what the rest lacks. Nothing of it is required, so it fails only
 * where something was asked for by name and cannot be used: then with exit code 2, as `certify` would.
 */
export async function doctorCommand(
  names: readonly string[],
  flags: DoctorFlags,
  { stdout }: Terminal,
  services: Services,
): Promise<number> {
  const asked = pick(names, flags.testbed, await services.registry());
  const findings = await Promise.all(asked.map((each) => look(each, serviceSettings(flags))));
  const isMissing = findings.some(({ usable }) => !usable) && (names.length > 0 || flags.testbed !== undefined);
  tell([node, ...findings], flags, stdout);
  return isMissing ? exitCodes.usage : exitCodes.fine;
}

const node: Finding = { what: 'Node', usable: true, text: process.versions.node };

function tell(findings: readonly Finding[], { json }: DoctorFlags, stdout: Terminal['stdout']): void {
  const rows = findings.map(({ what, usable, text }) => [usable ? 'yes' : 'no', what, text].map(visibleText));
  stdout.write(json ? `${JSON.stringify({ findings }, null, 2)}\n` : `${align(rows)}\n`);
}

type Settings = Readonly<Record<string, string>>;

interface Asked {
  readonly provider: string;
  readonly testbed: Testbed;
}

function pick(names: readonly string[], testbed: string | undefined, registry: Registry): readonly Asked[] {
  // Whoever is not registered is named by this, with who is nearest.
  for (const name of names) registry.findRegistered(name);
  const all = registry.registeredProviders
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .flatMap(({ name, testbeds }) => testbeds.map((each): Asked => ({ provider: name, testbed: each })));
  const asked = all.filter((each) => testbed === undefined || each.testbed.name === testbed);
  if (asked.length > 0 || testbed === undefined) return asked;
  const offered = [...new Set(all.map((each) => each.testbed.name))];
  const hint = didYouMean(testbed, offered);
  throw new UsageError(
    `--testbed ${JSON.stringify(testbed)}: nobody has it${hint}; choose one of ${offered.join(', ')}`,
  );
}

async function look({ provider, testbed }: Asked, settings: Settings): Promise<Finding> {
  const missing = await testbed.probe(settings).catch((error: Error) => error.message);
  const what = `${provider} on ${testbed.name}`;
  return { what, usable: missing === null, text: missing ?? `ready (${testbed.fidelity})` };
}
