// Starts a program as a control plane, says so, and does nothing more: to be killed.
import { commandControlPlane } from '../../../../src/chaos/stdio/command-control-plane.ts';

await commandControlPlane({ command: process.argv.slice(2), cwd: '.', turnLimitMs: 5_000 });
console.log('started');
setInterval(() => {}, 1_000);
