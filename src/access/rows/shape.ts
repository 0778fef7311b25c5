import type { Audience } from '../audiences.ts';

/** A row policy's condition, SQL over the row's own columns. */
export type Rule = string;

export interface AudienceRights {
  /** Which rows it meets; the columns are those of the fields that it reads, and the table's keys. */
  select?: Rule;
  /** Columns beside the served ones and the keys that its acts must read. */
  also?: readonly string[];
  insert?: { columns: readonly string[]; check: Rule };
  update?: { columns: readonly string[]; rows: Rule };
}

/** `programme` does the effects of acts, `gatekeeper` recognises keys, `snapshot` counts, `operator` is the command line, `clock` ends what time ends, `receipts` tells a person who read what. */
export const systemRoles = [
  'programme',
  'gatekeeper',
  'snapshot',
  'operator',
  'demo_loader',
  'clock',
  'receipts',
] as const;
type SystemRole = (typeof systemRoles)[number];

/** Columns, or every one. */
export type Columns = readonly string[] | '*';

export interface SystemRights {
  select?: Columns;
  insert?: Columns;
  update?: Columns;
  /** Which rows it deletes; each one stands in reviewed.ts too. */
  delete?: Rule;
}

export interface TableRights {
  /** Selectable by every audience that meets rows of the table, never served. */
  keys: readonly string[];
  audiences: Readonly<Partial<Record<Audience, AudienceRights>>>;
  system: Readonly<Partial<Record<SystemRole, SystemRights>>>;
}

export type FeatureRights = Readonly<Record<string, TableRights>>;
