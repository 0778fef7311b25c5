import type { Command } from 'commander';
import type { Sql } from '../database/connections.ts';
import { readSettings } from '../settings.ts';
import { administrator } from './administration.ts';
import type { DemoOptions } from './fillWithDemo.ts';
import type { Answer } from './report.ts';
import { day, wholeNumber } from './words.ts';

export function addDemoCommands(program: Command): void {
  const demo = program.command('demo').description('an invented programme, to try everything on');
  const load = demo.command('load').description('loads it into a database that holds no partner');
  const reset = demo.command('reset').description('empties a database that holds a demo, and loads it anew');
  for (const command of [load, reset])
    command
      .option('--today <day>', 'the day that all its dates are counted from; today unless told', day)
      .option('--seed <number>', 'another whole number gives another programme', wholeNumber);
  load.action(administrator(fill));
  reset.action(
    administrator<DemoOptions>(async (admin, options) => {
      const { resetDemo } = await import('../demo/loadDemo.ts');
      await resetDemo(admin);
      return fill(admin, options);
    }),
  );
}

async function fill(admin: Sql, options: DemoOptions): Promise<Answer> {
  // No other command needs what invents a programme, and it takes its time to load.
  const { fillWithDemo } = await import('./fillWithDemo.ts');
  const { path, keys } = await fillWithDemo(admin, readSettings().dataDirectory, options);
  return { json: { keys: path }, text: `The demo is loaded; its ${keys.length} keys are in ${path}.` };
}
