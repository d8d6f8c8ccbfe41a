import { type Capabilities, type Capability, capabilityNames, noCapabilities } from '../../provider/capability.ts';
import { refuse } from './refuse.ts';

/** What containers on a Docker engine offer. */
export const dockerCapabilities = {
  ...noCapabilities,
  snapshots: true,
  persistentVolumes: true,
  idempotentSpawn: true,
  customNetworking: true,
} as const satisfies Capabilities;

/** What machines of OrbStack itself offer: a copy that is never started is a snapshot, and a name is a key. */
export const orbctlCapabilities: Capabilities = { ...noCapabilities, snapshots: true, idempotentSpawn: true };

/** What the simulated host offers when nobody asks for less. */
export const simulatedCapabilities: Capabilities = readCapabilities(capabilityNames.join(','));

/** Reads a list of flags such as `snapshots,gpu`; the empty list switches all of them off. */
export function readCapabilities(text: string): Capabilities {
  const names = text === '' ? [] : text.split(',');
  const unknown = names.find((name) => !capabilityNames.includes(name as Capability));
  if (unknown !== undefined) throw refuse(`ORBSTACK_CAPABILITIES: there is no capability ${JSON.stringify(unknown)}`);
  return Object.fromEntries(capabilityNames.map((name) => [name, names.includes(name)])) as Capabilities;
}

/** The list that {@link readCapabilities} reads. */
export function writeCapabilities(capabilities: Capabilities): string {
  return capabilityNames.filter((name) => capabilities[name]).join(',');
}
