#!/usr/bin/env node
// Read by every Node that a machine may have, also old ones: no syntax newer than Node 12 here.
const needed = [22, 19];
const found = process.versions.node.split('.').map(Number);

if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
  console.error(`assay needs Node ${needed.join('.')} or newer; this is Node ${process.versions.node}`);
  process.exitCode = 2;
} else {
  import('../dist/cli/main.js').then(run, explain);
}

function run(main) {
  return main.runProcess();
}

function explain(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('main.js')) throw error;
  console.error('assay is not built yet: run `npm run build` first');
  process.exitCode = 2;
}
