import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Audience } from '../access/audiences.ts';
import { audiences } from '../access/audiences.ts';
import type { Sql } from '../database/connections.ts';
import type { DemoKey } from '../demo/demoKeys.ts';
import { holdsDemo } from '../demo/loadDemo.ts';
import { asOperator } from './administration.ts';
import { fillWithDemo } from './fillWithDemo.ts';

/** The keys to show. Loads the demo if the database holds no partner; a database that holds others is left alone. */
export async function prepareDemo(admin: Sql, dataDirectory: string, logger: Logger): Promise<DemoKey[]> {
  if (!(await holdsPartners(admin))) return (await fillWithDemo(admin, dataDirectory)).keys;
  if (!(await holdsDemo(admin))) {
    logger.warn('this database holds partners: no demo is loaded into it');
    return [];
  }
  const keys = await keptKeys(join(dataDirectory, 'demo-keys.json'));
  if (keys.length === 0)
    logger.warn(
      'the keys of this demo are no longer in DATA_DIR: `npm run cli -- demo reset` makes new ones',
    );
  return keys;
}

async function holdsPartners(admin: Sql): Promise<boolean> {
  const [partner] = await asOperator(admin, (sql) => sql`select id from public.partners limit 1`);
  return partner !== undefined;
}

async function keptKeys(path: string): Promise<DemoKey[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return JSON.parse(text) as DemoKey[];
}

const firstQuery: Record<Audience, string> = {
  LANDLORD:
    '{ viewer { partner { name } } housingOffers(first: 3) { edges { node { externalReference status } } } }',
  EMPLOYER: '{ viewer { partner { name } } jobOffers(first: 3) { edges { node { title status } } } }',
  HEALTH: '{ viewer { partner { name } } careReferrals(first: 3) { edges { node { status } } } }',
  INTERNAL: '{ roofAndJob { asOf rows { region { name } situation families persons suppressed } } }',
  COORDINATOR:
    '{ viewer { partner { name } } families(first: 3) { edges { node { reference journey size } } } }',
};

/** One key for each audience, and a first question to ask with the first of them. */
export function demoWelcome(url: string, keys: readonly DemoKey[]): string {
  const shown = audiences.flatMap((audience) => keys.find((key) => key.audience === audience) ?? []);
  const [first] = shown;
  if (!first) return '';
  const width = Math.max(...shown.map(({ audience }) => audience.length));
  const body = JSON.stringify({ query: firstQuery[first.audience] });
  return [
    `The demo answers at ${url}/graphql. One key of each audience, all of them in DATA_DIR/demo-keys.json:`,
    '',
    ...shown.map(({ audience, key, partner }) => `  ${audience.padEnd(width)}  ${key}  ${partner}`),
    '',
    `  curl -s ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${first.key}' -d '${body}'`,
    '',
  ].join('\n');
}
