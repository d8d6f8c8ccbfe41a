import type { ChaosReport } from '../../../chaos/chaos-report.ts';
import { element, type XmlNode } from '../../../reporters/xml.ts';
import type { MatrixChaos } from '../../matrix.ts';
import { sitePage } from '../page.ts';
import { brief, shortened } from '../parts/brief.ts';
import { facts } from '../parts/facts.ts';
import { placeText } from '../parts/place-text.ts';
import { ageText } from '../parts/provenance.ts';
import { plainTable } from '../parts/table.ts';
import { dayText } from '../parts/time-text.ts';
import { webLink } from '../parts/web-link.ts';
import type { SitePlan } from '../site-plan.ts';
import { chaosFailures } from './chaos-failures.ts';
import { siteHref } from './site-href.ts';

/** What control planes lived through, one section each. */
export function chaosPage(plan: SitePlan): XmlNode {
  const { chaos } = plan.matrix;
  return sitePage(plan, {
    ...{ title: 'Chaos', root: '', at: 'chaos.html' },
    content: [
      element('h1', {}, 'Chaos'),
      element('p', { class: 'lead' }, 'Control planes on a provider that behaved as badly as the contracts allow.'),
      ...(chaos.length === 0 ? [element('p', {}, 'No chaos report was given to this site.')] : chaos.map(section)),
    ],
  });
}

function section(run: MatrixChaos): XmlNode {
  const { report, slug } = run;
  return element(
    'section',
    { class: 'chaos', 'data-age': run.freshness },
    element('h2', { id: `chaos-${slug}` }, brief(report.controlPlane.path ?? report.controlPlane.name)),
    element('p', { class: `verdict ${report.verdict}` }, verdictTexts[report.verdict]),
    ...report.reasons.map((reason) => element('p', {}, shortened(reason))),
    facts([
      [
        'On',
        `${brief(report.host.provider)}, ${placeText({ name: report.host.testbed, fidelity: report.host.fidelity })}`,
      ],
      [
        'Runs',
        `${report.run.made} of ${report.run.asked}, ${report.run.failed} with a violation; seed ${report.run.seed}`,
      ],
      ['Finished', `${dayText(report.run.finishedAt)} UTC, ${freshnessText(run)}`],
      ['File', brief(run.file)],
      ...museumFact(report),
    ]),
    ...chaosFailures(report.failures),
    ...timelines(run),
    oracles(report),
    disturbances(report),
  );
}

const verdictTexts: Readonly<Record<ChaosReport['verdict'], string>> = {
  pass: '✓ survived',
  'fail-safety': '✗ failed: something happened that must never happen',
  'fail-liveness': '✗ failed: something never happened that had to',
  inconclusive: '¿ inconclusive',
  nondeterministic: '≈ the same seed went two ways',
};

function freshnessText({ ageDays, freshness }: MatrixChaos): string {
  return freshness === 'fresh' ? ageText([ageDays]) : `${freshness}, ${ageText([ageDays])}`;
}

function museumFact({ museum }: ChaosReport): readonly (readonly [string, XmlNode])[] {
  return museum ? [['Seen in the wild', webLink(museum.bug)]] : [];
}

function timelines({ timelines: paths }: MatrixChaos): readonly XmlNode[] {
  if (paths.length === 0) return [];
  const links = paths.map((path) =>
    element('li', {}, element('a', { href: siteHref(path) }, brief(path.replace(/^.*\//, '')))),
  );
  return [element('h3', {}, 'Timelines'), element('ul', {}, ...links)];
}

function oracles({ oracles: judged }: ChaosReport): XmlNode {
  return plainTable({
    caption: 'What was judged',
    head: ['oracle', 'kind', 'times judged', 'came to'],
    rows: judged.map(({ id, title, kind, exercised, violated }) => [
      ...[`${brief(id)} ${brief(title)}`, kind, String(exercised)],
      violated ? '✗ violated' : exercised > 0 ? '✓ held' : '○ not exercised',
    ]),
  });
}

function disturbances({ disturbances: told }: ChaosReport): XmlNode {
  return plainTable({
    caption: 'What was done to it',
    head: ['disturbance', 'meaning', 'here', 'planned', 'acted', 'seen after (p50)', 'settled after (p50)'],
    rows: told.map(({ kind, number, meaning, support, why, planned, acted, reaction }) => [
      ...[`${brief(number)} ${brief(kind)}`, shortened(meaning)],
      why === undefined ? support : `${support}: ${shortened(why)}`,
      ...[String(planned), String(acted), afterText(reaction.seen), afterText(reaction.settled)],
    ]),
  });
}

function afterText(times: { readonly times: number; readonly p50Ms: number } | undefined): string {
  return times ? `${(times.p50Ms / 1_000).toFixed(1)} s` : '–';
}
