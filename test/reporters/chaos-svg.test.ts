import fc from 'fast-check';
import { expect } from 'vitest';
import type { HistoryEvent } from '../../src/chaos/history.ts';
import { renderChaosSvg } from '../../src/reporters/chaos-svg.ts';
import { withPython } from '../with-python.ts';
import { readXml } from './read-xml.ts';
import { sampleRun } from './sample-chaos.ts';

const run = await sampleRun('M03');

withPython('a timeline has a title and a description for those who do not see it', async () => {
  const [svg, title, desc] = await readXml(renderChaosSvg(run));
  expect(svg).toMatchObject({ tag: 'svg', attributes: { role: 'img' } });
  expect(svg?.attributes['aria-labelledby']).toBe(`${title?.attributes.id} ${desc?.attributes.id}`);
  expect([title?.tag, title?.text, desc?.tag]).toEqual(['title', 'M03 fails', 'desc']);
  expect(desc?.text).toBe(run.story.join(' '));
});

withPython('it shows each lane, what happened in it, how long it lasted, and what was violated', async () => {
  const elements = await readXml(renderChaosSvg(run));
  const texts = elements.filter(({ tag }) => tag === 'text').map(({ text }) => text);
  for (const lane of ['client', 'control plane', 'API calls', 'machines', 'disturbances'])
    expect(texts).toContain(lane);
  expect(texts).toEqual(expect.arrayContaining(['launch a', 'dies', 'starts again', 'm1 is made', 'd1 crash F30']));
  const classes = elements.map(({ attributes }) => attributes.class ?? '');
  const count = (name: string) => classes.filter((each) => each === name).length;
  expect({ lives: count('life'), bands: count('band'), violated: count('violated') }).toEqual({
    lives: 2,
    bands: 2,
    violated: 1,
  });
  expect(texts.at(-1)).toMatch(/^I\d\d is violated: m1/);
  expect(texts.filter((text) => text.startsWith('0 s'))).toEqual(['0 s']);
});

withPython('nothing lies outside of it or upon something else of its lane', async () => {
  const elements = await readXml(renderChaosSvg(await sampleRun('M15')));
  const [, , width, height] = (elements[0]?.attributes.viewBox ?? '').split(' ').map(Number);
  const places = new Set<string>();
  for (const { tag, attributes } of elements.filter(({ tag: each }) => each === 'text' || each === 'rect')) {
    const [x, y] = [Number(attributes.x), Number(attributes.y)];
    expect(x >= 0 && x + Number(attributes.width ?? 0) <= Number(width) && y <= Number(height)).toBe(true);
    if (tag === 'text') expect(places.has(`${x} ${y}`)).toBe(false);
    if (tag === 'text') places.add(`${x} ${y}`);
  }
});

withPython('the same history gives the same bytes, and needs nothing from elsewhere', async () => {
  const text = renderChaosSvg(run);
  expect(renderChaosSvg(await sampleRun('M03'))).toBe(text);
  expect(text).not.toMatch(/<script|<image|<foreignObject|url\(|@import|href|\son\w+=/);
  expect(text.match(/https?:[^"<\s]+/g)).toEqual(['http://www.w3.org/2000/svg']);
  expect(text).toMatch(/prefers-color-scheme: dark/);
  expect(text).toMatch(/@media print/);
});

withPython('whatever a control plane or a service says is text in it', async () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('</text><script>alert(1)</script>', ']]>', '"><b>', '\u202e\u0000'),
  );
  const says = fc.record({ intent: hostile, reason: hostile, machine: hostile });
  const events = fc.array(says, { minLength: 1, maxLength: 5 });
  const told = fc.sample(events, { seed: 7, numRuns: 20 }).flat();
  const history = told.map(
    (each, index): HistoryEvent => ({ atMs: index, lane: 'control-plane', did: 'says', phase: 'refused', ...each }),
  );
  const throws: HistoryEvent = {
    atMs: 0,
    lane: 'control-plane',
    did: 'throws',
    during: 'reconcile',
    message: '<script>',
  };
  const text = renderChaosSvg({ title: '<b>&', story: ['</desc>', '\ud800'], events: [throws, ...history] });
  const tags = new Set((await readXml(text)).map(({ tag }) => tag));
  expect([...tags].toSorted()).toEqual(['desc', 'g', 'line', 'style', 'svg', 'text', 'title']);
});

withPython(
  'a history of thousands of events is a picture that can be opened: its middle is left out and said to be',
  async () => {
    const events = Array.from(
      { length: 20_000 },
      (_, index): HistoryEvent => ({
        ...{ atMs: index, lane: 'control-plane', did: 'says', intent: `i${index}`, phase: 'running' },
      }),
    );
    const text = renderChaosSvg({ title: 'long', story: [], events });
    expect(text.length).toBeLessThan(200_000);
    expect(text).toContain('19600 rows are left out here');
    expect(text).toContain('i0: running');
    expect(text).toContain('i19999: running');
  },
);

withPython('reads in which nothing happened are told together', async () => {
  const calls = [1, 2, 3].flatMap((call): HistoryEvent[] => [
    { atMs: call * 1_000, lane: 'call', did: 'begins', call, operation: 'list', method: 'list' },
    {
      atMs: call * 1_000,
      lane: 'call',
      did: 'ends',
      call,
      operation: 'list',
      outcome: { did: 'answered', found: 1 },
      disturbedBy: [],
    },
  ]);
  expect(renderChaosSvg({ title: 'quiet', story: [], events: calls })).toContain('3 reads until 3 s');
});

withPython('a run without events is an empty picture', async () => {
  const elements = await readXml(renderChaosSvg({ title: 'empty', story: [], events: [] }));
  expect(elements[2]?.text).toBe('Nothing was violated.');
});
