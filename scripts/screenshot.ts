// Takes the picture of README from a site that `assay matrix` wrote: `npm run screenshot -- site/`.
// `--out` takes another file than docs/images/matrix.png.
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium, withoutChromium } from './screenshot/find-chromium.ts';

const kilobytesMax = 300;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'docs/images/matrix.png' } },
});
const [site] = positionals;
const executablePath = findChromium();

if (site === undefined) {
  console.error('which site? Say the folder that `assay matrix` wrote: npm run screenshot -- site/');
  process.exitCode = 2;
} else if (executablePath === undefined) {
  console.error(withoutChromium);
  process.exitCode = 2;
} else {
  await take(site, values.out, executablePath);
}

async function take(folder: string, out: string, program: string): Promise<void> {
  mkdirSync(dirname(out), { recursive: true });
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
    await page.goto(pathToFileURL(resolve(folder, 'index.html')).href);
    await page.screenshot({ path: out });
  } finally {
    await browser.close();
  }
  const kilobytes = Math.ceil(statSync(out).size / 1_000);
  console.log(`${out}, ${kilobytes} kB`);
  if (kilobytes <= kilobytesMax) return;
  console.error(`it is larger than ${kilobytesMax} kB`);
  process.exitCode = 1;
}
