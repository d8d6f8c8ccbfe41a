import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { withoutChromium } from '../../../scripts/screenshot/find-chromium.ts';
import type { Matrix } from '../../../src/matrix/matrix.ts';
import { chromiumPath } from './require-chromium.ts';
import { type WrittenSite, writeSite } from './sample-site.ts';

export interface OpenSite {
  /** A page of the site from file://, in a context of its own. Whatever goes wrong in it is in `troubles`. */
  open(path: string, options?: OpenOptions): Promise<OpenPage>;
  readonly folder: () => string;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Another place of the same site than its files, such as a server. */
  readonly base?: string;
}

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Dialogs, errors of scripts, messages of the console, and requests that leave the site. */
  readonly troubles: readonly string[];
}

/** A site and a browser for the tests of a file. */
export function useSite(matrix: Matrix): OpenSite {
  let site: WrittenSite | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    site = await writeSite(matrix);
    if (chromiumPath === undefined) throw new Error(withoutChromium);
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.remove();
  });

  const folder = () => site?.folder ?? '';
  return {
    folder,
    async open(path, { base, ...options } = {}) {
      if (!browser) throw new Error('the browser was not started');
      const context = await browser.newContext(options);
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const home = base ?? `${pathToFileURL(folder()).href}/`;
      const troubles = watch(page, home);
      await page.goto(`${home}${path}`);
      return { page, context, troubles };
    },
  };
}

/** Everything that a reader could open. */
export function openAll(page: Page): Promise<void> {
  return page.locator('details').evaluateAll((all) => {
    for (const each of all) each.setAttribute('open', '');
  });
}

function watch(page: Page, home: string): readonly string[] {
  const troubles: string[] = [];
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => void troubles.push(`error: ${error.message}`));
  page.on('console', (message) => void troubles.push(`console: ${message.text()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(home)) troubles.push(`request: ${request.url()}`);
  });
  return troubles;
}
