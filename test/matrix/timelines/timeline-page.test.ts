import { beforeAll, expect, test } from 'vitest';
import { readDrawnPage } from '../../../src/matrix/timelines/read-drawn-page.ts';
import { timelinePage } from '../../../src/matrix/timelines/timeline-page.ts';
import { renderChaosHtml } from '../../../src/reporters/chaos-html.ts';
import { renderHtml } from '../../../src/reporters/xml.ts';
import { sampleChaosReport, sampleRun } from '../../reporters/sample-chaos.ts';
import '../../promises/task-meta.ts';

let page = '';
beforeAll(async () => {
  page = renderChaosHtml(await sampleChaosReport(), await sampleRun('M01'));
});

test('a page that chaos wrote is read whole, and taken over with its words and its picture', () => {
  const read = readDrawnPage(page);
  expect(read && renderHtml(read)).toBe(page);
  const taken = timelinePage(page) ?? '';
  const bodyOf = (text: string) => text.slice(text.indexOf('<body>'));
  expect(bodyOf(taken)).toBe(bodyOf(page));
  expect(taken).toContain(`content="default-src 'none'; style-src 'sha256-`);
});

test('what is taken over is taken over the same again', () => {
  const once = timelinePage(page) ?? '';
  expect(timelinePage(once)).toBe(once);
});

test.each([
  ['a script', '<script>alert(1)</script>'],
  ['a script in capitals', '<SCRIPT>alert(1)</SCRIPT>'],
  ['a handler', '<p onclick="alert(1)">x</p>'],
  ['a picture from elsewhere', '<img src="https://example.org/x.png"/>'],
  ['a frame', '<iframe src="https://example.org"></iframe>'],
  ['a form', '<form action="https://example.org"><input name="x"/></form>'],
  ['an address that is a script', '<a href="javascript:alert(1)">x</a>'],
  ['an address that is data', '<a href="data:text/html,x">x</a>'],
  ['a style on an element', '<p style="background: url(https://example.org)">x</p>'],
  ['foreign content in the picture', '<svg><foreignObject><p>x</p></foreignObject></svg>'],
  ['a comment', '<!-- --><p>x</p>'],
  ['an attribute without quotes', '<p class=x>x</p>'],
  ['an end without a beginning', '</main></body>'],
  ['an element that is never closed', '<p>'],
  ['an element within itself, without end', '<g>'.repeat(100) + '</g>'.repeat(100)],
])('G1: a page with %s is no page of ours', (_what, added) => {
  expect(timelinePage(page.replace('<h2>Timeline</h2>', `${added}<h2>Timeline</h2>`))).toBeUndefined();
});

test('G1: a style that is not ours is not taken over, nor is what sends a reader elsewhere', () => {
  const hostile = page
    .replace('.assay-timeline text', '@import url(https://example.org/x.css); .assay-timeline text')
    .replace('<main>', '<meta http-equiv="refresh" content="0; url=https://example.org/"/><main>');
  const taken = timelinePage(hostile) ?? '';
  expect(taken).not.toContain('example.org/');
  expect(taken).toContain('.assay-timeline text');
});

test.each(['', 'x', '<!doctype html>\n', '<!doctype html>\n<p>x</p>\n', '<!doctype html>\n<html lang="en">\n'])(
  'text that is no page is none: %j',
  (text) => {
    expect(timelinePage(text)).toBeUndefined();
  },
);
