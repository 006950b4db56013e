import { expose } from 'comlink';
import { nodeEndpoint } from '../contract/threads.ts';
import { createLayoutService } from './layoutService.ts';

// One file for both, because elk is large: a thread of Node speaks through a port, a web worker by itself.
const port = typeof process === 'undefined' ? null : process.getBuiltinModule('node:worker_threads').parentPort;

expose(createLayoutService(), port === null ? undefined : nodeEndpoint(port));
