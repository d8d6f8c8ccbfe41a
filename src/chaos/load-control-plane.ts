import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeWithCauses } from '../contracts/describe.ts';
import type { ControlPlaneModule } from '../controlplane/control-plane.ts';
import { referenceControlPlane } from '../controlplane/reference/reference.ts';
import { importDefault } from '../engine/import-default.ts';
import { SubjectError } from '../engine/loaded-subject.ts';
import { isObject } from '../provider/is-object.ts';
import type { ControlPlaneSubject } from './chaos-failure-file.ts';

/** Loads a control plane: ours, or a JavaScript or TypeScript file that default-exports one. Throws SubjectError. */
export async function loadControlPlane(subject: ControlPlaneSubject, cwd: string): Promise<ControlPlaneModule> {
  if (subject.kind === 'reference') return referenceControlPlane;
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

function isControlPlaneModule(exported: unknown): exported is ControlPlaneModule {
  return isObject(exported) && typeof exported.name === 'string' && typeof exported.create === 'function';
}
