import { builder } from '../builder.ts';
import { connectionType } from '../lists/connection.ts';
import { filter } from '../lists/filters.ts';
import { list, oldest } from '../lists/list.ts';
import { publicId } from '../lists/rowFields.ts';
import { PartnerKind } from '../partners/kind.enum.ts';

const HealthPartner = builder.drizzleObject('partners', {
  variant: 'HealthPartner',
  description: 'A health partner whose agreement is in force: one to whom a referral may be redirected.',
  select: { columns: {} },
  fields: (t) => ({
    id: t.id(publicId('Partner')),
    name: t.exposeString('name', { description: 'Its name.' }),
    kind: t.expose('kind', { type: PartnerKind, description: 'The kind of organisation.' }),
    contacts: t.relation('contacts', {
      description: 'Whom to call, in general or about care.',
      query: {
        where: { purpose: { in: ['CARE', 'GENERAL'] } },
        orderBy: { purpose: 'asc', id: 'asc' },
        limit: 100,
      },
    }),
  }),
});

list('healthPartners', {
  table: 'partners',
  name: 'HealthPartner',
  connection: connectionType('HealthPartner', HealthPartner, true),
  about: 'Health partners in force, yourself among them.',
  filter: {
    kind: filter.anyOf(PartnerKind, 'kind', 'Of one of these kinds.'),
    updatedSince: filter.updatedSince(),
  },
  orders: { UPDATED_AT_ASC: oldest('updatedAt') },
});
