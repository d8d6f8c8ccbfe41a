import fc from 'fast-check';

/** What a provider may say to hurt whoever reads a report: each is a break of some sink, if it gets there as it is. */
export const hostileTexts: readonly string[] = [
  '</script><script>alert(1)</script>',
  '</style></title></textarea><img src=x onerror=alert(1)>',
  '" autofocus onfocus="alert(1)" x="',
  "' onmouseover='alert(1)",
  '<!-- --><svg onload=alert(1)>',
  ']]><script>alert(1)</script>',
  'javascript:alert(1)',
  '<a href="javascript:alert(1)">x</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<img src="http://127.0.0.1:9/pixel">',
  '![x](http://127.0.0.1:9/pixel.png)',
  '[x](javascript:alert(1))',
  '`<b>` ``<b>`` ```\n<b>x</b>\n```',
  '~~~\n<b>x</b>\n~~~',
  `${'`'.repeat(300)}<b>x</b>${'`'.repeat(100)}`,
  '@octocat and @org/team, #123, GH-1, octo/repo#1, a@b.example, www.example.com https://example.com <https://example.com>',
  '| a | b |\n|---|---|\n\\| c \\\\| d |',
  '# heading\n- list\n> quote\n1. one\n---\n\n    code',
  '::error::forged',
  '  ::set-output name=x::y',
  '\r::add-mask::x',
  'x\n::set-env name=PATH::/evil\n::stop-commands::t',
  'x ##[add-mask]y ##vso[task.setvariable variable=x]y',
  '%0A::error::forged%0D%3A%2C,title=x',
  '\u001b[2J\u001b]0;owned\u0007\u009b31m',
  '\u0000\u0001\u0008\u000b\u000c\u007f\u0085',
  'user\u202etxt.exe\u2066\u2069\u200b\ufeff\u00ad',
  'line\u2028paragraph\u2029end\r\nnext\ttab\rback',
  '\ud83d lone \udc00 \ufffe\uffff',
  '=cmd|"/c calc"!A1',
  '../../../../etc/passwd',
  'con.svg',
  '__proto__',
  '',
  ' ',
  'naïve 東京 👩‍🚀 "quoted" \\n',
];

/** Longer than any page is to be. */
export const hugeText: string = `<b>&"\u0000|\`${'x"<\u0001'.repeat(262_144)}`;

/** Hostile, arbitrary and ordinary texts. */
export function anyText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...hostileTexts),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.tuple(fc.constantFrom(...hostileTexts), fc.constantFrom(...hostileTexts)).map((two) => two.join('\n')),
  );
}
