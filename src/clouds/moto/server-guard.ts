/**
 * A process of its own that runs moto_server and ends it with whoever asked for it, however that ends: it learns of the
 * end by its standard input, which closes with the other process. Its arguments are those of moto_server.
 */
import { spawn } from 'node:child_process';

const server = spawn('moto_server', process.argv.slice(2), { stdio: ['ignore', 'ignore', 'inherit'] });

server.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
server.once('exit', (code) => process.exit(code ?? 1));

// A Ctrl-C is meant for the harness, which still needs the server to clean up.
process.on('SIGINT', () => {});
process.stdin.resume();
process.stdin.once('close', end);

/** There is nothing to save. What a launcher started goes with it, where there are groups of processes. */
function end(): void {
  if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  server.kill('SIGKILL');
  process.exit(0);
}
