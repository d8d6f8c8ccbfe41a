import { stringify } from 'yaml';
import { labelOf } from './control-plane-subject.ts';
import type { FailureTold } from './emit-test.ts';

/** A shrunk experiment as a file that `assay chaos` takes. */
export function emitExperiment({ failure, message }: FailureTold, path: string): string {
  const { controlPlane, oracle, experiment } = failure;
  const label = labelOf(controlPlane);
  const given = controlPlane.kind === 'reference' ? '' : ` --control-plane ${/\s/.test(label) ? `'${label}'` : label}`;
  // The museum's are not asked for by a path.
  const again = controlPlane.kind === 'museum' ? `npx assay chaos ${label}` : `npx assay chaos ${path}${given}`;
  const head = [`${oracle}: ${message.replace(/\s+/g, ' ')}`, again];
  return `${head.map((line) => `# ${line}\n`).join('')}${stringify(experiment)}`;
}
