import { pageStyle } from './page-style.ts';

/** Of the page of a report. */
export const htmlStyle: string = `${pageStyle}
:root { --good: #1a7f37; --warn: #9a6700; }
@media (prefers-color-scheme: dark) {
:root { --good: #3fb950; --warn: #d29922; }
}
h3 { font-size: 1rem; margin: 20px 0 4px; overflow-wrap: anywhere; }
td { overflow-wrap: break-word; max-width: 30rem; }
td b { white-space: nowrap; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.warn { color: var(--warn); }
td:last-child { white-space: nowrap; }
section { border-top: 1px solid var(--edge); margin-top: 32px; }
article pre { margin: 8px 0; }
dt { font-weight: 600; }
dd { margin: 0 0 8px; overflow-wrap: anywhere; }
@media print {
:root { --good: #000000; --warn: #000000; }
}
`;
