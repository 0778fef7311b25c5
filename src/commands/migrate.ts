import type { Command } from 'commander';
import { openDatabase } from '../database/database.ts';
import { obtainSecretKey } from '../database/secretKey.ts';
import { readSettings } from '../settings.ts';
import { print } from './report.ts';

export async function migrateCommand(this: Command): Promise<void> {
  const { bringUpToDate } = await import('../database/bringUpToDate.ts');
  const settings = readSettings();
  const secret = await obtainSecretKey(settings, { demo: false });
  const database = await openDatabase(settings, 'command');
  try {
    const { applied } = await bringUpToDate(database, secret, settings);
    const text = applied.length === 0 ? 'The database was up to date.' : `Applied: ${applied.join(', ')}.`;
    print({ json: { applied }, text }, this.optsWithGlobals().json === true);
  } finally {
    await database.stop();
  }
}
