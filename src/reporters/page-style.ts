/** Of a page that needs nothing but itself. Neither quotes nor angle brackets: it is written as XML and read as HTML. */
export const pageStyle: string = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --ground: #ffffff; --edge: #d1d9e0; --well: #f6f8fa; --bad: #b31d28; --link: #0969da; }
@media (prefers-color-scheme: dark) {
:root { --ink: #e6edf3; --soft: #9198a1; --ground: #0d1117; --edge: #3d444d; --well: #151b23; --bad: #ff7b72; --link: #4493f8; }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--ground); font: 16px/1.5 ui-sans-serif, system-ui, sans-serif; }
main { max-width: 1040px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 4px 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 28px 0 8px; }
a { color: var(--link); overflow-wrap: anywhere; }
.verdict { margin: 0; font-weight: 600; color: var(--soft); }
.verdict.failed { color: var(--bad); }
.where, footer { color: var(--soft); overflow-wrap: anywhere; }
.story { padding-left: 2.2em; margin: 0; overflow-wrap: anywhere; }
.story.failed li:last-child { font-weight: 600; }
pre { background: var(--well); border: 1px solid var(--edge); border-radius: 6px; padding: 12px; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.5 ui-monospace, monospace; margin: 0; }
.frame { overflow-x: auto; border: 1px solid var(--edge); border-radius: 6px; }
.frame svg { display: block; }
details { margin-top: 16px; }
summary { cursor: pointer; padding: 8px 0; }
table { border-collapse: collapse; font-size: 14px; }
th, td { text-align: left; padding: 4px 12px; border-bottom: 1px solid var(--edge); vertical-align: top; }
footer { margin-top: 32px; font-size: 14px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media print {
:root { --ink: #000000; --soft: #333333; --ground: #ffffff; --edge: #999999; --well: #ffffff; --bad: #000000; --link: #000000; }
.frame { overflow: visible; border: 0; }
.frame svg { max-width: 100%; height: auto; }
details { display: none; }
}
`;
