import type { MarkedSweep } from '../../engine/sweep-marked.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import type { EstateItem } from '../../testbed/estate.ts';
import { createRealClock } from '../../testbed/real-clock.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { exitCodes } from '../exit-code.ts';
import { parseDuration } from '../flags/duration.ts';
import { serviceSettings } from '../flags/service-settings.ts';
import type { Services } from '../services.ts';
import { ageText, stuckLines } from '../sweep-text.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { SweepFlags } from './sweep.ts';

/** `assay sweep --testbed`: looks for what is ours by its marks, where the journal is lost. */
export async function sweepMarkedCommand(
  provider: string | undefined,
  flags: SweepFlags,
  terminal: Terminal,
  services: Services,
): Promise<number> {
  const olderThanMs = parseDuration('--older-than', flags.olderThan);
  const testbed = await pickMarked(provider, flags, services);
  const settings = serviceSettings(flags);
  const missing = await testbed.probe(settings);
  if (missing) throw new UsageError(`the testbed ${testbed.name} cannot be used here: ${missing}`);
  const clock = createRealClock();
  const isReal = flags.yes === true;
  const result = await services.sweepMarked({ testbed, settings, outDir: flags.out, isReal, olderThanMs, clock });
  terminal.stdout.write(`${linesOf(result, clock.now()).map(visibleText).join('\n')}\n`);
  const left = result.swept ? result.swept.leaked.length : result.ours.length;
  return left > 0 ? exitCodes.leaked : exitCodes.fine;
}

async function pickMarked(
  provider: string | undefined,
  { testbed: name, url }: SweepFlags,
  services: Services,
): Promise<Testbed> {
  const { registeredProviders, findRegistered } = await services.registry();
  if (provider !== undefined) findRegistered(provider);
  const able = registeredProviders.flatMap(({ name: owner, testbeds }) =>
    testbeds.filter(({ estate }) => estate !== undefined).map((testbed) => ({ owner, testbed })),
  );
  const found = able.filter(
    ({ owner, testbed }) => testbed.name === name && (provider === undefined || owner === provider),
  );
  const [first, ...others] = found;
  if (first && others.length === 0) return first.testbed;
  if (first) {
    const owners = new Intl.ListFormat('en-GB').format(found.map(({ owner }) => owner));
    throw new UsageError(
      `--testbed ${name} is one of ${owners}: say whose is meant, such as assay sweep ${first.owner} --testbed ${name}`,
    );
  }
  const offered = able.map(({ owner, testbed }) => `${testbed.name} of ${owner}`).join(', ');
  if (name === undefined)
    throw new UsageError(`--url ${JSON.stringify(url)} needs a testbed: add --testbed with one of ${offered}`);
  const whose = provider === undefined ? '' : ` of ${provider}`;
  throw new UsageError(
    `--testbed ${JSON.stringify(name)}${whose} does not show by whom a thing was made, so without a journal nothing is told to be ours; these do: ${offered}`,
  );
}

function linesOf({ ours, refused, swept }: MarkedSweep, nowMs: number): readonly string[] {
  const shown = ({ kind, id, region, createdAtMs }: EstateItem) =>
    `${kind} ${id}${region === null ? '' : ` in ${region}`}, ${ageText(nowMs - createdAtMs)}`;
  const left = refused.map(({ item, why }) => `  left alone: ${shown(item)}: ${why}`);
  if (!swept) {
    const found = ours.map((item) => `  ours: ${shown(item)}`);
    const end = ours.length > 0 ? 'nothing was touched; to remove it add --yes' : 'nothing here is ours to remove';
    return [...found, ...left, end];
  }
  const stuck = (swept.stuck ?? []).flatMap((thing) => stuckLines(thing, nowMs));
  return [...swept.removed.map((id) => `  removed: ${id}`), ...stuck, ...left];
}
