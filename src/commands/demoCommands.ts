import type { Command } from 'commander';
import { takeSnapshot } from '../aggregates/snapshot.ts';
import type { Sql } from '../database/connections.ts';
import { createDataDirectory } from '../database/keptFile.ts';
import { type DemoKey, writeDemoKeys } from '../demo/demoKeys.ts';
import { loadDemo, resetDemo } from '../demo/loadDemo.ts';
import { parisDay } from '../parisDay.ts';
import { readSettings } from '../settings.ts';
import { administrator } from './administration.ts';
import type { Answer } from './report.ts';
import { day, wholeNumber } from './words.ts';

/** The year in which the programme's families came: the demo that everybody sees. */
const usualSeed = 2016;

export function addDemoCommands(program: Command): void {
  const demo = program.command('demo').description('an invented programme, to try everything on');
  const load = demo.command('load').description('loads it into a database that holds no partner');
  const reset = demo.command('reset').description('empties a database that holds a demo, and loads it anew');
  for (const command of [load, reset])
    command
      .option('--today <day>', 'the day that all its dates are counted from; today unless told', day)
      .option('--seed <number>', 'another number gives another programme', wholeNumber, usualSeed);
  load.action(administrator(fill));
  reset.action(
    administrator<DemoOptions>(async (admin, options) => {
      await resetDemo(admin);
      return fill(admin, options);
    }),
  );
}

interface DemoOptions {
  today?: string;
  seed?: number;
}

async function fill(admin: Sql, options: DemoOptions): Promise<Answer> {
  const { path, keys } = await fillWithDemo(admin, readSettings().dataDirectory, options);
  return { json: { keys: path }, text: `The demo is loaded; its ${keys.length} keys are in ${path}.` };
}

/** Loads the demo, counts it, and writes its keys to `DATA_DIR/demo-keys.json`. */
export async function fillWithDemo(
  admin: Sql,
  dataDirectory: string,
  { today = parisDay(), seed = usualSeed }: DemoOptions = {},
): Promise<{ path: string; keys: DemoKey[] }> {
  await createDataDirectory(dataDirectory);
  const keys = await loadDemo(admin, { seed, today });
  const path = await writeDemoKeys(dataDirectory, keys);
  await takeSnapshot(admin);
  return { path, keys };
}
