// The layering of docs and DESIGN: folders are rooms, arrows point down only. Each room lists what it may import.
const rooms = {
  provider: [],
  testbed: ['provider'],
  contracts: ['provider', 'testbed'],
  engine: ['provider', 'testbed', 'contracts'],
  controlplane: ['provider'],
  chaos: ['provider', 'testbed', 'contracts', 'engine', 'controlplane'],
  providers: ['provider'],
  clouds: ['provider', 'testbed'],
  certificate: ['provider', 'testbed', 'contracts', 'engine'],
  diff: ['provider', 'testbed', 'contracts', 'engine', 'certificate'],
  gate: ['provider', 'testbed', 'contracts', 'engine', 'controlplane', 'chaos', 'certificate'],
  reporters: ['provider', 'testbed', 'contracts', 'engine', 'controlplane', 'chaos', 'certificate', 'gate', 'diff'],
  matrix: ['provider', 'testbed', 'contracts', 'engine', 'controlplane', 'chaos', 'certificate', 'gate', 'reporters'],
  vitest: ['provider', 'testbed', 'contracts', 'engine', 'reporters'],
};

const layering = Object.entries(rooms).map(([room, below]) => ({
  name: `${room}-imports-only-what-is-below`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: [room, ...below].map((folder) => `^src/${folder}/`) },
}));

module.exports = {
  forbidden: [
    ...layering,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'only-the-registry-and-public-pair-providers-with-clouds',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(registry\\.ts|registry/|public/|providers/|clouds/)' },
      to: { path: '^src/(providers|clouds)/' },
    },
    {
      name: 'one-provider-does-not-know-another',
      severity: 'error',
      from: { path: '^src/providers/([^/]+)/' },
      to: { path: '^src/providers/', pathNot: '^src/providers/$1/' },
    },
  ],
  options: { parser: 'swc', tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, tsConfig: undefined },
};
