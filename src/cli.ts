#!/usr/bin/env tsx
import { runCommandLine } from './commands/commandLine.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
