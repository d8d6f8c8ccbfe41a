import { serveWorker } from '../engine/worker.ts';
import { findRegistered } from '../registry.ts';

serveWorker(findRegistered);
