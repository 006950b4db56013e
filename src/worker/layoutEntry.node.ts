import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import { present } from '../base/assert.ts';
import { nodeEndpoint } from '../contract/threads.ts';
import { createLayoutService } from './layoutService.ts';

expose(createLayoutService(), nodeEndpoint(present(parentPort ?? undefined, 'the thread that started this one')));
