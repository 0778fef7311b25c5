import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { SealedType } from '../access/idPrefixes.ts';
import { enumValuePolicies } from '../access/policy.ts';
import type { Scope } from '../access/scopes.ts';
import { builder, type RowRef } from '../builder.ts';
import { errors } from '../errors.ts';
import { findRow } from '../lists/lookUp.ts';
import type { TableName } from '../lists/reads.ts';
import type { Act } from './act.ts';
import { idempotent, input, optional, versioned } from './inputFields.ts';
import { mutation } from './mutation.ts';
import { onBehalf } from './onBehalf.ts';
import { outcome } from './payload.ts';
import { refusalsOf, refusedBy } from './refusals.ts';

type VersionedTable = PgTable & { id: PgColumn; version: PgColumn };

interface Undoable<Row> {
  sealed: SealedType;
  /** The payload's field, and the table that it is read from. */
  field: string;
  read: TableName;
  type: RowRef<Row>;
  table: VersionedTable;
  /** The column that holds the state; each of them, where a row has several machines. */
  state: PgColumn | readonly PgColumn[];
  scope: Scope;
  /** Takes the locks of the row's acts; throws where the row is not the caller's. Answers its version. */
  prepare: (act: Act, id: string) => Promise<number>;
}

const undoables = new Map<SealedType, Omit<Undoable<object>, 'type'>>();

const UndoPayload = outcome('UndoTransitionPayload', 'the row whose last move was taken back');

const UndoReason = builder.enumType('UndoReason', {
  values: ['ENTERED_BY_MISTAKE', 'WRONG_ROW', 'MISUNDERSTOOD', 'OTHER'] as const,
  description: 'Why a move is taken back; kept in the journal.',
});

/** Lets `undoTransition` take back the moves of a type; which ones is said in its machine, and judged by the database. */
export function undoable<Row extends object>({ type, ...definition }: Undoable<Row>): void {
  const { sealed, field, read } = definition;
  undoables.set(sealed, definition);
  builder.objectField(UndoPayload, field, (t) =>
    t.field({
      type,
      nullable: true,
      description: `The ${sealed} as you may read it now; null for an id of another type, with \`errors\`, after \`validateOnly\`, or where it is out of your sight again.`,
      // The shape of a row type can't be followed through a type parameter.
      resolve: (done, _args, context, info) =>
        (done.id === null || !context.caller.scopes.includes(definition.scope)
          ? null
          : findRow(read, { id: done.id }, context, info)) as never,
    }),
  );
}

/** Refusals that a partner can tell from its own rows. UT013: access.refuse_built_upon. */
const ofOwnRows = [
  ...['UT001', 'UT003', 'UT005', 'UT011', 'UT012', 'UT013'],
  ...['tenancies_one_per_home', 'housing_offers_external_reference', 'job_offers_external_reference'],
];

/** Whatever else refuses is one answer to a partner, which does not tell a family's other home from its leaving, or from a consent. */
function sayable(error: unknown, { context: { caller }, isCoordinator }: Act): unknown {
  const rule = refusedBy(error);
  if (isCoordinator || rule === null) return error;
  const hasWord = refusalsOf(error)?.every(
    ({ code }) => enumValuePolicies.MutationErrorCode?.[code]?.includes(caller.audience) ?? true,
  );
  return ofOwnRows.includes(rule) && hasWord
    ? error
    : errors.conditionNotMet('What it rests on has gone: ask the programme.', 'id');
}

type Changed = Pick<Undoable<object>, 'table' | 'state'>;

/** The database finds the state to return to, and who may: access.a_takes_back. */
async function takeBack(act: Act, { table, state }: Changed, where: SQL | undefined) {
  try {
    return await act.db
      .update(table)
      .set(Object.fromEntries([state].flat().map((column) => [stateName(table, column), sql`${column}`])))
      .where(where)
      .returning({ id: table.id });
  } catch (error) {
    throw sayable(error, act);
  }
}

const stateName = (table: VersionedTable, state: PgColumn) =>
  Object.entries(table).find(([, column]) => column === state)?.[0] ?? state.name;

mutation('undoTransition', {
  about:
    'Takes back the last move of a row that was a mistake: whoever made it within 7 days, a coordinator for its families at any time. Refused once something was built on it. What had closed opens anew under today’s consents; receipts of what was open stay. The table of states says of each move whether and how.',
  fields: {
    id: input.idOfAny(
      [
        'HousingOffer',
        'HousingProposal',
        'Tenancy',
        'JobOffer',
        'JobApplication',
        'Employment',
        'CareReferral',
        'Family',
        'RightsStep',
        'ArrivalGroup',
      ],
      'The row, by the id under which you read it.',
    ),
    ...versioned,
    reason: input.oneOf(UndoReason, 'Why.'),
    ...idempotent,
    channel: optional(onBehalf.channel),
  },
  payload: UndoPayload,
  run: async ({ id: { type, uuid }, expectedVersion, reason }, act) => {
    const kind = undoables.get(type);
    if (!kind || !act.context.caller.scopes.includes(kind.scope)) throw errors.notFound('id');
    const version = await kind.prepare(act, uuid);
    act.requireVersion({ version }, expectedVersion);
    await act.context.operation.claim('app.reason', reason);
    const where = and(eq(kind.table.id, uuid), eq(kind.table.version, expectedVersion));
    act.requireChanged(await takeBack(act, kind, where), version);
    return uuid;
  },
});
