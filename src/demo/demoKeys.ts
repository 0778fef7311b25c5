import { chmod, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Audience } from '../access/audiences.ts';
import { createKey } from '../access/keys.ts';
import { scopes } from '../access/scopes.ts';
import type { apiKeys } from '../tables.ts';
import { parisMidnight, plusDaysOf } from './calendar.ts';
import type { DemoRows } from './demoRows.ts';
import { seeds } from './partnerNames.ts';

/** One line of `demo-keys.json`. */
export interface DemoKey {
  audience: Audience;
  /** Its name. */
  partner: string;
  key: string;
}

interface NewKeys {
  shown: DemoKey[];
  rows: (typeof apiKeys.$inferInsert)[];
}

const daysOfKey = 365;

/** A key for every partner of the demo that has one: unlike the rest, not the same twice. Landlords first. */
export function createDemoKeys(rows: DemoRows, today: string): NewKeys {
  const createdAt = parisMidnight(today);
  const keys: NewKeys = { shown: [], rows: [] };
  for (const partner of rows.partners) {
    const seed = seeds.find(({ name }) => name === partner.name);
    if (!partner.id || seed?.keyless || seed?.left === 'SUSPENDED') continue;
    const { key, keyId, hash, shown } = createKey(partner.audience);
    keys.rows.push({
      id: keyId,
      partnerId: partner.id,
      audience: partner.audience,
      label: 'Démonstration',
      keyHash: hash,
      lastFour: shown,
      scopes: [...scopes[partner.audience]],
      createdAt,
      expiresAt: plusDaysOf(createdAt, daysOfKey),
    });
    // A partner that left still reads its receipts; nobody's example should begin with it.
    if (!seed?.left) keys.shown.push({ audience: partner.audience, partner: partner.name, key });
  }
  return keys;
}

/** Writes `demo-keys.json` for whoever runs the demo, and for nobody else on the machine. */
export async function writeDemoKeys(dataDirectory: string, keys: readonly DemoKey[]): Promise<string> {
  const path = join(dataDirectory, 'demo-keys.json');
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  // A draft that a killed process left keeps the mode that it had.
  await chmod(draft, 0o600);
  await rename(draft, path);
  return path;
}
