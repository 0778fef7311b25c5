import { takeSnapshot } from '../aggregates/snapshot.ts';
import type { Sql } from '../database/connections.ts';
import { createDataDirectory } from '../database/keptFile.ts';
import { type DemoKey, writeDemoKeys } from '../demo/demoKeys.ts';
import { loadDemo } from '../demo/loadDemo.ts';
import { parisDay } from '../parisDay.ts';

/** The year in which the programme's families came: the demo that everybody sees. */
const usualSeed = 2016;

export interface DemoOptions {
  /** yyyy-mm-dd: what every date is counted from. */
  today?: string;
  seed?: number;
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
