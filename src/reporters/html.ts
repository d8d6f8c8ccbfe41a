import { createHash } from 'node:crypto';
import type { Report } from '../engine/report.ts';
import { cutText } from './cut-text.ts';
import type { DescribeContract } from './describe-contract.ts';
import { htmlFailure } from './html-failure.ts';
import { type ProviderParts, providerSection, providerTable } from './html-provider.ts';
import { htmlStyle } from './html-style.ts';
import { isFailure } from './outcome-text.ts';
import { bytesOf, element, renderHtml, type XmlNode } from './xml.ts';

/** Whatever a provider says, a page stays one that a browser opens at once. */
const bytesMax = 1_900_000;
/** Of these the first are on the page, so that what leads to the rest stays small. */
const providersMax = 300;
/** With less room than this there is none for any failure. */
const failureBytesMin = 500;
const factLengthMax = 200;
/** How deep the parts of a provider are in the page. */
const depth = 5;

/** The report as one page that needs nothing but itself: no script, nothing from elsewhere, every text as text. */
export function renderHtmlReport(report: Report, describe: DescribeContract): string {
  const title = headline(report);
  return renderHtml(
    element(
      'html',
      { lang: 'en' },
      element(
        'head',
        {},
        element('meta', { charset: 'utf-8' }),
        element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy() }),
        element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        element('meta', { name: 'color-scheme', content: 'light dark' }),
        element('meta', { name: 'referrer', content: 'no-referrer' }),
        element('title', {}, title),
        element('style', {}, htmlStyle),
      ),
      element('body', {}, element('main', {}, ...contentOf(report, title, describe))),
    ),
  );
}

function headline({ providers }: Report): string {
  const certified = providers.filter(({ verdict }) => verdict === 'certified').length;
  return `Assay: ${certified} of ${providers.length} providers certified`;
}

/** Nothing may be loaded, sent or run; of styles only ours holds. */
function policy(): string {
  const hash = createHash('sha256').update(htmlStyle).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function contentOf(report: Report, title: string, describe: DescribeContract): readonly XmlNode[] {
  const providers = report.providers.slice(0, providersMax);
  const more = report.providers.length - providers.length;
  const head = [element('h1', {}, title), ...endOf(report), providerTable(providers)];
  return [
    ...head,
    ...(more > 0 ? [element('p', {}, `${more} more providers are in report.json alone.`)] : []),
    ...fitted({ ...report, providers }, describe, bytesMax - sizeOf(head)).map(providerSection),
    element('footer', {}, factsOf(report)),
  ];
}

function endOf({ run, providers }: Report): readonly XmlNode[] {
  const leaked = providers.reduce((sum, { resources }) => sum + resources.leaked, 0);
  return [
    ...(run.interrupted ? [element('p', { class: 'verdict failed' }, 'Interrupted: not everything was run')] : []),
    ...(leaked > 0
      ? [element('p', { class: 'verdict failed' }, `${leaked} resources leaked: they are still there`)]
      : []),
  ];
}

/**
 * As much of each provider as there is room for: first every table of contracts, because it says what was judged, then
 * the failures in their order. What finds no place is told.
 */
function fitted({ providers }: Report, describe: DescribeContract, room: number): readonly ProviderParts[] {
  const brief = providers.map((provider) => ({ provider, describe, showsContracts: false, failures: [], missing: 0 }));
  let left = room - sizeOf(brief.map(providerSection));
  const tables = brief.map((parts, index): ProviderParts => {
    const full = { ...parts, showsContracts: true };
    const more = sizeOf([providerSection(full, index)]) - sizeOf([providerSection(parts, index)]);
    return take(more) ? full : parts;
  });
  return tables.map((parts) => {
    const all = parts.provider.outcomes.filter(isFailure);
    const failures = all.flatMap((outcome) => {
      if (left < failureBytesMin) return [];
      const failure = htmlFailure(parts.provider, outcome, describe);
      return take(bytesOf(failure, depth)) ? [failure] : [];
    });
    return { ...parts, failures, missing: all.length - failures.length };
  });

  function take(bytes: number): boolean {
    if (bytes > left) return false;
    left -= bytes;
    return true;
  }
}

function sizeOf(nodes: readonly XmlNode[]): number {
  return nodes.reduce((sum, node) => sum + bytesOf(node, depth), 0);
}

function factsOf({ run, contractSet }: Report): string {
  const by = run.assayVersion === undefined ? 'Assay' : `Assay ${run.assayVersion}`;
  const facts = [
    ...[by, `run ${run.id}`, ...(run.shard === undefined ? [] : [`shard ${run.shard}`]), `seed ${run.seed}`],
    ...[`${run.startedAt} to ${run.finishedAt}`, `contracts ${contractSet.version} (${contractSet.digest})`],
  ];
  return facts.map((fact) => cutText(fact, factLengthMax)).join(', ');
}
