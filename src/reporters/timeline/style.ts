/** Plain colours first: what reads an SVG without a browser knows no variables. No `>` in here: it is written as XML. */
export const timelineStyle: string = `
.assay-timeline { font: 12px ui-sans-serif, system-ui, sans-serif; background: #ffffff; }
.assay-timeline text { fill: #1f2328; }
.assay-timeline .head { font-weight: 600; }
.assay-timeline .time { fill: #59636e; text-anchor: end; }
.assay-timeline .lane { stroke: #d1d9e0; }
.assay-timeline .band { fill: #bc4c00; fill-opacity: 0.07; }
.assay-timeline .rule { fill: #eaeef2; }
.assay-timeline .violated { fill: #cf222e; }
.assay-timeline .life { fill: #8250df; }
.assay-timeline .calls { fill: #0969da; }
.assay-timeline .disturbs { fill: #bc4c00; }
.assay-timeline .machine { stroke: #1a7f37; stroke-width: 1.5; }
.assay-timeline .starting { fill: #ffffff; stroke-dasharray: 3 2; }
.assay-timeline .running { fill: #1a7f37; }
.assay-timeline .stopped { fill: #ffffff; stroke: #59636e; }
.assay-timeline .ending { fill: #d4a72c; stroke: #7d4e00; stroke-dasharray: 1 2; }
.assay-timeline .hand { fill: #ffffff; stroke: #bc4c00; stroke-width: 2; }
.assay-timeline .thread { stroke: #bc4c00; stroke-width: 1.2; stroke-dasharray: 2 3; }
.assay-timeline .arrow { fill: none; stroke: #59636e; stroke-width: 1.4; }
.assay-timeline .arrow.bad { stroke: #cf222e; }
.assay-timeline text.bad { fill: #b31d28; }
.assay-timeline text.quiet { fill: #59636e; }
.assay-timeline text.verdict { fill: #ffffff; font-weight: 600; }
@media (prefers-color-scheme: dark) {
.assay-timeline { background: #0d1117; }
.assay-timeline text { fill: #e6edf3; }
.assay-timeline .time, .assay-timeline text.quiet { fill: #9198a1; }
.assay-timeline .lane { stroke: #3d444d; }
.assay-timeline .band { fill: #f0883e; fill-opacity: 0.1; }
.assay-timeline .rule { fill: #262c36; }
.assay-timeline .life { fill: #a371f7; }
.assay-timeline .calls { fill: #4493f8; }
.assay-timeline .disturbs { fill: #f0883e; }
.assay-timeline .hand { fill: #0d1117; stroke: #f0883e; }
.assay-timeline .thread { stroke: #f0883e; }
.assay-timeline .machine { stroke: #3fb950; }
.assay-timeline .starting, .assay-timeline .stopped { fill: #0d1117; }
.assay-timeline .running { fill: #3fb950; }
.assay-timeline .arrow { stroke: #9198a1; }
.assay-timeline text.bad { fill: #ff7b72; }
.assay-timeline text.verdict { fill: #ffffff; }
}
@media print {
.assay-timeline { background: #ffffff; }
.assay-timeline text { fill: #000000; }
.assay-timeline .violated { fill: #ffffff; stroke: #000000; stroke-width: 2; }
.assay-timeline text.verdict { fill: #000000; }
}
`;
