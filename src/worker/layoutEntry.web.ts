import { expose } from 'comlink';
import { createLayoutService } from './layoutService.ts';

expose(createLayoutService());
