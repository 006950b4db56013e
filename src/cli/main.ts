#!/usr/bin/env node
import module from 'node:module';

// Compiled code is kept between runs. This must come before the rest is loaded, so the rest is loaded from here.
if ('enableCompileCache' in module) module.enableCompileCache();

const { runAsProcess } = await import('./process.ts');
await runAsProcess();
