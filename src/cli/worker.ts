import './efficiency-mode.ts';
import { serveWorker } from '../engine/worker.ts';
import { loadRegistered } from '../registry/load-registered.ts';

serveWorker(loadRegistered);
