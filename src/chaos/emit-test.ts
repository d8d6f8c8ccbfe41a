import { relative, resolve, sep } from 'node:path';
import type { ChaosFailureFile } from './chaos-failure-file.ts';
import { findOracle } from './oracles/oracle-set.ts';

/** What a test says of a failure, beside the failure itself. */
export interface FailureTold {
  readonly failure: ChaosFailureFile;
  readonly message: string;
  readonly story: readonly string[];
}

/** Where the test lies, and where the control plane is looked for. */
export interface TestPlace {
  readonly folder: string;
  readonly cwd: string;
}

/**
 * A failure as a test of vitest that needs nothing but this package: it fails as long as the control plane does what it did,
 * and passes when it is mended.
 */
export function emitTest({ failure, message, story }: FailureTold, place: TestPlace): string {
  const { oracle, signature, seed, experiment, testbed } = failure;
  const isReference = failure.controlPlane.kind === 'reference';
  const played = [
    `experiment: ${JSON.stringify(experiment, null, 2)}`,
    `seed: ${seed}`,
    `controlPlane: ${controlPlaneText(failure.controlPlane, place)}`,
    ...(testbed === 'simulated' ? [] : [`testbed: ${JSON.stringify(testbed)}`]),
  ];
  return [
    `// Found by assay chaos: ${oracle} (${oneLine(signature)}). It fails until the control plane is mended; it is yours to keep.`,
    ...story.map((sentence) => `// ${oneLine(sentence)}`),
    `import { playExperiment${isReference ? ', referenceControlPlane' : ''} } from 'assay/chaos';`,
    "import { expect, test } from 'vitest';",
    '',
    `test(${JSON.stringify(`${oracle}, ${findOracle(oracle).title}: ${oneLine(message)}`)}, { timeout: 120_000 }, async () => {`,
    '  const { violation, story } = await playExperiment({',
    ...played.flatMap((part) => `${part},`.split('\n').map((line) => `    ${line}`)),
    '  });',
    "  expect(violation, story.join('\\n')).toBeUndefined();",
    '});',
    '',
  ].join('\n');
}

function controlPlaneText(subject: ChaosFailureFile['controlPlane'], { folder, cwd }: TestPlace): string {
  const url = (path: string) => `new URL(${JSON.stringify(relativeUrl(folder, path))}, import.meta.url)`;
  switch (subject.kind) {
    case 'reference':
      return 'referenceControlPlane';
    case 'module':
      return `{ module: ${url(resolve(cwd, subject.path))} }`;
    case 'museum':
      return `{ museum: ${JSON.stringify(subject.entry)} }`;
    case 'command': {
      const { command, turnLimitMs } = subject;
      const limit = turnLimitMs === undefined ? '' : `, turnLimitMs: ${turnLimitMs}`;
      return `{ command: ${JSON.stringify(command)}, cwd: ${url(`${cwd}${sep}`)}${limit} }`;
    }
  }
}

/** As it stands in an import, also where it leads upward. */
function relativeUrl(folder: string, path: string): string {
  const way = relative(folder, path).split(sep).map(encodeURIComponent).join('/');
  const ending = path.endsWith(sep) ? '/' : '';
  return `${way.startsWith('..') ? '' : './'}${way}${ending}`;
}

/** What came from elsewhere must not end a comment. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
