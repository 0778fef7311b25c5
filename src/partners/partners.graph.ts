import { audiences } from '../access/audiences.ts';
import { type Scope, scopes } from '../access/scopes.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, oldest } from '../lists/list.ts';
import { findRow } from '../lists/lookUp.ts';
import { reads } from '../lists/reads.ts';
import { publicId } from '../lists/rowFields.ts';
import { parisDay } from '../parisDay.ts';
import { PartnerKind } from './kind.enum.ts';
import { agreementStatus, agreementStatuses, contactPurposes } from './partners.rules.ts';

const AudienceEnum = builder.enumType('Audience', {
  values: audiences,
  description: 'What kind of partner a key belongs to.',
});
const ContactPurpose = builder.enumType('ContactPurpose', {
  values: contactPurposes,
  description: 'What a contact is for.',
});
const AgreementStatus = builder.enumType('AgreementStatus', {
  values: agreementStatuses,
  description: 'Whether an agreement is in force today.',
});
const ScopeEnum = builder.enumType('Scope', {
  description: 'What a key may do.',
  values: Object.fromEntries(
    Object.values(scopes)
      .flat()
      .map((scope) => [scope.toUpperCase().replace(':', '_'), { value: scope }]),
  ) as Record<string, { value: Scope }>,
});

builder.drizzleObject('partnerSites', {
  name: 'Site',
  description: 'An establishment of a partner.',
  select: { columns: {} },
  fields: (t) => ({
    siret: t.exposeString('siret', { description: 'SIRET, 14 digits.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    commune: t.relation('commune', { nullable: true, description: 'Where it is.' }),
  }),
});

builder.drizzleObject('partnerContacts', {
  name: 'Contact',
  description: 'Whom to call at a partner.',
  select: { columns: {} },
  fields: (t) => ({
    purpose: t.expose('purpose', { type: ContactPurpose, description: 'What for.' }),
    name: t.exposeString('name', { description: 'A person or a desk.' }),
    phone: t.exposeString('phone', { nullable: true, description: 'Telephone, E.164.' }),
    email: t.exposeString('email', { nullable: true, description: 'E-mail.' }),
  }),
});

const Agreement = builder.drizzleObject('agreements', {
  name: 'Agreement',
  description: 'The data agreement between a partner and the programme.',
  select: { columns: {} },
  fields: (t) => ({
    signedOn: t.expose('signedOn', { type: 'Date', description: 'Day of signature.' }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'First day in force.' }),
    endsOn: t.expose('endsOn', {
      type: 'Date',
      nullable: true,
      description: 'Last day in force; null: open.',
    }),
    status: t.field({
      type: AgreementStatus,
      select: { columns: { startsOn: true, endsOn: true, endedAt: true } },
      description: 'Today.',
      resolve: (agreement) => agreementStatus(agreement, parisDay()),
    }),
  }),
});

const Partner = builder.drizzleObject('partners', {
  name: 'Partner',
  description: 'An organisation of the programme. Partners see themselves.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('Partner')),
    name: t.exposeString('name', { description: 'Its name.' }),
    kind: t.expose('kind', { type: PartnerKind, description: 'The kind of organisation.' }),
    siret: t.exposeString('siret', { nullable: true, description: 'SIRET; null for a private person.' }),
    finess: t.exposeString('finess', { nullable: true, description: 'FINESS number, for health.' }),
    sites: t.relation('sites', {
      description: 'Its establishments, by SIRET.',
      query: { orderBy: { siret: 'asc' }, limit: 100 },
    }),
    contacts: t.relation('contacts', {
      description: 'Whom to call.',
      query: { orderBy: { purpose: 'asc', id: 'asc' }, limit: 100 },
    }),
    regions: t.relation('regions', { description: 'Where it works.', query: { orderBy: { code: 'asc' } } }),
    agreement: t.field({
      type: Agreement,
      nullable: true,
      description: 'The latest data agreement.',
      select: (_args, _context, nested) => ({
        with: { agreements: nested({ orderBy: { startsOn: 'desc', id: 'asc' }, limit: 1 }) },
      }),
      resolve: (row) => row.agreements[0] ?? null,
    }),
  }),
});

interface ViewerShape {
  readonly kind: 'viewer';
}

const Viewer = builder.objectRef<ViewerShape>('Viewer').implement({
  description: 'Who you are to this API.',
  fields: (t) => ({
    audience: t.field({
      type: AudienceEnum,
      description: 'Of your key.',
      resolve: (_v, _a, context) => context.caller.audience,
    }),
    scopes: t.field({
      type: [ScopeEnum],
      description: 'What your key may do.',
      resolve: (_v, _a, context) => context.caller.scopes,
    }),
    partner: t.field({
      type: Partner,
      nullable: true,
      description: 'Your organisation.',
      extensions: reads({
        kind: 'one',
        table: 'partners',
        where: (_args, { caller }) => ({ id: caller.partnerId }),
        orNull: true,
      }),
      resolve: (_v, _a, context, info) =>
        findRow('partners', { id: context.caller.partnerId }, context, info) as never,
    }),
    agreement: t.field({
      type: Agreement,
      nullable: true,
      description:
        'Your data agreement. Without one in force a key answers `viewer` and its receipts, nothing else.',
      extensions: reads({
        kind: 'one',
        table: 'agreements',
        where: (_args, { caller }) => ({ partnerId: caller.partnerId }),
        orNull: true,
      }),
      resolve: (_v, _a, context, info) =>
        findRow('agreements', { partnerId: context.caller.partnerId }, context, info) as never,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Who you are: the first query to try.',
    extensions: reads({ kind: 'group' }),
    resolve: () => ({ kind: 'viewer' }) as const,
  }),
);

list('partners', {
  table: 'partners',
  name: 'Partner',
  connection: connectionType('Partner', Partner, true),
  about: 'Landlords and employers in force, and yourself.',
  filter: {
    kind: filter.anyOf(PartnerKind, 'kind', 'Of one of these kinds.'),
    updatedSince: filter.updatedSince(),
  },
  orders: { UPDATED_AT_ASC: oldest('updatedAt') },
});
