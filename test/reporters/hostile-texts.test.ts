import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { lexer, type Token, walkTokens } from 'marked';
import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import { renderBadgeFiles } from '../../src/reporters/badge-files.ts';
import { renderGithub } from '../../src/reporters/github.ts';
import { renderHtmlReport } from '../../src/reporters/html.ts';
import { renderJson } from '../../src/reporters/json.ts';
import { renderJunit } from '../../src/reporters/junit.ts';
import { renderMarkdown } from '../../src/reporters/markdown.ts';
import { renderTerminal } from '../../src/reporters/terminal.ts';
import { withoutCommands } from '../../src/reporters/without-commands.ts';
import '../promises/task-meta.ts';
import { withPython } from '../with-python.ts';
import { anyReport } from './any-report.ts';
import { hostileReport } from './hostile-report.ts';
import { hostileTexts, hugeText } from './hostile-texts.ts';
import { readCommands } from './read-commands.ts';
import { readAllXml } from './read-xml.ts';

const describe = () => undefined;
const terminal = (report: Report) =>
  renderTerminal(report, { colors: picocolors.createColors(false), columns: 80, describe });
const markdown = (report: Report) => renderMarkdown(report, { describe });
const html = (report: Report) => renderHtmlReport(report, describe);
const github = (report: Report) => renderGithub(report, describe);

/** Every kind of harm at once: each text everywhere, and reports of any texts. */
const drawn = fc.sample(anyReport(), { numRuns: 60, seed: 8 });
const everywhere = hostileTexts.map((text) => hostileReport(text));
const huge = hostileReport(hugeText);
const reports = [...everywhere, ...drawn];
const samples = `${hostileTexts.length} texts in every field and ${drawn.length} drawn reports`;

test('G4: nothing that a provider says can command the terminal, in any field', ({ task }) => {
  for (const report of reports) expect(terminal(report).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  task.meta.figure = `${samples}, 0 control characters`;
});

test('JSON is the report and obeyed by no terminal, whatever stands in it', () => {
  for (const report of reports) {
    const text = renderJson(report);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  }
});

test('G5: nothing that is printed on GitHub Actions is taken for a command, and JSON stays what it is', ({ task }) => {
  for (const report of reports) {
    for (const render of [terminal, renderJson, renderJunit, markdown, html]) {
      expect(readCommands(withoutCommands(render(report)))).toEqual([]);
    }
  }
  for (const report of reports) {
    expect(JSON.parse(withoutCommands(renderJson(report)))).toEqual(JSON.parse(renderJson(report)));
  }
  task.meta.figure = `${samples} x 5 sinks, 0 commands`;
});

test('G5: annotations are errors, warnings and notices, ten of each at most, and nothing else is a command', ({
  task,
}) => {
  for (const report of [...reports, huge]) {
    const text = github(report);
    const commands = readCommands(text);
    expect(commands).toHaveLength(text.split('\n').length - 1);
    const byName = Map.groupBy(commands, ({ name }) => name);
    for (const [name, some] of byName) {
      expect(['error', 'warning', 'notice']).toContain(name);
      expect(some.length).toBeLessThanOrEqual(10);
    }
    for (const { properties, data } of commands) {
      expect(Object.keys(properties).filter((key) => key !== 'title' && key !== 'file')).toEqual([]);
      expect(`${data.replaceAll('\n', '')}${Object.values(properties).join('')}`).not.toMatch(/\p{Cc}/u);
      expect(readCommands(data)).toEqual([]);
    }
  }
  task.meta.figure = `${samples}, 0 forged commands`;
});

/** All tokens of a text, those in tables and lists too. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  walkTokens(lexer(text), (token) => void tokens.push(token));
  return tokens;
}

/** What stands in a text as words: what a renderer of GitHub looks through for mentions and references. */
function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .flatMap((token) => (token.type === 'text' && !('tokens' in token && token.tokens) ? token.raw : []))
    .join(' ');
}

test('G6: in markdown all that somebody else says is code: no tag, link, picture, heading, mention or reference of theirs', ({
  task,
}) => {
  const ours = /^(<details><summary>Calls on the wire<\/summary>|<\/details>)\s*$/;
  const headings =
    /^(Assay: \d|Failures|Waivers|Left out|Weak passes|Still to write|Remarks|(fail|flaky|inconclusive): (`|\(empty\)))/;
  for (const report of [...reports, huge]) {
    const tokens = tokensOf(markdown(report));
    for (const token of tokens) {
      expect(['link', 'image', 'def', 'hr', 'br', 'del', 'em', 'blockquote'], token.raw.slice(0, 200)).not.toContain(
        token.type,
      );
      if (token.type === 'html') expect(token.raw).toMatch(ours);
      if (token.type === 'heading') expect('text' in token ? token.text : '').toMatch(headings);
    }
    expect(wordsOf(tokens)).not.toMatch(/[@<>]|#\d|www\.|https?:|javascript|GH-/);
  }
  task.meta.figure = `${samples}, 0 tags, links and mentions`;
});

test('markdown shows what was said, where it is short', () => {
  for (const text of hostileTexts.filter(
    (each) => /^[\x20-\x7b\x7d]+$/.test(each) && each.trim() !== '' && each.length < 200,
  )) {
    const codes = tokensOf(markdown(hostileReport(text))).filter(({ type }) => type === 'codespan' || type === 'code');
    const shown = codes.map((token) => ('text' in token ? String(token.text) : ''));
    const unescaped = shown.map((each) =>
      each
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    );
    expect(
      unescaped.some((each) => each.includes(text)),
      text,
    ).toBe(true);
  }
});

withPython('G8: JUnit is XML 1.0 for any report, and every case has a name of its own', async ({ task }) => {
  const documents = await readAllXml([...reports, huge].map(renderJunit));
  for (const elements of documents) {
    const cases = elements.filter(({ tag }) => tag === 'testcase');
    const names = cases.map(({ attributes }) => `${attributes.classname}\n${attributes.name}`);
    expect(new Set(names).size).toBe(names.length);
  }
  task.meta.figure = `${samples}, all read by another reader, no name twice`;
});

/** The elements that the page of a report is made of. */
const htmlTags = [
  ...['html', 'head', 'meta', 'title', 'style', 'body', 'main', 'h1', 'h2', 'h3', 'p', 'section', 'article', 'footer'],
  ...[
    'div',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'a',
    'b',
    'span',
    'code',
    'pre',
    'ul',
    'li',
    'dl',
    'dt',
    'dd',
  ],
  ...['details', 'summary'],
];

withPython(
  'G1: the page of a report has no script, no handler and no address but of the web, whatever stands in it',
  async ({ task }) => {
    const documents = await readAllXml([...reports, huge].map((report) => html(report).replace('<!doctype html>', '')));
    for (const elements of documents) {
      for (const { tag, attributes } of elements) {
        expect(htmlTags).toContain(tag);
        for (const [name, value] of Object.entries(attributes)) {
          expect([
            'lang',
            'charset',
            'name',
            'content',
            'http-equiv',
            'class',
            'role',
            'tabindex',
            'aria-label',
            'scope',
            'id',
            'rel',
            'href',
          ]).toContain(name);
          if (name === 'href') expect(value).toMatch(/^(https?:\/\/|#provider-\d+$)/i);
        }
      }
    }
    task.meta.figure = `${samples}, 0 elements and attributes but ours`;
  },
);

withPython('a badge is a picture of text alone, whatever the provider is called', async () => {
  const badges = [...reports, huge].flatMap((report) => [...renderBadgeFiles(report)]);
  const documents = await readAllXml(badges.filter(([name]) => name.endsWith('.svg')).map(([, text]) => text));
  for (const element of documents.flat()) {
    expect([
      'svg',
      'title',
      'linearGradient',
      'stop',
      'clipPath',
      'filter',
      'feGaussianBlur',
      'rect',
      'g',
      'text',
    ]).toContain(element.tag);
    expect(Object.keys(element.attributes).filter((name) => /^on|href/.test(name))).toEqual([]);
  }
});

test('G3, G6, G8: texts of a megabyte leave every output small, and it says what it cut', ({ task }) => {
  const many = hostileReport(hugeText, 5);
  const sizes = {
    markdown: [Buffer.byteLength(markdown(many)), 65_536],
    summary: [Buffer.byteLength(renderMarkdown(many, { describe, bytesMax: 1_048_576 })), 1_048_576],
    html: [Buffer.byteLength(html(many)), 2_000_000],
    junit: [Buffer.byteLength(renderJunit(many)), 30_000_000],
    github: [Buffer.byteLength(github(many)), 30 * 65_536],
  } as const;
  for (const [name, [size, max]] of Object.entries(sizes)) expect([name, size < max]).toEqual([name, true]);
  for (const text of [markdown(many), html(many), renderJunit(many), github(many)]) {
    expect(text).toContain('more characters)');
  }
  task.meta.figure = Object.entries(sizes)
    .map(([name, [size]]) => `${name} ${Math.round(size / 1_000)} kB`)
    .join(', ');
}, 120_000);

test('G3: reports of very many contracts leave every output small', () => {
  const [provider] = hostileReport('"<&>\u0000'.repeat(60)).providers;
  if (!provider) throw new Error('it has one provider');
  const outcomes = Array.from({ length: 100 }, () => provider.outcomes).flat();
  const many: Report = { ...hostileReport('x'), providers: [{ ...provider, outcomes }] };
  expect(Buffer.byteLength(html(many))).toBeLessThan(2_000_000);
  expect(Buffer.byteLength(markdown(many))).toBeLessThan(65_536);
  expect(Buffer.byteLength(renderJunit(many))).toBeLessThan(30_000_000);
}, 120_000);
