import type { DisturbanceKind } from '../../src/chaos/disturbance.ts';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { oracleSet } from '../../src/chaos/oracles/oracle-set.ts';
import { supportOf } from '../../src/chaos/support-of.ts';
import { inSimulatedWorld } from '../../src/cli/simulated-world.ts';
import { registeredProviders } from '../../src/registry.ts';
import type { Testbed, World } from '../../src/testbed/testbed.ts';

/** Every kind of disturbance, in the order of the catalogue. */
export async function kindTable(): Promise<string> {
  const orbstack = registeredProviders.find(({ module }) => module.name === 'orbstack');
  if (!orbstack) throw new Error('there is no orbstack');
  const rows = await inSimulatedWorld(orbstack, 1, (world, testbed) =>
    disturbanceKinds.map((kind) => kindRow(kind, testbed, world)),
  );
  return [
    `There are ${disturbanceKinds.length}.`,
    '',
    '| kind | | | what happens | parameters | simulated |',
    '|---|---|---|---|---|---|',
    ...(rows ?? []),
  ].join('\n');
}

function kindRow(kind: DisturbanceKind, testbed: Testbed, world: World): string {
  const { number, family, needs } = kind;
  const meaning =
    needs === undefined ? kind.meaning : `${kind.meaning} (for control planes with the feature \`${needs}\`)`;
  const { how } = supportOf(kind, testbed, world);
  return `| \`${kind.kind}\` | ${number} | ${family} | ${meaning} | ${parametersOf(kind)} | ${how} |`;
}

function parametersOf({ parameters }: DisturbanceKind): string {
  return Object.entries(parameters.shape)
    .map(([name, schema]) => `\`${name}${schema.safeParse(undefined).success ? '?' : ''}\``)
    .join(', ');
}

/** Every oracle, by its number. */
export function oracleTable(): string {
  const byNumber = oracleSet.toSorted((a, b) => a.id.localeCompare(b.id));
  return [
    `There are ${oracleSet.length}.`,
    '',
    '| oracle | | | what holds |',
    '|---|---|---|---|',
    ...byNumber.map(({ id, title, kind, statement }) => `| ${id} | ${title} | ${kind} | ${inCell(statement)} |`),
  ].join('\n');
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
