import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/cli/main.ts';
import { fakeServices } from '../cli/fake-services.ts';
import { fakeTerminal } from '../cli/fake-terminal.ts';
import { runAssay } from '../cli/run-assay.ts';
import { compile, temporaryProject } from '../compile.ts';
import { blocks, fileOfProvider, type Page, pages, root } from './pages.ts';

test('every link between pages leads somewhere', () => {
  const broken = pages.flatMap((page) =>
    [...page.text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link ?? '')
      .filter((link) => !link.startsWith('http') && !isThere(page.path, link))
      .map((link) => `${page.path}: ${link}`),
  );
  expect(broken).toEqual([]);
});

function isThere(from: string, link: string): boolean {
  const [file = '', heading] = link.split('#');
  const path = file === '' ? from : join(dirname(from), file);
  if (!existsSync(join(root, path))) return false;
  const page = pages.find((one) => one.path === path);
  return heading === undefined || page === undefined || headings(page.text).includes(heading);
}

function headings(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    (title ?? '')
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  );
}

test('every TypeScript block compiles', () => {
  const surroundings = `
import type * as assay from 'assay';
declare global {
  function createMine(context: assay.ProviderContext): assay.Registration;
  function createTheirs(): assay.Registration;
}
`;
  const snippets = pages.flatMap((page) =>
    // Those are compiled where they belong, by the test of their page.
    ownBlocks(page).map((code, index) => [`${page.path.replace(/\W/g, '_')}_${index}.ts`, code] as const),
  );
  const folder = temporaryProject({ ...Object.fromEntries(snippets), 'surroundings.ts': surroundings });
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(snippets.length).toBeGreaterThan(4);
  expect(compile(folder)).toEqual([]);
});

function ownBlocks(page: Page): readonly string[] {
  return blocks(page, 'ts').filter((block) => fileOfProvider(block) === undefined);
}

test('every YAML block is YAML', () => {
  const found = pages.flatMap((page) => blocks(page, 'yaml').map((block) => parse(block) as unknown));
  expect(found).toHaveLength(6);
  for (const document of found) expect(document).toBeTypeOf('object');
});

const commands = pages.flatMap((page) =>
  [...blocks(page, 'sh'), ...blocks(page, 'yaml')]
    .flatMap((block) => block.split('\n'))
    .map((line) =>
      line
        .replace(/^\s*(?:- )?(?:run: )?/, '')
        .replace(/\s+#.*$/, '')
        .trim(),
    )
    // What begins a new provider or makes a key writes files; tests of their own have it do so.
    .filter((line) => /^npx assay (?!init|keygen)/.test(line) && !line.includes('<'))
    // Where there is a report and an identity, that would write into a public log; keyless.test.ts does it to a fake one.
    .filter((line) => !line.includes('--keyless'))
    // What the CI puts in its place is a number wherever a page has it.
    .map((line) => line.replace(/\$\{\{[^}]*\}\}|\$\w+/g, '1'))
    .map((line) => [page.path, line] as const),
);

/** What a page speaks of as the reader's own. */
const readersOwn = [
  './my-provider.ts',
  'matrix reports ',
  './my-control-plane.ts',
  './experiment.yaml',
  './src/index.ts',
  '.assay/failures/',
  '.assay/chaos/',
  '/report.json',
  '/chaos-report.json',
  'assay-key',
  'env:ASSAY_SIGNING_KEY',
  'certificates/orbstack.sigstore.json',
];

test.each(commands)('%s: the command line understands %s', async (_path, line) => {
  const argv = [...line.replace('npx assay ', '').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );
  const terminal = fakeTerminal(root);
  const services = fakeServices({ certified: { report: undefined as never, problems: [] } });
  await main(argv, terminal, services).catch(() => {});
  const complaint = readersOwn.some((own) => line.includes(own))
    ? /unknown|argument missing|is not a/
    : /assay: .*(unknown|missing|does not exist|is not a)/;
  expect(terminal.err()).not.toMatch(complaint);
});

test.each([
  [
    'in-memory.ts',
    ['--runs', '1', '--contracts', 'bootstrap.*,observe.unknown-is-null,launch.required-fields'],
    'incomplete',
  ],
  ['with-workflow.ts', ['--runs', '1', '--contracts', 'pair.*,workflows.*'], 'incomplete'],
])('the example %s is what its page says', async (path, flags, verdict) => {
  const argv = [
    'certify',
    `./docs/examples/${path}`,
    '--seed',
    '3',
    '--reporter',
    'json',
    '--out',
    'node_modules/.cache/assay-docs',
  ];
  const { exitCode, stdout } = await runAssay([...argv, ...flags]);
  const [result] = JSON.parse(stdout).providers;
  expect({ exitCode, verdict: result.verdict }).toEqual({ exitCode: 0, verdict });
  expect(result.outcomes.filter(({ outcome }: { outcome: string }) => outcome === 'fail')).toEqual([]);
});
