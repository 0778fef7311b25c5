import { payload } from '../acts/payload.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, newest, oldest } from '../lists/list.ts';
import { publicId } from '../lists/rowFields.ts';
import { LeaseForm, TenancyEndReason, TenancyLeaseholder, TenancyStatus } from './housing.enums.ts';
import { Tenant } from './tenants.graph.ts';

export const Tenancy = builder.drizzleObject('tenancies', {
  name: 'Tenancy',
  description: 'A family in a home.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('Tenancy')),
    status: t.expose('status', { type: TenancyStatus, description: 'Where it stands.' }),
    offer: t.relation('offer', {
      nullable: true,
      description: 'The home; null when it was found outside the programme.',
    }),
    landlord: t.relation('landlord', {
      nullable: true,
      description: 'The landlord; null when found outside the programme.',
    }),
    proposal: t.relation('proposal', {
      nullable: true,
      description: 'The proposal that it came from.',
    }),
    family: t.relation('family', { nullable: true, description: 'The family.' }),
    tenants: t.relation('openIdentities', {
      type: Tenant,
      description: 'The leaseholders, until 3 months after the tenancy.',
      query: { orderBy: { id: 'asc' }, limit: 20 },
    }),
    commune: t.relation('commune', { nullable: true, description: 'Where the home is.' }),
    leaseForm: t.expose('leaseForm', { type: LeaseForm, description: 'The form of the lease.' }),
    leaseholder: t.expose('leaseholder', {
      type: TenancyLeaseholder,
      description: 'Who holds the lease today.',
    }),
    slidesOn: t.expose('slidesOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which a sliding lease is to pass to the family.',
    }),
    signedOn: t.expose('signedOn', { type: 'Date', description: 'Day of signature.' }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'First day.' }),
    endsOn: t.expose('endsOn', { type: 'Date', nullable: true, description: 'Last day; null: open.' }),
    rentCents: t.exposeInt('rentCents', { description: 'Rent a month without charges, euro cents.' }),
    noticeGivenOn: t.expose('noticeGivenOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which notice was given.',
    }),
    endReason: t.expose('endReason', {
      type: TenancyEndReason,
      nullable: true,
      description: 'Why it ended.',
    }),
    version: t.exposeInt('version', { description: 'Give it back as `expectedVersion`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was recorded.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

export const TenancyPayload = payload('TenancyPayload', {
  field: 'tenancy',
  type: Tenancy,
  table: 'tenancies',
});

list('tenancies', {
  table: 'tenancies',
  name: 'Tenancy',
  connection: connectionType('Tenancy', Tenancy, true),
  about: 'Tenancies: a landlord’s own, a coordinator’s families’.',
  filter: {
    status: filter.anyOf(TenancyStatus, 'status', 'In one of these states.'),
    updatedSince: filter.updatedSince(),
  },
  orders: { CREATED_AT_DESC: newest(), UPDATED_AT_ASC: oldest('updatedAt') },
});
