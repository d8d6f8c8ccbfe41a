import { watchRun } from './watch-run.ts';

await watchRun(process.stdin, process.argv[2] ?? '', process.env);
