import cluster from 'node:cluster';
import { Command } from 'commander';
import { readSettings } from '../settings.ts';
import { administrator } from './administration.ts';
import { addAgreementCommands } from './agreementCommands.ts';
import { addDemoCommands } from './demoCommands.ts';
import { examineRights } from './doctor.ts';
import { addEventsCommand } from './eventsCommand.ts';
import { failureOf } from './failures.ts';
import { addKeyCommands } from './keyCommands.ts';
import { migrateCommand } from './migrate.ts';
import { addPartnerCommands } from './partnerCommands.ts';
import { addReceiptsCommand } from './receiptsCommand.ts';
import { addSnapshotCommand } from './snapshotCommand.ts';
import { processes } from './words.ts';

/**
 * Runs one command of the programme's operator and answers the exit code: 0 done, 1 not done, 2 not asked rightly. What goes
 * wrong is told in a sentence on standard error, as `{"error": …}` with `--json`.
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const asJson = words.includes('--json');
  const program = createProgram(asJson);
  try {
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    const { sentence, exitCode } = failureOf(error);
    if (sentence) process.stderr.write(`${asJson ? JSON.stringify({ error: sentence }) : sentence}\n`);
    return exitCode;
  }
}

function createProgram(asJson: boolean): Command {
  // Subcommands take over what is set here when they are created.
  const program = new Command('reinstalles')
    .description('The API of the programme « Un toit, un emploi », and the work of its operator.')
    .option('--json', 'answer in JSON')
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      outputError: (text, write) => write(asJson ? `${JSON.stringify({ error: sentenceOf(text) })}\n` : text),
    });
  program
    .command('serve')
    .description('brings the database up to date and serves until SIGTERM or SIGINT')
    .option('--demo', 'loads the demo first, into a database that holds no partner')
    .option('--no-jobs', 'leaves what time does to `reinstalles work`')
    .option(
      '--processes <number>',
      'how many processes answer: one for each core of the machine',
      processes,
      1,
    )
    .action(serveCommand);
  program
    .command('work')
    .description('does what time does (expiries, the nightly count) until SIGTERM or SIGINT')
    .action(async () => {
      const { work } = await import('./work.ts');
      await work(readSettings());
    });
  program
    .command('migrate')
    .description('creates the database or brings it up to date')
    .action(migrateCommand);
  program
    .command('doctor')
    .description('compares the rights in the database with the access table')
    .action(administrator(examineRights));
  addDemoCommands(program);
  addPartnerCommands(program);
  addAgreementCommands(program);
  addKeyCommands(program);
  addReceiptsCommand(program);
  addEventsCommand(program);
  addSnapshotCommand(program);
  return program;
}

async function serveCommand(options: { demo?: boolean; jobs?: boolean; processes: number }): Promise<void> {
  // The schema takes its time to load, and no other command needs it.
  if (cluster.isWorker) return (await import('./serverProcess.ts')).serveUnderOrders(readSettings());
  const { demo = false, jobs = true, processes: count } = options;
  const { serve } = await import('./serve.ts');
  await serve(readSettings(), { demo, jobs, processes: count });
}

const sentenceOf = (text: string) => text.trim().replace(/^error: /, '');
