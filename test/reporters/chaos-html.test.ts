import { expect, test } from 'vitest';
import type { ChaosReport } from '../../src/chaos/chaos-report.ts';
import { renderChaosHtml } from '../../src/reporters/chaos-html.ts';
import { withPython } from '../with-python.ts';
import { readXml } from './read-xml.ts';
import { sampleChaosReport, sampleRun } from './sample-chaos.ts';

const run = await sampleRun('M03');
const passed = await sampleChaosReport();
const failure: ChaosReport['failures'][number] = {
  ...{ oracle: 'I02', title: 'no double spawn', signature: 's', message: 'm1 and m2 live', story: [...run.story] },
  ...{ seed: 1, experiment: run.experiment, digest: 'd', replay: 'npx assay replay x.json' },
  emitted: { experiment: 'x.experiment.yaml', test: 'x.test.ts', page: 'x.html' },
  seen: 1,
  found: { run: 1, operations: 3, disturbances: 4, shrinkRuns: 9 },
};
const failed: ChaosReport = { ...passed, verdict: 'fail-safety', failures: [failure] };
/** As XML, which it is apart from its doctype. */
const read = (report: ChaosReport, page = run) => readXml(renderChaosHtml(report, page).replace('<!doctype html>', ''));

test('a page leads with the story, then how to see it again and the experiment, then the timeline', async () => {
  const text = renderChaosHtml(failed, run);
  const order = [
    'fail-safety: I02',
    'At 0 s the client',
    'npx assay replay x.json',
    '&quot;operations&quot;',
    '<svg',
    '<table',
  ];
  const places = order.map((each) => text.indexOf(each));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

withPython(
  'its headings are in order, its regions that scroll can be reached and have names, its tables have heads',
  async () => {
    const elements = await read(failed);
    expect(elements[0]).toMatchObject({ tag: 'html', attributes: { lang: 'en' } });
    expect(elements.filter(({ tag }) => tag === 'h1')).toHaveLength(1);
    expect(elements.find(({ tag }) => /^h\d$/.test(tag))?.tag).toBe('h1');
    const frames = elements.filter(({ attributes }) => attributes.class === 'frame');
    expect(frames.length).toBeGreaterThan(1);
    for (const { attributes } of frames)
      expect(attributes).toMatchObject({ tabindex: '0', role: 'region', 'aria-label': expect.stringMatching(/./) });
    expect(elements.filter(({ tag }) => tag === 'th').every(({ attributes }) => attributes.scope === 'col')).toBe(true);
    expect(elements.filter(({ tag }) => tag === 'title').every(({ text }) => text.trim() !== '')).toBe(true);
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    // What is empty and no void element would swallow what comes after it.
    const text = renderChaosHtml(failed, run);
    expect(
      [...text.matchAll(/<(\w+)[^>]*\/>/g)]
        .map(([, tag]) => tag)
        .filter((tag) => !['meta', 'line', 'rect', 'circle', 'path'].includes(tag ?? '')),
    ).toEqual([]);
  },
);

test('it needs no script and nothing from elsewhere, and is the same for the same run', () => {
  const text = renderChaosHtml(failed, run);
  expect(renderChaosHtml(failed, run)).toBe(text);
  expect(text).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|\son\w+=/);
  expect(text).toMatch(/width=device-width/);
});

withPython(
  'whatever comes from a control plane is text in it, and no address but one of the web is a link',
  async () => {
    const evil = '</pre></li><script>alert(1)</script>';
    const hostile: ChaosReport = {
      ...failed,
      controlPlane: { name: evil, path: evil },
      museum: { entry: 'M01', title: evil, bug: 'javascript:alert(1)', oracle: 'I01' },
      failures: [{ ...failure, message: evil, replay: evil, title: evil }],
    };
    const experiment = { ...run.experiment, name: evil };
    const elements = await read(hostile, { ...run, experiment, title: evil, story: [evil] });
    expect(elements.some(({ tag }) => tag === 'script' || tag === 'a')).toBe(false);
    const linked = await read({
      ...failed,
      museum: { entry: 'M01', title: 't', bug: 'https://example.org/1', oracle: 'I01' },
    });
    expect(linked.find(({ tag }) => tag === 'a')?.attributes.href).toBe('https://example.org/1');
  },
);

withPython('the experiment on it is the experiment', async () => {
  const elements = await read(failed);
  const texts = elements.filter(({ tag }) => tag === 'pre').map(({ text }) => text);
  expect(JSON.parse(texts.at(-1) ?? '')).toEqual(JSON.parse(JSON.stringify(run.experiment)));
});

test('a run that survived has a page too', async () => {
  const text = renderChaosHtml(passed, { ...run, title: 'reference: run 1 of 9, survived' });
  expect(text).toContain('reference on simulated orbstack');
  expect(text).toContain('<h1>reference: run 1 of 9, survived</h1>');
  expect(text).not.toContain('See it again');
});
