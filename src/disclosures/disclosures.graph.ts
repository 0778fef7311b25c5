import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../lists/connection.ts';
import { type FilterField, filter } from '../lists/filters.ts';
import { list, newest, oldest } from '../lists/list.ts';
import { publicId } from '../lists/rowFields.ts';
import {
  closedAtOf,
  closeReasons,
  disclosureLevels,
  disclosurePurposes,
  isEndless,
} from './disclosures.rules.ts';

const DisclosureLevel = builder.enumType('DisclosureLevel', {
  values: disclosureLevels,
  description: 'CARD: nobody is named. IDENTITY: names and telephone of one person.',
});
const DisclosurePurpose = builder.enumType('DisclosurePurpose', {
  values: disclosurePurposes,
  description:
    'What something was shown for. TENANCY and CONTRACT rest on the contract, the others on consent.',
});
const CloseReason = builder.enumType('CloseReason', {
  values: ['ENDED'] as const,
  description: 'The one reason that a holder reads: a finer one would tell why.',
});
const DisclosureCloseCause = builder.enumType('DisclosureCloseCause', {
  values: closeReasons,
  description: 'Why a disclosure closed; its holder never reads it.',
});

const term = { columns: { closedAt: true, expiresAt: true } } as const;

export const Disclosure = builder.drizzleObject('disclosures', {
  name: 'Disclosure',
  description:
    'A receipt: something of a family, or of one of its persons, was open to a partner. Once it is closed, what was read is to be erased.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('Disclosure')),
    reference: t.exposeString('reference', {
      description: 'What partner and programme say to each other on the phone, such as "D-7K3Q-92X".',
    }),
    level: t.expose('level', { type: DisclosureLevel, description: 'How much is open.' }),
    purpose: t.expose('purpose', { type: DisclosurePurpose, description: 'What for.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'From when.' }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      select: { columns: { expiresAt: true } },
      description:
        'When it closes by itself; null: not while the contract has no end. A planned date or a move of the act moves it.',
      resolve: ({ expiresAt }) => (isEndless(expiresAt) ? null : expiresAt),
    }),
    closedAt: t.field({
      type: 'DateTime',
      nullable: true,
      select: term,
      description: 'Until when; null while it is open.',
      resolve: (row) => closedAtOf(row),
    }),
    closeReason: t.field({
      type: CloseReason,
      nullable: true,
      select: term,
      description: 'ENDED once it is closed; null while it is open.',
      resolve: (row) => (closedAtOf(row) ? ('ENDED' as const) : null),
    }),
    closedBecause: t.field({
      type: DisclosureCloseCause,
      nullable: true,
      select: { columns: { ...term.columns, closeReason: true } },
      description: 'Why it closed, for the programme alone; null while it is open.',
      resolve: (row) => row.closeReason ?? (closedAtOf(row) ? ('EXPIRED' as const) : null),
    }),
    erasureAcknowledgedAt: t.expose('erasureAcknowledgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the partner said that it has erased what it read.',
    }),
    partner: t.relation('partner', {
      nullable: true,
      description: 'To whom; null where its agreement is over.',
    }),
    family: t.relation('family', { nullable: true, description: 'Of which family.' }),
    person: t.relation('person', { nullable: true, description: 'Of whom; null at CARD of a family.' }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When it last changed; time alone, `expiresAt`, changes nothing here.',
    }),
  }),
});

export const DisclosurePayload = payload('DisclosurePayload', {
  field: 'disclosure',
  type: Disclosure,
  table: 'disclosures',
});

const open: FilterField = {
  type: 'Boolean',
  about: 'true: those open now. false: those closed, by an act or by time.',
  column: 'closedAt',
  where: (wanted: never) =>
    wanted
      ? { closedAt: { isNull: true }, expiresAt: { gt: new Date() } }
      : { OR: [{ closedAt: { isNotNull: true } }, { expiresAt: { lte: new Date() } }] },
};

const closedSince: FilterField = {
  type: 'DateTime',
  about: 'Those closed at this instant or later, by an act or by time: what to erase since you last looked.',
  column: 'closedAt',
  where: (since: never) => ({
    OR: [
      { closedAt: { gte: since } },
      { closedAt: { isNull: true }, expiresAt: { gte: since, lte: new Date() } },
    ],
  }),
};

list('disclosures', {
  table: 'disclosures',
  name: 'Disclosure',
  connection: connectionType('Disclosure', Disclosure, true),
  about:
    'Receipts of what was open to you, kept after it closed and answered even without an agreement. A coordinator’s are those of its families.',
  filter: { open, closedSince, updatedSince: filter.updatedSince() },
  orders: { UPDATED_AT_ASC: oldest('updatedAt'), OPENED_AT_DESC: newest('openedAt') },
});
