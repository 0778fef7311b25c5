import { runCommandLine } from './commands/commandLine.ts';

// `npm start`: the server, with the options of `serve`.
process.exitCode = await runCommandLine(['serve', ...process.argv.slice(2)]);
