import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeWithCauses } from '../contracts/describe.ts';
import type { ControlPlaneModule } from '../controlplane/control-plane.ts';
import { referenceControlPlane } from '../controlplane/reference/reference.ts';
import { importDefault } from '../engine/import-default.ts';
import { SubjectError } from '../engine/loaded-subject.ts';
import { isObject } from '../provider/is-object.ts';
import type { ProviderModule } from '../provider/registration.ts';
import type { ControlPlaneSubject } from './control-plane-subject.ts';
import type { MuseumEntry } from './museum/museum-entry.ts';
import { findExhibit } from './museum/read-museum.ts';
import type { StartableControlPlane } from './startable.ts';
import { commandControlPlane, turnLimitDefaultMs } from './stdio/command-control-plane.ts';

/**
 * Loads a control plane: ours, one of the museum, a file that default-exports one, or a program, which is to be closed then.
 * Throws SubjectError.
 */
export async function loadControlPlane(subject: ControlPlaneSubject, cwd: string): Promise<StartableControlPlane> {
  if (subject.kind === 'reference') return referenceControlPlane;
  if (subject.kind === 'museum') return loadNaive(subject.entry);
  if (subject.kind === 'command') {
    const { command, turnLimitMs = turnLimitDefaultMs } = subject;
    return commandControlPlane({ command, cwd, turnLimitMs });
  }
  const { path } = subject;
  const advice = 'give the path of a module that default-exports a control plane, {name, create}';
  const file = resolve(cwd, path);
  if (!(await stat(file).catch(() => undefined))?.isFile()) throw new SubjectError(`${path} is no file: ${advice}`);
  const exported = await importDefault(file).catch((thrown) => {
    throw new SubjectError(`${path} threw while it was imported: ${describeWithCauses(thrown)}`);
  });
  if (isControlPlaneModule(exported)) return exported;
  throw new SubjectError(`${path} exports no control plane: ${advice}`);
}

/** The adapter that it is given: that of the host, unless it is the adapter that has the bug. */
export async function adapterFor(subject: ControlPlaneSubject, ofHost: ProviderModule): Promise<ProviderModule> {
  return subject.kind === 'museum' ? ((await loadNaive(subject.entry)).provider ?? ofHost) : ofHost;
}

async function loadNaive(number: string): Promise<MuseumEntry> {
  const found = await findExhibit(number);
  if (found) return found.entry;
  throw new SubjectError(`there is no museum/${number}: assay chaos museum lists what there is`);
}

function isControlPlaneModule(exported: unknown): exported is ControlPlaneModule {
  return isObject(exported) && typeof exported.name === 'string' && typeof exported.create === 'function';
}
